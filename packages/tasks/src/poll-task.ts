import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, CallContext, GetTaskRequest, StreamResponse, Task } from '@gateway/core'
import { ERROR_CODES, isGatewayError } from '@gateway/core'
import { isInterrupted, isTerminal } from './task-states.ts'

const FIRST_WAIT_MS = 50
const LONGEST_WAIT_MS = 2_000

/**
 * A task of an agent that does not stream, as a stream: as it is now, then each time it has changed, until it ends or
 * waits for its caller. `request` is how the agent is asked for it.
 */
export async function* pollTask(
  agent: Agent,
  request: GetTaskRequest,
  task: Task,
  context: CallContext,
): AsyncGenerator<StreamResponse> {
  let current = task
  yield { task: current }
  for await (const next of laterLooks(agent, request, task, context)) {
    yield* changes(current, next)
    current = next
  }
}

/** Codes of errors by which an agent says that it cannot be asked for the task. */
const CANNOT_BE_ASKED = new Set<number>([
  ERROR_CODES.UNSUPPORTED_OPERATION.jsonRpc,
  ERROR_CODES.METHOD_NOT_FOUND.jsonRpc,
  ERROR_CODES.TASK_NOT_FOUND.jsonRpc,
])

/**
 * What happens to a task whose stream ended before it did: each change, until it ends or waits for its caller. Nothing
 * where the agent cannot be asked for it.
 */
export async function* untilSettled(
  agent: Agent,
  request: GetTaskRequest,
  task: Task,
  context: CallContext,
): AsyncGenerator<StreamResponse> {
  let current = task
  try {
    for await (const next of laterLooks(agent, request, task, context)) {
      if (next.id !== task.id) return
      yield* changes(current, next)
      current = next
    }
  } catch (error) {
    if (!isGatewayError(error) || !CANNOT_BE_ASKED.has(error.jsonRpcCode)) throw error
  }
}

/** The same task again and again, less and less often, until it has ended or waits for its caller: that look is the last one. */
export async function* laterLooks(
  agent: Agent,
  request: GetTaskRequest,
  task: Task,
  context: CallContext,
): AsyncGenerator<Task> {
  let { state } = task.status
  for (let wait = FIRST_WAIT_MS; !isTerminal(state) && !isInterrupted(state); ) {
    await pause(wait, context.signal)
    wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)
    const next = await agent.getTask(request, context)
    state = next.status.state
    yield next
  }
}

/** What happened between two looks at a task: a stream has its task once, then updates (specification §3.1.2). */
function* changes(before: Task, after: Task): Generator<StreamResponse> {
  const ids = { taskId: after.id, contextId: after.contextId ?? '' }
  const known = new Map(before.artifacts?.map((artifact) => [artifact.artifactId, JSON.stringify(artifact)]))
  for (const artifact of after.artifacts ?? []) {
    if (known.get(artifact.artifactId) === JSON.stringify(artifact)) continue
    yield { artifactUpdate: { ...ids, artifact, append: false, lastChunk: true } }
  }
  if (JSON.stringify(before.status) === JSON.stringify(after.status)) return
  const { metadata } = after
  const told = metadata === undefined || JSON.stringify(before.metadata) === JSON.stringify(metadata)
  yield { statusUpdate: { ...ids, status: after.status, ...(told ? {} : { metadata }) } }
}

/** Rejects with what the call was ended by, as everything else on its path does. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
