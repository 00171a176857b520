import { gatewayError } from '@gateway/core'

/** Imports a package that only some settings need. Rejects with UNAVAILABLE that says how to install it. */
export async function optionalPackage<Package>(name: string, load: () => Promise<Package>): Promise<Package> {
  try {
    return await load()
  } catch (cause) {
    throw gatewayError(
      'UNAVAILABLE',
      `The gateway cannot prove who it is to this agent: the package ${name} is not installed. Install it beside @gateway/adapter-a2a.`,
      { cause },
    )
  }
}
