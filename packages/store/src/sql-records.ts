import type { CallRecord, Logger, RecordStore } from '@gateway/core'
import type { Database, Rows, Value } from './database.ts'
import { present } from './optional.ts'
import { RECORD_COLUMNS, type RestOfRecord, recordOf } from './record-rows.ts'
import { reportRefused } from './report-refused.ts'
import { shortHash } from './short-hash.ts'
import { sqlOldRecords } from './sql-old-records.ts'
import { sqlRecordPages } from './sql-record-pages.ts'
import { sqlWrittenRecords } from './sql-written-records.ts'
import { USAGE_COLUMNS, usageColumns } from './usage-columns.ts'

/** Stand for the ids that a record is found by: short, because each is in an index. */
const HASH_COLUMNS = ['request_hash', 'task_hash', 'context_hash', 'session_hash', 'trace_hash', 'replay_hash']
const WRITTEN = [...RECORD_COLUMNS, ...USAGE_COLUMNS, 'caller_agent_id', 'tags', ...HASH_COLUMNS]
const CONTENTS = ['id', 'request', 'response', 'events']
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
        const { id, agentId = null, keyId = null, userId = null, teamId = null, request, response, eventLog } = record
        values.push(id, record.time, agentId, keyId, userId, teamId, record.status, JSON.stringify(restOf(record)))
        values.push(...usageColumns(record))
        values.push(record.callerAgentId ?? null, record.tags === undefined ? null : JSON.stringify(record.tags))
        values.push(...hashesOf(record))
        if ((request ?? response ?? eventLog) !== undefined)
          contents.push(id, request ?? null, response ?? null, eventLog ?? null)
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
    ...sqlRecordPages(database),
    ...sqlOldRecords(database),
    written: sqlWrittenRecords(database),
    async get(id) {
      const row = await queries
        .selectFrom('records')
        .leftJoin('record_contents', 'record_contents.id', 'records.id')
        .select(RECORD_COLUMNS.map((name) => `records.${name}` as const))
        .select(['request', 'response', 'events'])
        .where('records.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return { ...recordOf(row), ...present({ request: row.request, response: row.response, eventLog: row.events }) }
    },
  }
}

/** Member by member, which is several times cheaper than leaving out the others; the type finds one that is forgotten. */
function restOf(record: CallRecord): { readonly [Name in keyof Required<RestOfRecord>]: RestOfRecord[Name] } {
  return {
    requestId: record.requestId,
    kind: record.kind,
    replayOf: record.replayOf,
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
    upstreamBinding: record.upstreamBinding,
    traceId: record.traceId,
    spanId: record.spanId,
    parentSpanId: record.parentSpanId,
    causeSpanId: record.causeSpanId,
    traceSampled: record.traceSampled,
    headers: record.headers,
    queueMs: record.queueMs,
    upstreamMs: record.upstreamMs,
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

function hashesOf({ requestId, taskId, contextId, sessionId, traceId, replayOf }: CallRecord): readonly Value[] {
  const session = sessionId === contextId ? undefined : sessionId
  const ids = [requestId, taskId, contextId, session, traceId, replayOf]
  return ids.map((id) => (id === undefined ? null : shortHash(id)))
}
