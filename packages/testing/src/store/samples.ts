import type { CallRecord, ContextEntry, StoredAgent, StoredKey, TaskEntry } from '@gateway/core'

const TIME = '2026-01-02T03:04:05.006Z'

/** Characters that databases stumble over: NUL, a lone surrogate, a control character, more than one byte, quotes. */
export const AWKWARD = 'a\u0000b\ud800c\u0010d\u00e9\u{1f600}"\'\\%\n'

export function sampleAgent(fields: Partial<StoredAgent> = {}): StoredAgent {
  return {
    id: 'agent-1',
    name: 'invoices',
    definition: '{"name":"invoices"}',
    createdAt: TIME,
    updatedAt: TIME,
    ...fields,
  }
}

export function sampleKey(fields: Partial<StoredKey> = {}): StoredKey {
  return {
    id: 'a'.repeat(64),
    name: 'sk-…abcd',
    agents: { access: 'selected', agentIds: ['agent-1', 'agent-2'] },
    blocked: false,
    createdAt: TIME,
    updatedAt: TIME,
    createdBy: 'master',
    ...fields,
  }
}

export function sampleTask(fields: Partial<TaskEntry> = {}): TaskEntry {
  const { taskId = 'task-1', contextId = 'context-1', state = 'TASK_STATE_WORKING', statusTimestamp = TIME } = fields
  return {
    agentId: 'agent-1',
    taskId,
    owner: { keyId: 'key-1' },
    contextId,
    upstreamContextId: 'upstream-context-1',
    upstream: 'eu',
    state,
    statusTimestamp,
    createdAt: TIME,
    task: { id: taskId, contextId, status: { state, timestamp: statusTimestamp } },
    ...fields,
  }
}

export function sampleContext(fields: Partial<ContextEntry> = {}): ContextEntry {
  return {
    agentId: 'agent-1',
    owner: { keyId: 'key-1' },
    contextId: 'context-1',
    upstreamContextId: 'upstream-context-1',
    upstream: 'eu',
    ...fields,
  }
}

/** A record whose id and time follow from its number: greater is newer, by one second each. */
export function sampleRecord(number: number, fields: Partial<CallRecord> = {}): CallRecord {
  const time = Date.parse('2026-01-01T00:00:00.000Z') + number * 1000
  const hex = time.toString(16).padStart(12, '0')
  return {
    id: `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`,
    requestId: `request-${number}`,
    time: new Date(time).toISOString(),
    streaming: false,
    status: 'ok',
    httpStatus: 200,
    totalMs: 12.5,
    requestBytes: 100,
    responseBytes: 200,
    events: 0,
    ...fields,
  }
}
