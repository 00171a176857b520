import type { RecordStore } from '@gateway/core'
import type { Database } from './database.ts'
import { firstIdAt, madeAt } from './record-times.ts'

/** What goes of records when they are old. Their ids tell the time, so the oldest are the first of the primary key. */
export function sqlOldRecords({ queries }: Database): Pick<RecordStore, 'prune' | 'oldest'> {
  const tableOf = { content: 'record_contents', records: 'records' } as const
  return {
    async prune(kept, before, limit) {
      const old = await queries
        .selectFrom(tableOf[kept])
        .select('id')
        .$if(before !== undefined, (query) => query.where('id', '<', firstIdAt(before ?? '')))
        .orderBy('id')
        .limit(limit)
        .execute()
      const last = old.at(-1)?.id
      if (last === undefined) return 0
      // Content first: a record without it is one whose content was not kept, the other way round is nothing.
      for (const table of kept === 'content'
        ? (['record_contents'] as const)
        : (['record_contents', 'records'] as const)) {
        await queries.deleteFrom(table).where('id', '<=', last).execute()
      }
      return old.length
    },
    async oldest(kept) {
      const row = await queries.selectFrom(tableOf[kept]).select('id').orderBy('id').limit(1).executeTakeFirst()
      return row && new Date(madeAt(row.id)).toISOString()
    },
  }
}
