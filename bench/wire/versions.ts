import type { ProtocolVersion } from './protocol-version.ts'

/** How a version names the two operations that are measured. */
export const METHODS: Readonly<Record<ProtocolVersion, { readonly send: string; readonly stream: string }>> = {
  '0.3': { send: 'message/send', stream: 'message/stream' },
  '1.0': { send: 'SendMessage', stream: 'SendStreamingMessage' },
}

export const COMPLETED: Readonly<Record<ProtocolVersion, string>> = {
  '0.3': 'completed',
  '1.0': 'TASK_STATE_COMPLETED',
}

/** Events of every measured stream: the task, one change of state, pieces of the answer, the end. */
export const EVENTS_PER_STREAM = 100
