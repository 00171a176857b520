import type { CallContext, StreamResponse } from '@gateway/core'
import { gatewayError, rememberPlace } from '@gateway/core'
import { isInterrupted, isTerminal } from '../task-states.ts'
import type { EngineParts, RunnerAgent, TaskPlace } from './engine-parts.ts'
import { readTask } from './read-task.ts'

/** Where a stream begins that joins a task: with the task as it is, or without it behind the place that its reader has. */
export interface Joined {
  readonly first: StreamResponse | undefined
  readonly after: number
  /** Nothing need follow. */
  readonly settled?: boolean
  readonly ids: { readonly contextId: string }
}

/**
 * Joins a task. Without `Last-Event-ID` the task as it is comes first (specification §3.1.6); with it, only what follows
 * that event, also when the task has ended. A place that is not in the log (a crash lost it) is answered by the task as
 * it is. Where nothing can follow: UNSUPPORTED_OPERATION, unless `mayHaveEnded`, where the task as it ended is the answer.
 */
export async function openAgain(
  parts: EngineParts,
  place: TaskPlace,
  agent: RunnerAgent,
  context: CallContext,
  mayHaveEnded: boolean,
): Promise<Joined> {
  const view = await readTask(parts, place, context.owner, agent)
  const ids = { contextId: view.entry.contextId }
  const { state } = view.task.status
  const ended = isTerminal(state)
  const joined = (): Joined => {
    const first = { task: view.task }
    rememberPlace(first, view.sequence)
    // A message that is sent again has its answer in a task that waits, too.
    return { first, after: view.sequence, settled: ended || (mayHaveEnded && isInterrupted(state)), ids }
  }
  const lastSeen = placeIn(context.headers['last-event-id'])
  if (lastSeen !== undefined && (await isInLog(parts, place, lastSeen))) {
    if (!ended || lastSeen < view.sequence) return { first: undefined, after: lastSeen, ids }
  } else if (lastSeen !== undefined || !ended || mayHaveEnded) {
    return joined()
  }
  if (mayHaveEnded) return joined()
  throw gatewayError(
    'UNSUPPORTED_OPERATION',
    `Task ${place.taskId} has ended (${state}): there is nothing to subscribe to. Use GetTask for its result.`,
  )
}

/** `undefined` for what is no place: another server's id is as good as none. */
function placeIn(header: string | undefined): number | undefined {
  const place = header !== undefined && /^\d{1,15}$/.test(header.trim()) ? Number(header) : undefined
  return place
}

async function isInLog(parts: EngineParts, place: TaskPlace, sequence: number): Promise<boolean> {
  if (sequence === 0) return true
  const live = parts.live(place)?.taskRun
  if (live !== undefined) await parts.writer.commit(live)
  const [batch] = await parts.runs.events(place.agentId, place.taskId, sequence - 1, 1)
  return batch !== undefined && batch.first <= sequence
}

/** A stream behind its first event. */
export function startingWith(
  first: StreamResponse | undefined,
  rest: AsyncIterator<StreamResponse, undefined>,
): AsyncIterator<StreamResponse, undefined> {
  let waiting = first
  return {
    next() {
      if (waiting === undefined) return rest.next()
      const value = waiting
      waiting = undefined
      return Promise.resolve({ done: false, value })
    },
    return: async () => (await rest.return?.()) ?? { done: true, value: undefined },
  }
}
