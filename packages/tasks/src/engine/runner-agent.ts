import type {
  Agent,
  AgentCost,
  CallContext,
  Runner,
  SendMessageRequest,
  SubscribeToTaskRequest,
  Task,
} from '@gateway/core'
import { createAssembly, gatewayError, rememberPlace } from '@gateway/core'
import { observeTask } from '../answer-memory.ts'
import { listTasks } from '../list-tasks.ts'
import { type OpenedStream, tappedStream } from '../tapped-stream.ts'
import { isInterrupted, isTerminal } from '../task-states.ts'
import { cancelTask } from './cancel-task.ts'
import type { EngineParts, RunnerAgent, TaskPlace } from './engine-parts.ts'
import type { PriceOf } from './learnt-run.ts'
import { type Joined, openAgain, startingWith } from './open-again.ts'
import { placeOfTask, readTask, withHistory } from './read-task.ts'
import { createTakeUpMessage, type TakenUp } from './take-up-message.ts'
import { TaskFollower } from './task-follower.ts'

export interface RunnerAgentOptions {
  readonly runner: Runner
  /** Name of the upstream that the runner reaches. */
  readonly upstream: string
  readonly cost?: AgentCost | undefined
  /** What its work is charged with at the upstream that finishes it, where a run may move among several. Default: `cost`. */
  readonly priceOf?: PriceOf | undefined
  /** Seconds that a run may take; `0`: no limit. Default 86,400. */
  readonly totalSeconds?: number | undefined
}

