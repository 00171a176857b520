import { Message, Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import { AgentEvent, type AgentExecutor, type ExecutionEventBus, type RequestContext } from '@a2a-js/sdk/server'
import type { JsonValue, Part, TaskState } from '@gateway/core'
import type { TestServer } from './agent-script.ts'
import { sdkAgent } from './sdk-agent.ts'

export interface TalkingAgent extends TestServer {
  /** Lets the task go on that was told to `hold`. */
  readonly release: () => void
}

/** What is seen as an image: one red pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
const FORM: JsonValue = {
  type: 'object',
  description: 'Where shall the parcel go?',
  properties: {
    city: { type: 'string', title: 'City' },
    floors: { type: 'integer', title: 'Floors' },
    express: { type: 'boolean', title: 'Express' },
    colour: { title: 'Colour', enum: ['red', 'blue'] },
  },
  required: ['city'],
}

/**
 * An agent of the official SDK 1.x for those who talk to it. `hold`: two words, and two more once it is released.
 * `files`: one of each kind. `form`: asks for what a JSON schema says. `access`: asks for access. `forever`: works until
 * it is canceled. `refuse`: fails. `plain`: a message without a task. Anything else: says what came, file by file.
 */
export async function talkingAgent(options: { readonly port?: number } = {}): Promise<TalkingAgent> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const canceled = new Map<string, () => void>()
  const contexts = new Map<string, string>()
  const execute = async (request: RequestContext, bus: ExecutionEventBus): Promise<void> => {
    const { taskId, contextId, userMessage, task } = request
    const tell = teller(taskId, contextId, bus)
    contexts.set(taskId, contextId)
    const [first] = userMessage.parts
    const text = first?.content?.$case === 'text' ? first.content.value : ''
    if (text === 'plain') {
      const message = { messageId: crypto.randomUUID(), role: 'ROLE_AGENT', contextId, parts: [{ text: 'No task.' }] }
      bus.publish(AgentEvent.message(Message.fromJSON(message)))
      return bus.finished()
    }
    if (task === undefined) {
      const status = { state: 'TASK_STATE_SUBMITTED', timestamp: new Date().toISOString() }
      bus.publish(AgentEvent.task(Task.fromJSON({ id: taskId, contextId, status })))
    } else {
      bus.publish(AgentEvent.task(task))
    }
    tell.status('TASK_STATE_WORKING')
    if (task === undefined && text === 'form') {
      tell.status('TASK_STATE_INPUT_REQUIRED', [{ text: 'I need an address.' }, { data: FORM }])
    } else if (task === undefined && text === 'access') {
      tell.status('TASK_STATE_AUTH_REQUIRED', [{ text: 'Allow me to read the calendar.' }])
    } else if (text === 'forever') {
      await new Promise<void>((resolve) => canceled.set(taskId, resolve))
      tell.status('TASK_STATE_CANCELED')
    } else if (text === 'refuse') {
      tell.status('TASK_STATE_FAILED', [{ text: 'I cannot do that.' }])
    } else if (text === 'hold') {
      for (const [index, word] of ['one ', 'two ', 'three ', 'four'].entries()) {
        if (index === 2) await held
        tell.artifact('words', [{ text: word }], { append: index > 0, lastChunk: index === 3 })
      }
      tell.status('TASK_STATE_COMPLETED')
    } else if (text === 'files') {
      const note = Buffer.from('the whole report').toString('base64')
      tell.artifact('report', [{ raw: note, filename: 'report.txt', mediaType: 'text/plain' }])
      tell.artifact('picture', [{ raw: PIXEL, filename: 'pixel.png', mediaType: 'image/png' }])
      tell.artifact('address', [{ url: 'https://example.com/more.pdf', filename: 'more.pdf' }])
      tell.artifact('facts', [{ data: { pages: 12 } }])
      tell.status('TASK_STATE_COMPLETED')
    } else {
      tell.artifact('answer', [{ text: `You said ${userMessage.parts.map(said).join(', ')}.` }])
      tell.status('TASK_STATE_COMPLETED')
    }
    bus.finished()
  }
  const cancelTask = async (taskId: string, bus: ExecutionEventBus): Promise<void> => {
    const running = canceled.get(taskId)
    if (running !== undefined) return running()
    // One that waits has nobody who works at it.
    teller(taskId, contexts.get(taskId) ?? '', bus).status('TASK_STATE_CANCELED')
    bus.finished()
  }
  const server = await sdkAgent({
    ...options,
    executor: { execute, cancelTask } satisfies AgentExecutor,
  })
  return { ...server, release: () => release() }
}

/** What came in a part, so that it can be seen that it came whole. */
function said({ content, filename }: RequestContext['userMessage']['parts'][number]): string {
  if (content?.$case === 'text') return `"${content.value}"`
  if (content?.$case === 'raw') return `${filename} of ${content.value.length} bytes`
  return content?.$case === 'data' ? JSON.stringify(content.value) : (content?.$case ?? 'nothing')
}

const teller = (taskId: string, contextId: string, bus: ExecutionEventBus) => ({
  status(state: TaskState, parts?: readonly Part[]) {
    const message = parts && { messageId: crypto.randomUUID(), role: 'ROLE_AGENT', parts, taskId, contextId }
    const status = { state, timestamp: new Date().toISOString(), ...(message === undefined ? {} : { message }) }
    bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON({ taskId, contextId, status })))
  },
  artifact(name: string, parts: readonly Part[], place: object = { lastChunk: true }) {
    const artifact = { artifactId: name, name, parts }
    bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON({ taskId, contextId, artifact, ...place })))
  },
})
