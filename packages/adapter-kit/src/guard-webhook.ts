import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import { gatewayError, type MayReach } from '@gateway/core'
import { guardUrl } from './guard-url.ts'
import { reachRefusal } from './guarded-lookup.ts'

/**
 * Checks the address of a webhook that a caller hands in: what it is, and where its name leads. Rejects with INVALID_PARAMS
 * that names `field`: also where the name cannot be resolved, since nobody can say then where it leads.
 */
export async function guardWebhook(
  text: string,
  { field, mayReach }: { readonly field: string; readonly mayReach: MayReach | undefined },
): Promise<void> {
  const { href } = guardUrl(text, { field })
  const host = new URL(href).hostname.replace(/^\[|\]$/g, '')
  // A host that is allowed by its name needs no addresses.
  const named = isIP(host) === 0 && mayReach?.(host, []) === true
  const addresses = isIP(host) !== 0 ? [host] : await addressesOf(host)
  if (addresses.length === 0 && !named) {
    throw gatewayError('INVALID_PARAMS', `${field} names a host that cannot be resolved. Correct it.`, { field })
  }
  if (reachRefusal(host, addresses, mayReach) === undefined) return
  throw gatewayError(
    'INVALID_PARAMS',
    `${field} names a host that webhooks may not go to: only public ones may be given, unless the operator adds others to WEBHOOK_ALLOW.`,
    { field },
  )
}

const addressesOf = (host: string): Promise<readonly string[]> =>
  new Promise((resolve) => {
    lookup(host, { all: true }, (error, found) => resolve(error === null ? found.map(({ address }) => address) : []))
  })
