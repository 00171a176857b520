import type { LoggedEvents, Message, StreamResponse, Task } from '@gateway/core'
import { createAssembly, rememberPlace, rememberSource } from '@gateway/core'

/** A message that continued a task. It stands in the log, for the task's history, and is sent to nobody as an event. */
export interface Received {
  readonly received: Message
  /** ISO 8601. */
  readonly timestamp: string
}

export interface LogEntry {
  readonly sequence: number
  readonly event?: StreamResponse
  readonly received?: Received
}

/** The line of a turn that begins without anything being told. */
export const NOTHING = '{}'

/** An event as a line of the log. Who sends it on sends this text, and with the number of its place. */
export function lineOf(event: StreamResponse, sequence: number): string {
  const line = JSON.stringify(event)
  rememberPlace(event, sequence)
  rememberSource(event, { version: '1.0', binding: 'JSONRPC', text: line })
  return line
}

/** The entries of a batch that come after a place. */
export function* entriesAfter({ first, lines }: LoggedEvents, after: number): Generator<LogEntry> {
  for (const [index, line] of lines.split('\n').entries()) {
    const sequence = first + index
    if (sequence <= after) continue
    if (line === NOTHING) {
      yield { sequence }
      continue
    }
    const read: StreamResponse | Received = JSON.parse(line)
    if ('received' in read) {
      yield { sequence, received: read }
      continue
    }
    rememberPlace(read, sequence)
    rememberSource(read, { version: '1.0', binding: 'JSONRPC', text: line })
    yield { sequence, event: read }
  }
}

/** A task that goes on with a message: what the agent had asked, and the answer, join its history. */
export function withReceived(task: Task, { received, timestamp }: Received): Task {
  const asked = task.status.message
  const history = task.history ?? []
  const known = asked === undefined || history.some(({ messageId }) => messageId === asked.messageId)
  return {
    ...task,
    status: { state: 'TASK_STATE_WORKING', timestamp },
    history: [...history, ...(known || asked === undefined ? [] : [asked]), received],
  }
}

/** A task with what its log has behind its snapshot. `limit`: characters of content that are kept. */
export function replay(
  task: Task,
  sequence: number,
  batches: readonly LoggedEvents[],
  limit: number,
): { readonly task: Task; readonly sequence: number } {
  if (batches.length === 0) return { task, sequence }
  let assembly = createAssembly(task, limit)
  let last = sequence
  for (const batch of batches) {
    for (const entry of entriesAfter(batch, last)) {
      last = entry.sequence
      if (entry.event !== undefined) assembly.add(entry.event)
      if (entry.received !== undefined) {
        assembly = createAssembly(withReceived(assembly.result()?.task ?? task, entry.received), limit)
      }
    }
  }
  return { task: assembly.result()?.task ?? task, sequence: last }
}
