import { Role, Task, TaskArtifactUpdateEvent, TaskState, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import type { ExecutionEventBus, RequestContext } from '@a2a-js/sdk/server'
import { AgentEvent } from '@a2a-js/sdk/server'

/** One message to the agent: what it says, and the events that answer it. */
export class Turn {
  readonly #request: RequestContext
  readonly #bus: ExecutionEventBus

  constructor(request: RequestContext, bus: ExecutionEventBus) {
    this.#request = request
    this.#bus = bus
  }

  get text(): string {
    const texts = this.#request.userMessage.parts.map(({ content }) => (content?.$case === 'text' ? content.value : ''))
    return texts.join('')
  }

  /** The city in the data of the message. */
  get city(): string | undefined {
    for (const { content } of this.#request.userMessage.parts) {
      if (content?.$case === 'data' && typeof content.value?.city === 'string') return content.value.city
    }
    return undefined
  }

  /** Whether this answers a question that the task waits for. */
  get answersQuestion(): boolean {
    return this.#request.task?.status?.state === TaskState.TASK_STATE_INPUT_REQUIRED
  }

  /** The first event has to be the task. */
  begin(): void {
    const { taskId, contextId, task, userMessage } = this.#request
    const status = { state: TaskState.TASK_STATE_SUBMITTED, timestamp: new Date().toISOString() }
    const started = { ...Task.fromJSON({ id: taskId, contextId, status }), history: [userMessage] }
    this.#bus.publish(AgentEvent.task(task ?? started))
  }

  enter(state: TaskState, parts: readonly object[] = []): void {
    const { taskId, contextId } = this.#request
    const message = { messageId: crypto.randomUUID(), role: Role.ROLE_AGENT, taskId, contextId, parts }
    const status = { state, timestamp: new Date().toISOString(), ...(parts.length > 0 ? { message } : {}) }
    this.#bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON({ taskId, contextId, status })))
  }

  /** A piece of the answer's one artifact. */
  write(text: string, append: boolean): void {
    const { taskId, contextId } = this.#request
    const artifact = { artifactId: 'answer', parts: [{ text }] }
    this.#bus.publish(
      AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON({ taskId, contextId, artifact, append })),
    )
  }
}
