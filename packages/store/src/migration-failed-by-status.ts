import { sql } from 'kysely'
import type { Queries } from './schema.ts'

/** Records are looked for by how they failed: those of calls that were answered, which are most, pay for no such index. */
export async function failedByStatus({ schema }: Queries): Promise<void> {
  await schema.dropIndex('records_by_status').execute()
  await schema
    .createIndex('records_failed_by_status')
    .on('records')
    .columns(['status', 'id'])
    .where('status', '<>', sql.lit('ok'))
    .execute()
}
