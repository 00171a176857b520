/** For the tests of this package: agents whose answers a test decides, and a clock that it moves. */
import type {
  Agent,
  AgentDefinition,
  CallContext,
  Fact,
  GatewayError,
  Message,
  SendMessageRequest,
} from '@gateway/core'
import { createCallContext, defineAgent, gatewayError } from '@gateway/core'
import type { Clock } from './clock.ts'

/** What an agent does with a message; by default it answers with its own name. */
export type Act = (request: SendMessageRequest, context: CallContext) => Promise<void> | void

export interface TestAgent extends Agent {
  /** Messages that reached it. */
  readonly seen: SendMessageRequest[]
  act: Act
}

export function testAgent(name: string, definition: AgentDefinition = {}): TestAgent {
  const seen: SendMessageRequest[] = []
  const answer = async (request: SendMessageRequest, context: CallContext) => {
    seen.push(request)
    await agent.act(request, context)
    const contextId = request.message.contextId ?? `context-of-${name}-${seen.length}`
    const taskId = request.message.taskId ?? `task-of-${name}-${seen.length}`
    return {
      id: taskId,
      contextId,
      status: { state: 'TASK_STATE_COMPLETED', timestamp: '2026-01-01T00:00:00Z' },
    } as const
  }
  const agent: TestAgent = Object.assign(
    defineAgent({
      traits: { tasks: true, streaming: true, push: false, resume: true, cancel: true },
      sendMessage: async (request, context) => ({ task: await answer(request, context) }),
      async *streamMessage(request, context) {
        yield { task: await answer(request, context) }
        yield { statusUpdate: { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } } }
      },
      getTask: async ({ id }) => {
        if (id.startsWith(`task-of-${name}-`)) return { id, status: { state: 'TASK_STATE_COMPLETED' } }
        throw gatewayError('TASK_NOT_FOUND', `${name} has no task ${id}.`)
      },
      ...definition,
    }),
    { seen, act: () => undefined },
  )
  return agent
}

export const message = (fields: Partial<Message> = {}): SendMessageRequest => ({
  message: { messageId: 'm-1', role: 'ROLE_USER', parts: [{ text: 'hello' }], ...fields },
})

export function testContext(signal?: AbortSignal): CallContext & { readonly facts: Fact[] } {
  const facts: Fact[] = []
  return { ...createCallContext({ ...(signal ? { signal } : {}), observe: (fact) => facts.push(fact) }), facts }
}

export const refusedConnection = (): GatewayError =>
  gatewayError('AGENT_UNREACHABLE', 'The agent refused the connection.', { retryable: true })
export const brokenConnection = (): GatewayError =>
  gatewayError('AGENT_UNREACHABLE', 'The agent closed the connection without an answer.')

/** Time that stands until it is moved; sleepers wake as it passes. */
export class TestClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00Z')
  #sleepers: { readonly at: number; readonly wake: () => void }[] = []

  now = () => this.#now

  sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      this.#sleepers.push({ at: this.#now + milliseconds, wake: resolve })
      signal?.addEventListener('abort', () => resolve())
    })

  pass(seconds: number): void {
    this.#now += seconds * 1000
    const due = this.#sleepers.filter(({ at }) => at <= this.#now)
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now)
    for (const { wake } of due) wake()
  }
}
