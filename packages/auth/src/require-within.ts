import type { EffectiveGrant, StoredKey } from '@gateway/core'
import { gatewayError, liesWithin } from '@gateway/core'
import { effectiveGrant } from './effective-grant.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'

/** Rejects with PERMISSION_DENIED where a key reaches further than a grant: who is given its secret could act by it. */
export async function requireWithin(key: StoredKey, most: EffectiveGrant, stores: IdentityStores): Promise<void> {
  // Looked up once, as it is now: nothing is kept that a change would have to be heard for.
  const sources = await createGrantSources(stores, () => () => undefined).find(key)
  if (liesWithin(effectiveGrant(sources), most)) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'This key reaches further than the one that asks, which would act by it. Ask with the key itself, or an administrator.',
  )
}
