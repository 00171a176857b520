import { sql } from 'kysely'
import type { Queries } from './schema.ts'
import { shortHash } from './short-hash.ts'

/** Records by the one whose message they sent once more: few have it, and only they are in the index. */
export async function recordReplays(database: Queries): Promise<void> {
  const { schema } = database
  await schema.alterTable('records').addColumn('replay_hash', 'bigint').execute()
  const replays = await database.selectFrom('records').select(['id', 'record']).where('kind', '=', 'replay').execute()
  for (const { id, record } of replays) {
    const { replayOf }: Readonly<Record<string, unknown>> = JSON.parse(record)
    if (typeof replayOf !== 'string') continue
    const replay_hash = shortHash(replayOf)
    await database.updateTable('records').set({ replay_hash }).where('id', '=', id).execute()
  }
  await schema
    .createIndex('records_by_replay')
    .on('records')
    .column('replay_hash')
    .where(sql.ref('replay_hash'), 'is not', null)
    .execute()
}
