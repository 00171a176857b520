import { randomUUID } from 'node:crypto'
import type {
  Adapter,
  Agent,
  AgentCard,
  Message,
  SendMessageRequest,
  StreamResponse,
  Task,
  TaskState,
} from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'

const CARD: AgentCard = {
  name: 'hello',
  description: 'Answers with a greeting. Built into the gateway, to try it out with no network.',
  version: '1.0.0',
  supportedInterfaces: [],
  capabilities: { streaming: true, pushNotifications: false },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [
    { id: 'greet', name: 'Greet', description: 'Greets whoever writes, and repeats what was said.', tags: ['demo'] },
  ],
}

const textOf = (message: Message) =>
  message.parts
    .map((part) => part.text ?? '')
    .join(' ')
    .trim()
const answerTo = (message: Message) => `Hello! You said: ${textOf(message) || '(no text)'}`

/** The agent of the first start: answers, streams word by word, and keeps its tasks, all in this process. */
export const helloAdapter: Adapter = {
  name: 'hello',
  title: 'Demo',
  description: 'Built in, to try the gateway out: it greets, with no network.',
  settings: z.strictObject({}),
  connect: helloAgent,
}

function helloAgent(): Agent {
  const tasks = new LRUCache<string, Task>({ max: 1_000 })
  const begin = ({ message }: SendMessageRequest): Task => {
    const id = randomUUID()
    const contextId = message.contextId ?? randomUUID()
    return { id, contextId, status: status('TASK_STATE_SUBMITTED'), history: [{ ...message, taskId: id, contextId }] }
  }
  const finish = (task: Task, text: string): Task => {
    const finished = {
      ...task,
      status: status('TASK_STATE_COMPLETED'),
      artifacts: [{ artifactId: 'greeting', name: 'greeting', parts: [{ text }] }],
    }
    tasks.set(task.id, finished)
    return finished
  }
  const found = (id: string): Task => {
    const task = tasks.get(id)
    if (task) return task
    throw gatewayError(
      'TASK_NOT_FOUND',
      `Task not found: ${id}. The demo agent keeps its last tasks until the gateway stops.`,
    )
  }

  return defineAgent({
    traits: { tasks: true, streaming: true },
    getAgentCard: async () => CARD,
    sendMessage: async (request) => ({ task: finish(begin(request), answerTo(request.message)) }),
    async *streamMessage(request): AsyncGenerator<StreamResponse> {
      const task = begin(request)
      const ids = { taskId: task.id, contextId: task.contextId ?? '' }
      yield { task }
      yield { statusUpdate: { ...ids, status: status('TASK_STATE_WORKING') } }
      const text = answerTo(request.message)
      const words = text.split(/(?<= )/)
      for (const [index, word] of words.entries()) {
        const artifact = { artifactId: 'greeting', name: 'greeting', parts: [{ text: word }] }
        yield { artifactUpdate: { ...ids, artifact, append: index > 0, lastChunk: index === words.length - 1 } }
      }
      yield { statusUpdate: { ...ids, status: finish(task, text).status } }
    },
    getTask: async ({ id }) => found(id),
    cancelTask: async ({ id }) => {
      found(id)
      throw gatewayError('TASK_NOT_CANCELABLE', `Task ${id} has ended: the demo agent answers at once.`)
    },
  })
}

const status = (state: TaskState) => ({ state, timestamp: new Date().toISOString() })
