import type { StoredKey } from '@gateway/core'
import type { Queries } from './schema.ts'

/** How long it is remembered of a secret whose key it was, once it has ended: who still uses it is told that it was replaced. */
const REMEMBERED_MS = 30 * 24 * 3_600_000
/** How many former secrets a key keeps: its holder may replace it as often as they like. */
export const FORMER_SECRETS = 100

/** Secrets that ended before this time (ISO 8601) are forgotten when the key gets another. */
export const rememberedSince = ({ updatedAt }: StoredKey) =>
  new Date(Date.parse(updatedAt) - REMEMBERED_MS).toISOString()

/** Forgets the former secrets of a key that ended long ago, and of many those that end first; never its first, which is its id. */
export async function forgetFormerSecrets(write: Queries, key: StoredKey): Promise<void> {
  await write
    .deleteFrom('key_secrets')
    .where('key_id', '=', key.id)
    .where('hash', '<>', key.id)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('expires_at', '<', rememberedSince(key)),
        eb.and([
          eb('expires_at', 'is not', null),
          eb(
            'hash',
            'not in',
            selectFrom('key_secrets as kept')
              .select('kept.hash')
              .where('kept.key_id', '=', key.id)
              .where('kept.hash', '<>', key.id)
              .where('kept.expires_at', 'is not', null)
              .orderBy('kept.expires_at', 'desc')
              .orderBy('kept.hash')
              .limit(FORMER_SECRETS),
          ),
        ]),
      ]),
    )
    .execute()
}
