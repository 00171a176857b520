import type { CallRecord, StoredRun } from '@gateway/core'

/** The record of a run that ended while the call that began it was gone: its usage and cost stand there alone. */
export function runRecord(run: StoredRun, id: string, agentName: string | undefined): CallRecord {
  const { startedAt, endedAt = startedAt, owner } = run
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
