import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { type GatewayError, gatewayError, type MayReach } from '@gateway/core'
import { isForbiddenAddress } from './forbidden-address.ts'

/** Why no connection is made to a host at these addresses; `undefined` when it may be. The operator's list is asked second. */
export function reachRefusal(
  host: string,
  addresses: readonly string[],
  mayReach: MayReach | undefined,
): GatewayError | undefined {
  if (addresses.some(isForbiddenAddress)) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      "The agent's host is at a link-local or cloud metadata address, which is never called. Correct its URL or its DNS entry.",
    )
  }
  if (mayReach?.(host, addresses) === false) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      "The agent's host is not among those that this gateway may call. Its operator adds it to UPSTREAM_ALLOW.",
    )
  }
  return undefined
}

/** As `reachRefusal`, for a host of a URL that is an address itself: that is looked up by nobody. */
export function addressRefusal(host: string, mayReach: MayReach | undefined): GatewayError | undefined {
  const address = host.replace(/^\[|\]$/g, '')
  return isIP(address) === 0 ? undefined : reachRefusal(address, [address], mayReach)
}

/**
 * Resolves a name as `dns.lookup` does and refuses it when any of its addresses is link-local or serves cloud metadata, or
 * is not allowed. It runs in the connection itself, so what is checked is what is connected to.
 */
export function createGuardedLookup(mayReach?: MayReach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, [])
      const refusal = reachRefusal(
        hostname,
        addresses.map(({ address }) => address),
        mayReach,
      )
      if (refusal !== undefined) return callback(refusal, [])
      if (options.all === true) return callback(null, addresses)
      const [first] = addresses
      if (first === undefined) return callback(new Error('The name has no address.'), [])
      callback(null, first.address, first.family)
    })
  }
}

/** `createGuardedLookup()`, where no list narrows what may be called. */
export const guardedLookup: LookupFunction = createGuardedLookup()