/** A whole agent made of a runner: its tasks are the gateway's. */
export function runnerAgent(parts: EngineParts, inner: Agent, options: RunnerAgentOptions): Agent {
  const { runner, upstream, cost, priceOf, totalSeconds } = options
  const agent: RunnerAgent = { runner, cost, priceOf, totalSeconds }
  const takeUp = createTakeUpMessage(parts, agent, upstream)

  const refusePush = (): never => {
    throw gatewayError(
      'PUSH_NOTIFICATION_NOT_SUPPORTED',
      'This agent does not send push notifications (its card does not declare them). Use streaming or GetTask.',
    )
  }
  const begin = async (request: SendMessageRequest, context: CallContext): Promise<TakenUp> => {
    context.observe({ type: 'upstream', name: upstream })
    if (request.configuration?.taskPushNotificationConfig !== undefined) refusePush()
    const taken = await takeUp(request, context)
    context.observe({ type: 'task', taskId: taken.place.taskId })
    return taken
  }
  const read = (taskId: string, context: CallContext) =>
    readTask(parts, placeOfTask(taskId, context), context.owner, agent)
  const answered = (task: Task, context: CallContext, historyLength: number | undefined): Task => {
    observeTask(task, context)
    return withHistory(task, historyLength)
  }
  /** Follows a task until it ends or waits for its caller. */
  const settled = async (place: TaskPlace, context: CallContext): Promise<Task> => {
    const view = await readTask(parts, place, context.owner, agent)
    const { state } = view.task.status
    if (isTerminal(state) || isInterrupted(state)) return view.task
    const follower = new TaskFollower(parts, place, { after: view.sequence }, agent, context.signal)
    for (let step = await follower.next(); !step.done; step = await follower.next());
    return (await readTask(parts, place, context.owner, agent)).task
  }
  const ownPush = async (taskId: string | undefined, context: CallContext): Promise<never> => {
    if (!taskId) {
      throw gatewayError('INVALID_PARAMS', 'taskId: missing. Name the task the configuration is for.', {
        field: 'taskId',
      })
    }
    await read(taskId, context)
    return refusePush()
  }
  /** Passes a stream through, and keeps what it tells for the call's record. */
  const followed = (
    { first, after, settled = false }: Omit<Joined, 'ids'>,
    place: TaskPlace,
    context: CallContext,
    ended: () => void = () => undefined,
  ): OpenedStream => {
    const assembly = createAssembly(first?.task)
    context.observe({ type: 'assembly', result: assembly.result })
    const follower = new TaskFollower(parts, place, { after, settled }, agent, context.signal)
    return {
      events: { [Symbol.asyncIterator]: () => startingWith(first, follower) },
      tap: {
        event(event) {
          assembly.add(event)
          return event
        },
        end() {
          ended()
          const task = assembly.result()?.task
          if (task !== undefined) context.observe({ type: 'task', taskId: place.taskId, state: task.status.state })
        },
      },
    }
  }
  const again = async (request: SubscribeToTaskRequest, context: CallContext, mayHaveEnded: boolean) => {
    const place = placeOfTask(request.id, context)
    const opened = await openAgain(parts, place, agent, context, mayHaveEnded)
    context.observe({ type: 'task', taskId: place.taskId, ...opened.ids })
    return opened
  }

  return {
    get traits() {
      return { tasks: true, streaming: true, push: false, resume: true, cancel: true }
    },
    getAgentCard: (context) => inner.getAgentCard(context),
    getExtendedAgentCard: (request, context) => inner.getExtendedAgentCard(request, context),

    async sendMessage(request, context) {
      const taken = await begin(request, context)
      const { historyLength, returnImmediately = false } = request.configuration ?? {}
      if (taken.type === 'again') {
        const { place } = taken
        const task = returnImmediately ? (await read(place.taskId, context)).task : await settled(place, context)
        return { task: answered(task, context, historyLength) }
      }
      if (returnImmediately) return { task: answered(taken.task, context, historyLength) }
      const detach = taken.run.attach(context)
      try {
        await unlessAborted(taken.run.over, context.signal)
      } finally {
        detach()
      }
      const task = taken.run.ended ? taken.run.task() : await settled(taken.place, context)
      return { task: answered(task, context, historyLength) }
    },

    streamMessage: (request, context) =>
      tappedStream(async () => {
        const taken = await begin(request, context)
        if (taken.type === 'again') {
          return followed(await again({ id: taken.place.taskId }, context, true), taken.place, context)
        }
        const detach = taken.run.attach(context)
        const first = { task: withHistory(taken.task, request.configuration?.historyLength) }
        rememberPlace(first, taken.sequence)
        context.observe({ type: 'task', taskId: taken.place.taskId, ...contextOf(taken.task) })
        return followed({ first, after: taken.sequence }, taken.place, context, detach)
      }),

    subscribeToTask: (request, context) =>
      tappedStream(async () => {
        return followed(await again(request, context, false), placeOfTask(request.id, context), context)
      }),

    async getTask({ id, historyLength }, context) {
      const { task } = await read(id, context)
      return answered(task, context, historyLength)
    },
    async cancelTask({ id }, context) {
      const task = await cancelTask(parts, placeOfTask(id, context), agent, context)
      return answered(task, context, undefined)
    },
    listTasks: (request, context) =>
      listTasks(
        {
          async list(filter) {
            const page = await parts.tasks.list(filter)
            if (!request.includeArtifacts) return page
            // Of tasks that are being worked on, what the last snapshot does not have yet.
            const current = page.entries.map(async (entry) =>
              isTerminal(entry.state) ? entry : { ...entry, task: (await read(entry.taskId, context)).task },
            )
            return { ...page, entries: await Promise.all(current) }
          },
        },
        request,
        context,
      ),

    createTaskPushNotificationConfig: (request, context) => ownPush(request.taskId, context),
    getTaskPushNotificationConfig: (request, context) => ownPush(request.taskId, context),
    listTaskPushNotificationConfigs: (request, context) => ownPush(request.taskId, context),
    deleteTaskPushNotificationConfig: (request, context) => ownPush(request.taskId, context),
  }
}

const contextOf = ({ contextId }: Task) => (contextId === undefined ? {} : { contextId })

/** Waits for work that goes on without its caller: rejects when they have left. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const left = () => reject(signal.reason)
  signal.addEventListener('abort', left)
  try {
    await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', left)
  }
}
