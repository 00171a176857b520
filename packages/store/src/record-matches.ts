import type { CallRecord, RecordMatch } from '@gateway/core'
import { inRanges } from './record-ranges.ts'

const SAME = [
  'agentId',
  'callerAgentId',
  'upstream',
  'keyId',
  'keyAlias',
  'teamId',
  'userId',
  'ip',
  'replayOf',
  'status',
  'httpStatus',
  'errorCode',
  'jsonRpcCode',
  'operation',
  'binding',
  'version',
  'upstreamBinding',
  'upstreamVersion',
  'streaming',
  'requestId',
  'taskId',
  'contextId',
  'sessionId',
  'spanId',
  'parentSpanId',
  'causeSpanId',
  'taskState',
] as const satisfies readonly (keyof RecordMatch & keyof CallRecord)[]

/** Whether a record is one that is asked for, apart from `search`, `from` and `to`. What databases look for is checked by it, too. */
export function recordMatches(record: CallRecord, match: RecordMatch): boolean {
  const { tag, kind, traceIds, model } = match
  return (
    SAME.every((name) => match[name] === undefined || record[name] === match[name]) &&
    (tag === undefined || (record.tags?.includes(tag) ?? false)) &&
    (traceIds === undefined || traceIds.includes(record.traceId ?? '')) &&
    (kind === undefined || (record.kind ?? 'call') === kind) &&
    (model === undefined || record.usage?.model === model) &&
    inRanges(record, match)
  )
}
