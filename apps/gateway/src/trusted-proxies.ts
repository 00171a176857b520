import { trustedProxies } from '@gateway/server'
import { StartupError } from './startup-error.ts'

/** Reads TRUSTED_PROXIES. Throws a StartupError where it cannot be read. */
export function proxiesOf(list: string): ReturnType<typeof trustedProxies> {
  try {
    return trustedProxies(list)
  } catch (error) {
    throw new StartupError(`TRUSTED_PROXIES: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}
