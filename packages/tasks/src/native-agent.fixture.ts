import type {
  Agent,
  AgentTraits,
  CallContext,
  Fact,
  Message,
  Operation,
  Owner,
  SendMessageRequest,
  StreamResponse,
  Task,
  TaskState,
} from '@gateway/core'
import { around, defineAgent, gatewayError } from '@gateway/core'

export const alice: Owner = { keyId: 'key-alice', userId: 'alice' }
export const bob: Owner = { keyId: 'key-bob', userId: 'bob' }

export type TestCall = CallContext & { readonly facts: Fact[] }

/** A call of its own, for an owner. */
export function callOf(owner: Owner, more: Partial<CallContext> = {}): TestCall {
  const facts: Fact[] = []
  return {
    requestId: 'request-1',
    caller: { ...owner, role: 'member', agents: { access: 'all' } },
    owner,
    signal: new AbortController().signal,
    headers: {},
    agent: { id: 'agent-1', name: 'native' },
    observe: (fact) => void facts.push(fact),
    facts,
    ...more,
  }
}

export function send(
  more: Partial<Message> = {},
  others: Omit<SendMessageRequest, 'message'> = {},
): SendMessageRequest {
  return { message: { messageId: 'message-1', role: 'ROLE_USER', parts: [{ text: 'hello' }], ...more }, ...others }
}

export async function collect(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = []
  for await (const event of stream) events.push(event)
  return events
}

export interface NativeAgentOptions {
  readonly traits?: Partial<AgentTraits>
  /** The ids of its tasks, in turn; by default `task-1`, `task-2`, … */
  readonly taskIds?: readonly string[]
  /** The state in which a turn ends. Default COMPLETED. */
  readonly ends?: TaskState
  /** Whether a stream begins with its task. Default `true`. */
  readonly taskFirst?: boolean
}

/** An agent that keeps its own tasks, makes contexts and remembers what it was asked. */
export function nativeAgent(options: NativeAgentOptions = {}) {
  const { ends = 'TASK_STATE_COMPLETED', taskFirst = true } = options
  const tasks = new Map<string, Task>()
  const heard: { readonly operation: Operation; readonly request: unknown }[] = []
  const sent: SendMessageRequest[] = []
  let made = 0
  let stamp = Date.parse('2026-01-01T00:00:00.000Z')
  const released: string[] = []
  const timestamp = () => new Date(stamp++).toISOString()
  const turn = (request: SendMessageRequest, state: TaskState): Task => {
    const { message } = request
    sent.push(request)
    made += 1
    const id = message.taskId ?? options.taskIds?.[made - 1] ?? `task-${made}`
    const old = tasks.get(id)
    const contextId = message.contextId ?? old?.contextId ?? `context-of-agent-${made}`
    const reply: Message = { messageId: `reply-${made}`, role: 'ROLE_AGENT', parts: [{ text: 'well' }], contextId }
    const task: Task = {
      id,
      contextId,
      status: { state, timestamp: timestamp(), message: reply },
      artifacts: [...(old?.artifacts ?? []), { artifactId: `artifact-${made}`, parts: [{ text: 'result' }] }],
      history: [...(old?.history ?? []), { ...message, contextId, taskId: id }],
    }
    tasks.set(id, task)
    return task
  }
  const find = (id: string): Task => {
    const task = tasks.get(id)
    if (task === undefined) throw gatewayError('TASK_NOT_FOUND', 'The agent has no such task.')
    return task
  }
  async function* stream(request: SendMessageRequest): AsyncGenerator<StreamResponse> {
    const task = turn(request, ends)
    const [taskId, contextId] = [task.id, task.contextId ?? '']
    try {
      if (taskFirst) {
        const { artifacts: _artifacts, ...start } = task
        yield { task: { ...start, status: { state: 'TASK_STATE_SUBMITTED', timestamp: timestamp() } } }
      }
      const message: Message = { messageId: 'working', role: 'ROLE_AGENT', parts: [{ text: 'on it' }], contextId }
      yield { statusUpdate: { taskId, contextId, status: { state: 'TASK_STATE_WORKING', message } } }
      for (const [index, text] of ['re', 'su', 'lt'].entries()) {
        const artifact = { artifactId: `artifact-${made}`, parts: [{ text }] }
        yield { artifactUpdate: { taskId, contextId, artifact, append: index > 0, lastChunk: index === 2 } }
      }
      yield { statusUpdate: { taskId, contextId, status: { state: ends, timestamp: timestamp() } } }
    } finally {
      released.push(taskId)
    }
  }
  const config = (taskId: string) => ({ id: 'config-1', taskId, url: 'https://hooks.example/a' })
  const silent = defineAgent({
    traits: { tasks: true, streaming: true, push: true, resume: true, cancel: true, ...options.traits },
    sendMessage: async (request) => ({ task: turn(request, ends) }),
    streamMessage: stream,
    getTask: async ({ id }) => find(id),
    cancelTask: async ({ id }) => {
      const task = { ...find(id), status: { state: 'TASK_STATE_CANCELED' as const, timestamp: timestamp() } }
      tasks.set(id, task)
      return task
    },
    async *subscribeToTask({ id }) {
      yield { task: find(id) }
    },
    createTaskPushNotificationConfig: async ({ taskId }) => config(taskId ?? ''),
    getTaskPushNotificationConfig: async ({ taskId }) => config(taskId),
    listTaskPushNotificationConfigs: async ({ taskId }) => ({ configs: [config(taskId)] }),
    deleteTaskPushNotificationConfig: async () => ({}),
  })
  const agent: Agent = around(silent, {
    unary(operation, request, context, next) {
      heard.push({ operation, request })
      return next(request, context)
    },
    stream(operation, request, context, next) {
      heard.push({ operation, request })
      return next(request, context)
    },
  })
  return { agent, heard, sent, tasks, released }
}
