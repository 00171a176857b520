import type { CallRecord, StoredRun, TraceParent } from '@gateway/core'
import { beginTrace, callSpanOf, isSampled, parseTraceParent } from '@gateway/core'

/** The record of a run that ended while the call that began it was gone: its usage and cost stand there alone. */
export function runRecord(run: StoredRun, id: string, agentName: string | undefined): CallRecord {
  const { startedAt, endedAt = startedAt, owner } = run
  const asked = parseTraceParent(run.traceparent)
  return {
    id,
    kind: 'run',
    requestId: run.requestId,
    time: endedAt,
    keyId: owner.keyId,
    userId: owner.userId,
    teamId: owner.teamId,
    agentId: run.agentId,
    agentName,
    taskId: run.taskId,
    contextId: run.contextId,
    sessionId: run.contextId,
    ...(asked === undefined ? {} : placeBelow({ ...asked, spanId: callSpanOf(asked.spanId) })),
    taskState: run.state,
    usage: run.usage,
    cost: run.cost,
    streaming: false,
    status: 'ok',
    httpStatus: 0,
    totalMs: Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)),
    requestBytes: 0,
    responseBytes: 0,
    events: 0,
  }
}

/** The place in the trace of the call that began it. */
function placeBelow(call: TraceParent): Partial<CallRecord> {
  const { traceId, spanId } = beginTrace(call)
  return { traceId, spanId, parentSpanId: call.spanId, causeSpanId: call.spanId, traceSampled: isSampled(call) }
}
