import type { CallRecord, Logger, RecordFilter, RecordStore } from '@gateway/core'
import type { Database, Rows } from './database.ts'
import { isoTime } from './iso-time.ts'
import { present } from './optional.ts'
import { reportRefused } from './report-refused.ts'

const RECORDS = ['id', 'time', 'agent_id', 'key_id', 'user_id', 'team_id', 'status', 'record']
const CONTENTS = ['id', 'request', 'response']
/** A batch is appended again when it was rejected, though it may have been stored. */
const CONFLICT = 'on conflict do nothing'

export function sqlRecords(database: Database, logger: Logger | undefined): RecordStore {
  const { queries } = database
  return {
    async append(records) {
      const rows: Rows['rows'][number][] = []
      const contents: Rows['rows'][number][] = []
      for (const record of records) {
        const { request, response, ...rest } = record
        rows.push([
          record.id,
          record.time,
          record.agentId ?? null,
          record.keyId ?? null,
          record.userId ?? null,
          record.teamId ?? null,
          record.status,
          JSON.stringify(rest),
        ])
        if (request !== undefined || response !== undefined)
          contents.push([record.id, request ?? null, response ?? null])
      }
      const tables = [
        { table: 'records', columns: RECORDS, conflict: CONFLICT, rows },
        { table: 'record_contents', columns: CONTENTS, conflict: CONFLICT, rows: contents },
      ].filter((table) => table.rows.length > 0)
      if (tables.length === 0) return
      const refused = await database.insertRows(tables)
      const inTable = new Map(tables.map((table) => [table.table, table.rows]))
      for (const one of refused)
        reportRefused([one], (row) => ({ recordId: inTable.get(one.table)?.[row]?.[0] }), logger)
    },
    async list(filter) {
      const rows = await matching(database, filter).orderBy('id', 'desc').limit(filter.limit).execute()
      return rows.map(({ record }): CallRecord => JSON.parse(record))
    },
    async get(id) {
      const row = await queries
        .selectFrom('records')
        .leftJoin('record_contents', 'record_contents.id', 'records.id')
        .select(['record', 'request', 'response'])
        .where('records.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const record: CallRecord = JSON.parse(row.record)
      return { ...record, ...present({ request: row.request, response: row.response }) }
    },
  }
}

function matching({ queries }: Database, { agentId, keyId, status, from, to, before }: RecordFilter) {
  return queries
    .selectFrom('records')
    .select('record')
    .$if(agentId !== undefined, (query) => query.where('agent_id', '=', agentId ?? null))
    .$if(keyId !== undefined, (query) => query.where('key_id', '=', keyId ?? null))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(from !== undefined, (query) => query.where('time', '>=', isoTime(from ?? '')))
    .$if(to !== undefined, (query) => query.where('time', '<', isoTime(to ?? '')))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
}
