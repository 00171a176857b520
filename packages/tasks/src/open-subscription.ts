import type { Agent, CallContext, StreamResponse, SubscribeToTaskRequest, Task, TaskState } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { AnswerMemory } from './answer-memory.ts'
import { messageTap } from './message-tap.ts'
import { streamOr } from './open-stream.ts'
import { pollTask, untilSettled } from './poll-task.ts'
import { renameTaskContext } from './rename-context.ts'
import type { OpenedStream } from './tapped-stream.ts'
import { aliasOf, inContextOf, ownedTask } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'
import { isTerminal } from './task-states.ts'

export interface SubscriptionOptions {
  readonly agent: Agent
  readonly index: TaskIndex
  readonly memory: AnswerMemory
  readonly upstream: string
}

/**
 * Joins the stream of a task: its current state first, then what follows; refused when it has ended (specification
 * §3.1.6). At an agent that cannot be joined, by its card or by its answer, the task is asked for until it ends.
 */
export async function openSubscription(
  request: SubscribeToTaskRequest,
  context: CallContext,
  { agent, index, memory, upstream }: SubscriptionOptions,
): Promise<OpenedStream> {
  const entry = await ownedTask(index, request.id, context)
  refuseEnded(request.id, entry.state)
  const alias = aliasOf(entry)
  const own = inContextOf(entry, context)
  const poll = async (): Promise<AsyncIterable<StreamResponse>> => {
    const task = await agent.getTask(request, own)
    if (isTerminal(task.status.state)) memory.task(task, context, alias)
    refuseEnded(request.id, task.status.state)
    return pollTask(agent, request, task, own)
  }
  const first = async (): Promise<Task> => {
    const task = await agent.getTask(request, own)
    return alias ? renameTaskContext(task, alias) : task
  }
  return {
    events: agent.traits.streaming ? await streamOr(agent.subscribeToTask(request, own), poll) : await poll(),
    tap: messageTap({
      context,
      index,
      upstream,
      alias,
      first,
      rest: (task) => untilSettled(agent, request, task, own),
    }),
  }
}

function refuseEnded(taskId: string, state: TaskState): void {
  if (!isTerminal(state)) return
  throw gatewayError(
    'UNSUPPORTED_OPERATION',
    `Task ${taskId} has ended (${state}): there is nothing to subscribe to. Use GetTask for its result.`,
  )
}
