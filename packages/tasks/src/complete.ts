import type { Agent, AgentCost, CallContext, GetTaskRequest, SendMessageRequest, Task } from '@gateway/core'
import { around, gatewayError } from '@gateway/core'
import { createAnswerMemory, observeTask } from './answer-memory.ts'
import { awaitTask, isRunning } from './await-task.ts'
import type { PriceOf } from './engine/learnt-run.ts'
import type { TaskEngine } from './engine/task-engine.ts'
import { listTasks } from './list-tasks.ts'
import { messageTap } from './message-tap.ts'
import { openMessageStream } from './open-stream.ts'
import { openSubscription } from './open-subscription.ts'
import { untilSettled } from './poll-task.ts'
import { renameTaskContext } from './rename-context.ts'
import { resolveMessage } from './resolve-message.ts'
import { tappedStream } from './tapped-stream.ts'
import { aliasOf, inContextOf, ownedTask } from './task-entry.ts'
import type { TaskIndex } from './task-index.ts'
import { RunMeter } from './usage/run-meter.ts'
import { withArtifacts } from './with-artifacts.ts'

export interface CompleteOptions {
  readonly index: TaskIndex
  /** Name of the upstream that holds the tasks. */
  readonly upstream: string
  /**
   * `isolate` (the default): a contextId that a caller made up goes to the agent as a derived one, so that two owners
   * with the same name never share a conversation. `pass`: it goes as it is.
   */
  readonly contexts?: 'isolate' | 'pass'
  /** Seconds that a run may take, and for which a send waits for a task whose agent has answered before its end; `0`: no limit. Default 86,400. */
  readonly totalSeconds?: number | undefined
  /** Carries out the messages of an agent that is made of a runner. Without it, such an agent keeps no tasks. */
  readonly engine?: TaskEngine | undefined
  /** What the agent's work is charged with. */
  readonly cost?: AgentCost | undefined
  /** Of runs that may move among several upstreams: what their work is charged with at each. Default: `cost`. */
  readonly priceOf?: PriceOf | undefined
}

const A_DAY = 86_400

/**
 * Makes any agent whole. One that is made of a runner gets tasks of the gateway's own, from the engine. Of one that keeps
 * its own tasks, every operation of A2A 1.0 is answered, tasks and contexts belong to who made them, lists come from the
 * index, and an agent that does not stream is sent to and answered as a stream.
 */
