import { randomUUID } from 'node:crypto'
import type {
  Agent,
  AgentCard,
  CallContext,
  JsonObject,
  RunEvent,
  Runner,
  SendMessageRequest,
  SendMessageResponse,
  StreamResponse,
  Task,
} from '@gateway/core'
import {
  createAssembly,
  createRunTranslation,
  defineAgent,
  gatewayError,
  isTerminalRunEvent,
  sessionIdOf,
  settledRun,
} from '@gateway/core'
import { LRUCache } from 'lru-cache'

/** How many conversations are remembered where the vendor makes their ids. */
const SESSIONS = 10_000

/**
 * Makes an `Agent` of a runner. By itself it sends and streams, keeps a conversation by its contextId, and forgets its
 * tasks: a run belongs to the call that began it and is canceled with it. `complete()` of `@gateway/tasks` finds
 * `agent.runner` and gives it tasks that last, with get, list, cancel, subscribe and answers to what it asks.
 */
export function agentFromRunner(runner: Runner): Agent {
  const sessions = new LRUCache<string, JsonObject>({ max: SESSIONS })

  async function* stream(request: SendMessageRequest, context: CallContext): AsyncGenerator<StreamResponse> {
    const { message, configuration, metadata } = request
    if (message.taskId) throw keepsNoTasks()
    const ids = { taskId: randomUUID(), contextId: message.contextId || randomUUID() }
    const sessionId = sessionIdOf(context.owner, context.agent.id, ids.contextId)
    const session = sessions.get(sessionId)
    const received = { ...message, ...ids }
    const turn = {
      message: received,
      runId: randomUUID(),
      ...ids,
      sessionId,
      ...(session === undefined ? {} : { session }),
      ...(configuration === undefined ? {} : { configuration }),
      ...(metadata === undefined ? {} : { metadata }),
    }
    context.observe({ type: 'task', ...ids })
    const translation = createRunTranslation({ ...ids, messageId: randomUUID })
    const task: Task = {
      id: ids.taskId,
      contextId: ids.contextId,
      status: { state: 'TASK_STATE_SUBMITTED', timestamp: new Date().toISOString() },
      history: [received],
    }
    yield { task }
    for await (const event of settledRun(runner.run(turn, context), context)) {
      remember(event, sessionId, context)
      const translated = translation.translate(event)
      if (translated !== undefined) yield translated
    }
  }

  function remember(event: RunEvent, sessionId: string, context: CallContext): void {
    if (event.type === 'session') sessions.set(sessionId, event.session)
    if (event.type === 'usage') context.observe({ type: 'usage', usage: event.usage })
    // A caller that has left is told so, not that its task was canceled.
    if (isTerminalRunEvent(event) && event.type === 'canceled' && context.signal.aborted) throw context.signal.reason
  }

  async function send(request: SendMessageRequest, context: CallContext): Promise<SendMessageResponse> {
    const assembly = createAssembly()
    for await (const event of stream(request, context)) assembly.add(event)
    const answer = assembly.result()
    if (answer === undefined) throw gatewayError('INVALID_AGENT_RESPONSE', 'The agent ended without an answer.')
    return answer
  }

  const { getAgentCard } = runner
  return defineAgent({
    runner,
    traits: { tasks: false, streaming: true, push: false, resume: false, cancel: false },
    sendMessage: send,
    streamMessage: stream,
    ...(getAgentCard === undefined
      ? {}
      : {
          getAgentCard: (context?: Pick<CallContext, 'signal'>): Promise<AgentCard> =>
            getAgentCard.call(runner, context),
        }),
  })
}

const keepsNoTasks = () =>
  gatewayError(
    'UNSUPPORTED_OPERATION',
    'message.taskId: this agent keeps no tasks. Send the message without it, or complete the agent with @gateway/tasks.',
    { field: 'message.taskId' },
  )
