import type { KeyFilter, StoredKey } from '@gateway/core'
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

/** A page of the keys of a filter, newest first, and how many there are. Each filter has an index that is in this order. */
export function keyList(queries: Queries, { tag, ...filter }: KeyFilter) {
  if (tag === undefined) {
    const found = matching(queries, filter)
    return {
      page: found
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(filter.limit)
        .offset(filter.offset),
      count: found.select(({ fn }) => fn.countAll().as('total')),
    }
  }
  const found = matching(queries, filter)
    .innerJoin('key_tags', 'key_tags.key_id', 'keys.id')
    .where('key_tags.tag', '=', tag)
  return {
    page: found
      .selectAll('keys')
      .orderBy('key_tags.created_at', 'desc')
      .orderBy('key_tags.key_id', 'desc')
      .limit(filter.limit)
      .offset(filter.offset),
    count: found.select(({ fn }) => fn.countAll().as('total')),
  }
}

function matching(queries: Queries, { userId, teamId, alias, agentId }: Omit<KeyFilter, 'tag'>) {
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
