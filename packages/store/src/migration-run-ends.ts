import { sql } from 'kysely'
import type { Queries } from './schema.ts'

/** Runs by when they ended, for what is deleted some time after. */
export async function runEnds({ schema }: Queries): Promise<void> {
  await schema
    .createIndex('runs_by_end')
    .on('runs')
    .columns(['ended_at', 'run_id'])
    .where(sql.ref('ended_at'), 'is not', null)
    .execute()
}
