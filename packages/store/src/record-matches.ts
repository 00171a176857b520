import type { CallRecord, RecordMatch } from '@gateway/core'

const SAME = [
  'agentId',
  'callerAgentId',
  'upstream',
  'keyId',
  'teamId',
  'userId',
  'status',
  'errorCode',
  'operation',
  'binding',
  'version',
  'streaming',
  'requestId',
  'taskId',
  'contextId',
  'sessionId',
  'taskState',
] as const satisfies readonly (keyof RecordMatch & keyof CallRecord)[]

/** Whether a record is one that is asked for, apart from `search`, `from` and `to`. What databases look for is checked by it, too. */
export function recordMatches(record: CallRecord, match: RecordMatch): boolean {
  const { tag, kind, traceIds, minTotalMs, maxTotalMs, minCost } = match
  return (
    SAME.every((name) => match[name] === undefined || record[name] === match[name]) &&
    (tag === undefined || (record.tags?.includes(tag) ?? false)) &&
    (traceIds === undefined || traceIds.includes(record.traceId ?? '')) &&
    (kind === undefined || (record.kind ?? 'call') === kind) &&
    (minTotalMs === undefined || record.totalMs >= minTotalMs) &&
    (maxTotalMs === undefined || record.totalMs <= maxTotalMs) &&
    (minCost === undefined || (record.cost ?? 0) >= minCost)
  )
}
