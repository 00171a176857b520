import type { KeyFilter, StoredKey } from '@gateway/core'
import type { RowsAsked } from './known-lists.ts'
import type { Queries } from './schema.ts'

/** The key of a secret. */
export function keyOfSecret(queries: Queries, hash: string) {
  return queries
    .selectFrom('key_secrets')
    .innerJoin('keys', 'keys.id', 'key_secrets.key_id')
    .selectAll('keys')
    .select('key_secrets.expires_at as secret_expires_at')
    .where('key_secrets.hash', '=', hash)
}

type Wanted = Omit<KeyFilter, 'offset' | 'limit'>

/** Rows of the keys of a filter, newest first. Each filter has an index that is in this order. */
export function keyPage(queries: Queries, { tag, ...filter }: Wanted, { after, offset, limit }: RowsAsked) {
  const found = matching(queries, filter)
  if (tag === undefined) {
    return found
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('created_at', 'id'), '<', tuple(after?.created_at ?? '', after?.id ?? '')),
        ),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
  }
  return found
    .innerJoin('key_tags', 'key_tags.key_id', 'keys.id')
    .where('key_tags.tag', '=', tag)
    .selectAll('keys')
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('key_tags.created_at', 'key_tags.key_id'), '<', tuple(after?.created_at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('key_tags.created_at', 'desc')
    .orderBy('key_tags.key_id', 'desc')
    .limit(limit)
    .offset(offset)
}

/** How many keys a filter has. */
export function keyCount(queries: Queries, { tag, ...filter }: Wanted) {
  const found = matching(queries, filter)
  const tagged =
    tag === undefined
      ? found
      : found.innerJoin('key_tags', 'key_tags.key_id', 'keys.id').where('key_tags.tag', '=', tag)
  return tagged.select(({ fn }) => fn.countAll().as('total'))
}

function matching(queries: Queries, { userId, teamId, alias, agentId }: Omit<Wanted, 'tag'>) {
  return queries
    .selectFrom('keys')
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? null))
    .$if(teamId !== undefined, (query) => query.where('team_id', '=', teamId ?? null))
    .$if(alias !== undefined, (query) => query.where('alias', '=', alias ?? null))
    .$if(agentId !== undefined, (query) => query.where('agent_id', '=', agentId ?? null))
}

/** Puts the tags of a key where keys are found by them. */
export async function putTags(write: Queries, { id, createdAt, tags = [] }: StoredKey): Promise<void> {
  if (tags.length === 0) return
  await write
    .insertInto('key_tags')
    .values(tags.map((tag) => ({ tag, created_at: createdAt, key_id: id })))
    .execute()
}
