import type { Agent, CallContext, SendMessageRequest, Task } from '@gateway/core'
import { ERROR_CODES, gatewayError, isGatewayError } from '@gateway/core'
import { laterLooks } from './poll-task.ts'

export interface AwaitTaskOptions {
  /** Milliseconds for which a task is waited for; `0`: no limit. */
  readonly totalMs: number
}

/**
 * The task of a send that its agent has answered too early: unless its caller asked to return at once, the answer comes
 * when the task has ended or waits for its caller (specification §3.2.2). The task itself where the agent has kept to
 * that, or cannot be asked for tasks.
 *
 * Rejects with AGENT_TIMEOUT when it takes too long; the task goes on and can be asked for.
 */
export async function awaitTask(
  agent: Agent,
  { tenant, configuration }: SendMessageRequest,
  task: Task,
  context: CallContext,
  { totalMs }: AwaitTaskOptions,
): Promise<Task> {
  if (configuration?.returnImmediately || !isRunning(task)) return task
  context.observe({ type: 'repair', repair: 'early-answer' })
  const late = totalMs === 0 ? undefined : AbortSignal.timeout(totalMs)
  const signal = late === undefined ? context.signal : AbortSignal.any([context.signal, late])
  const request = {
    ...(tenant === undefined ? {} : { tenant }),
    id: task.id,
    ...(configuration?.historyLength === undefined ? {} : { historyLength: configuration.historyLength }),
  }
  const asking = { ...context, signal, ...(task.contextId === undefined ? {} : { contextId: task.contextId }) }
  let latest = task
  try {
    for await (const look of laterLooks(agent, request, task, asking)) {
      // An agent that answers with another task has told nothing about this one.
      if (look.id !== task.id) break
      latest = look
    }
  } catch (error) {
    if (late?.aborted && !context.signal.aborted) throw tooLong(task.id, totalMs)
    if (hasNoTasks(error)) return latest
    throw error
  }
  return latest
}

/** Whether a task still runs; a state that says nothing of an end is not waited for. */
export function isRunning({ status: { state } }: Task): boolean {
  return state === 'TASK_STATE_SUBMITTED' || state === 'TASK_STATE_WORKING'
}

function tooLong(taskId: string, totalMs: number) {
  return gatewayError(
    'AGENT_TIMEOUT',
    `Task ${taskId} has not ended within ${totalMs / 1000} s (limits.totalSeconds of this agent). It goes on: ask for it with GetTask, or send with returnImmediately.`,
  )
}

const hasNoTasks = (error: unknown) =>
  isGatewayError(error) &&
  (error.jsonRpcCode === ERROR_CODES.UNSUPPORTED_OPERATION.jsonRpc ||
    error.jsonRpcCode === ERROR_CODES.METHOD_NOT_FOUND.jsonRpc)
