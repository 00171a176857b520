import type { CallRecord, Logger, RecordFilter, RecordStore } from '@gateway/core'
import { sql } from 'kysely'
import type { Database, Rows, Value } from './database.ts'
import { isoTime } from './iso-time.ts'
import { present } from './optional.ts'
import { reportRefused } from './report-refused.ts'
import type { Schema } from './schema.ts'
import { USAGE_COLUMNS, usageColumns } from './usage-columns.ts'

const COLUMNS = ['id', 'time', 'agent_id', 'key_id', 'user_id', 'team_id', 'status', 'record'] as const
const WRITTEN = [...COLUMNS, ...USAGE_COLUMNS, 'caller_agent_id', 'tags']
const CONTENTS = ['id', 'request', 'response']
/** A batch is appended again when it was rejected, though it may have been stored. */
const CONFLICT = 'on conflict do nothing'

export function sqlRecords(database: Database, logger: Logger | undefined): RecordStore {
  const { queries } = database
  return {
    async append(records) {
      if (records.length === 0) return
      const values: Value[] = []
      const contents: Value[] = []
      for (const record of records) {
        const { id, agentId = null, keyId = null, userId = null, teamId = null, request, response } = record
        values.push(id, record.time, agentId, keyId, userId, teamId, record.status, JSON.stringify(restOf(record)))
        values.push(...usageColumns(record))
        values.push(record.callerAgentId ?? null, record.tags === undefined ? null : JSON.stringify(record.tags))
        if (request !== undefined || response !== undefined) contents.push(id, request ?? null, response ?? null)
      }
      const tables: Rows[] = [{ table: 'records', columns: WRITTEN, conflict: CONFLICT, values }]
      if (contents.length > 0)
        tables.push({ table: 'record_contents', columns: CONTENTS, conflict: CONFLICT, values: contents })
      reportRefused(
        await database.insertRows(tables),
        (row, table) => ({
          recordId: table === 'records' ? values[row * WRITTEN.length] : contents[row * CONTENTS.length],
        }),
        logger,
      )
    },
    async list(filter) {
      const rows = await matching(database, filter).orderBy('id', 'desc').limit(filter.limit).execute()
      return rows.map(recordOf)
    },
    async get(id) {
      const row = await queries
        .selectFrom('records')
        .leftJoin('record_contents', 'record_contents.id', 'records.id')
        .select(COLUMNS.map((name) => `records.${name}` as const))
        .select(['request', 'response'])
        .where('records.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return { ...recordOf(row), ...present({ request: row.request, response: row.response }) }
    },
  }
}

/** Members of a record that have no column of their own. */
type Rest = Omit<
  CallRecord,
  'id' | 'time' | 'agentId' | 'keyId' | 'userId' | 'teamId' | 'status' | 'request' | 'response'
>

/** Member by member, which is several times cheaper than leaving out the others; the type finds one that is forgotten. */
function restOf(record: CallRecord): { readonly [Name in keyof Required<Rest>]: Rest[Name] } {
  return {
    requestId: record.requestId,
    kind: record.kind,
    keyAlias: record.keyAlias,
    callerAgentId: record.callerAgentId,
    tags: record.tags,
    ip: record.ip,
    agentName: record.agentName,
    upstream: record.upstream,
    attempts: record.attempts,
    operation: record.operation,
    binding: record.binding,
    version: record.version,
    upstreamVersion: record.upstreamVersion,
    streaming: record.streaming,
    taskId: record.taskId,
    contextId: record.contextId,
    sessionId: record.sessionId,
    taskState: record.taskState,
    httpStatus: record.httpStatus,
    errorCode: record.errorCode,
    jsonRpcCode: record.jsonRpcCode,
    errorMessage: record.errorMessage,
    firstEventMs: record.firstEventMs,
    totalMs: record.totalMs,
    overheadMs: record.overheadMs,
    requestBytes: record.requestBytes,
    responseBytes: record.responseBytes,
    events: record.events,
    usage: record.usage,
    cost: record.cost,
    contentTruncated: record.contentTruncated,
  }
}

function recordOf(row: Pick<Schema['records'], (typeof COLUMNS)[number]>): CallRecord {
  const rest: Rest = JSON.parse(row.record)
  const { id, time, status, agent_id: agentId, key_id: keyId, user_id: userId, team_id: teamId } = row
  return { id, time, status, ...present({ agentId, keyId, userId, teamId }), ...rest }
}

function matching(
  { queries }: Database,
  { agentId, callerAgentId, tag, keyId, status, from, to, before }: RecordFilter,
) {
  return (
    queries
      .selectFrom('records')
      .select(COLUMNS)
      .$if(agentId !== undefined, (query) => query.where('agent_id', '=', agentId ?? null))
      .$if(callerAgentId !== undefined, (query) => query.where('caller_agent_id', '=', callerAgentId ?? null))
      // A tag has neither quote nor comma: so written it is in the list or nowhere.
      .$if(tag !== undefined, (query) =>
        query
          .where('tags', 'is not', null)
          .where(sql<boolean>`length(tags) > length(replace(tags, ${JSON.stringify(tag)}, ''))`),
      )
      .$if(keyId !== undefined, (query) => query.where('key_id', '=', keyId ?? null))
      .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'ok'))
      // Says what the index has, so that it is used.
      .$if(status !== undefined && status !== 'ok', (query) => query.where('status', '<>', sql.lit('ok')))
      .$if(from !== undefined, (query) => query.where('time', '>=', isoTime(from ?? '')))
      .$if(to !== undefined, (query) => query.where('time', '<', isoTime(to ?? '')))
      .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
  )
}