export function complete(inner: Agent, options: CompleteOptions): Agent {
  const { index, upstream, contexts = 'isolate', totalSeconds = A_DAY, engine, cost, priceOf } = options
  if (inner.runner !== undefined && engine !== undefined) {
    return engine.agent(inner, { runner: inner.runner, upstream, cost, priceOf, totalSeconds })
  }
  const agent = around(inner, {
    unary(_operation, request, context, next) {
      context.observe({ type: 'upstream', name: upstream })
      return next(request, context)
    },
    stream(_operation, request, context, next) {
      context.observe({ type: 'upstream', name: upstream })
      return next(request, context)
    },
  })
  const memory = createAnswerMemory(index, upstream)
  const refusePush = () => {
    if (agent.traits.push) return
    throw gatewayError(
      'PUSH_NOTIFICATION_NOT_SUPPORTED',
      'This agent does not send push notifications (its card does not declare them). Use streaming or GetTask.',
    )
  }
  /** A configuration that comes with a message may name a task: only one of the caller's own. */
  const checkPush = async ({ configuration }: SendMessageRequest, context: CallContext) => {
    const push = configuration?.taskPushNotificationConfig
    if (push === undefined) return
    if (push.taskId) await ownedTask(index, push.taskId, context)
    refusePush()
  }
  /** Answers that are a task: only for its owner, remembered when it has moved on, and under the context its caller knows. */
  const ofOwnTask = async (
    { id: taskId, historyLength }: GetTaskRequest,
    context: CallContext,
    ask: (context: CallContext) => Promise<Task>,
  ): Promise<Task> => {
    const entry = await ownedTask(index, taskId, context)
    const { agentId } = entry
    context.observe({ type: 'task', taskId, contextId: entry.contextId })
    const task = await ask(inContextOf(entry, context))
    const alias = aliasOf(entry)
    // An agent that answers with another task has not told anything about this one.
    if (task.status.state !== entry.state && task.id === taskId) {
      // A caller that asks for less of the history does not shorten what is remembered.
      const before = historyLength === undefined ? undefined : await index.readTask(agentId, taskId, context.owner)
      memory.task(before?.history ? { ...task, history: before.history } : task, context, alias)
    }
    observeTask(task, context)
    return alias ? renameTaskContext(task, alias) : task
  }
  const ownPush = async <Answer>(
    taskId: string | undefined,
    context: CallContext,
    ask: (context: CallContext) => Promise<Answer>,
  ) => {
    if (!taskId)
      throw gatewayError('INVALID_PARAMS', 'taskId: missing. Name the task the configuration is for.', {
        field: 'taskId',
      })
    const entry = await ownedTask(index, taskId, context)
    context.observe({ type: 'task', taskId })
    refusePush()
    return ask(inContextOf(entry, context))
  }

  return {
    get traits() {
      return { ...agent.traits, tasks: true, streaming: true, resume: true }
    },
    getAgentCard: (context) => agent.getAgentCard(context),

    async sendMessage(request, context) {
      if (request.configuration !== undefined) await checkPush(request, context)
      const resolving = resolveMessage(request, context, index, contexts)
      const resolved = resolving instanceof Promise ? await resolving : resolving
      const meter = new RunMeter(context, resolved.request, cost)
      const own = resolved.entry ? inContextOf(resolved.entry, meter.context) : meter.context
      try {
        const answer = await agent.sendMessage(resolved.request, own)
        const known = memory.answer(answer, context, resolved.alias)
        if (answer.task === undefined || !isRunning(answer.task)) {
          meter.take(answer)
          return known
        }
        const task = await awaitTask(agent, resolved.request, answer.task, context, { totalMs: totalSeconds * 1000 })
        meter.take({ task })
        return task === answer.task ? known : { ...known, task: memory.task(task, context, resolved.alias) }
      } finally {
        meter.end()
      }
    },

    streamMessage: (request, context) =>
      tappedStream(async () => {
        await checkPush(request, context)
        const resolved = await resolveMessage(request, context, index, contexts)
        const { entry } = resolved
        const first = async (id: string, contextId: string): Promise<Task> => {
          const state = entry?.state ?? 'TASK_STATE_SUBMITTED'
          const begun: Task = { id, contextId, status: { state, timestamp: new Date().toISOString() } }
          // A store that is away costs the opening task its content, not the caller the stream.
          return (
            (entry && (await index.readTask(entry.agentId, entry.taskId, context.owner).catch(() => undefined))) ??
            begun
          )
        }
        const { alias } = resolved
        const meter = new RunMeter(context, resolved.request, cost)
        const own = entry ? inContextOf(entry, meter.context) : meter.context
        const tenant = request.tenant === undefined ? {} : { tenant: request.tenant }
        const rest = (task: Task) => {
          const contextId = alias?.from ?? task.contextId
          const asking = own.contextId !== undefined || !contextId ? own : { ...own, contextId }
          return untilSettled(agent, { ...tenant, id: task.id }, task, asking)
        }
        return {
          events: await openMessageStream(agent, resolved.request, own),
          tap: messageTap({
            context,
            index,
            upstream,
            alias,
            meter,
            first,
            rest: request.configuration?.returnImmediately ? undefined : rest,
          }),
        }
      }),

    subscribeToTask: (request, context) =>
      tappedStream(() => openSubscription(request, context, { agent, index, memory, upstream })),

    getTask: (request, context) =>
      ofOwnTask(request, context, async (own) =>
        withArtifacts(await agent.getTask(request, own), index, context, agent.traits),
      ),
    cancelTask: (request, context) => ofOwnTask({ id: request.id }, context, (own) => agent.cancelTask(request, own)),
    listTasks: (request, context) => listTasks(index, request, context),

    createTaskPushNotificationConfig: (request, context) =>
      ownPush(request.taskId, context, (own) => agent.createTaskPushNotificationConfig(request, own)),
    getTaskPushNotificationConfig: (request, context) =>
      ownPush(request.taskId, context, (own) => agent.getTaskPushNotificationConfig(request, own)),
    listTaskPushNotificationConfigs: (request, context) =>
      ownPush(request.taskId, context, (own) => agent.listTaskPushNotificationConfigs(request, own)),
    deleteTaskPushNotificationConfig: (request, context) =>
      ownPush(request.taskId, context, (own) => agent.deleteTaskPushNotificationConfig(request, own)),

    getExtendedAgentCard: (request, context) => agent.getExtendedAgentCard(request, context),
  }
}
