import type { ApiError } from '@gateway/client'
import { isApiError } from '../../../api/is-api-error.ts'
import { type AgentCall, answerOfAgent, callAgent } from '../wire/call-agent.ts'
import { isEnded, isWaiting, type Message, type Part, type TaskState } from '../wire/content.ts'
import type { Frame } from '../wire/frame.ts'
import { readEvent, readTasks } from '../wire/read-event.ts'
import type { Operation, Version } from '../wire/version.ts'
import { writeMessage } from '../wire/write-message.ts'
import { afterEvent } from './after-event.ts'
import { afterRefusal, afterSending, nextMessage } from './after-sending.ts'
import { type Conversation, emptyConversation } from './conversation.ts'
import { waited } from './waited.ts'

/** `opening`: what was said before is read. `following`: events come. `reconnecting`: the connection broke. */
export type Activity = 'idle' | 'opening' | 'following' | 'reconnecting'

export interface ConversationState {
  readonly conversation: Conversation
  readonly activity: Activity
  /** What did not work last. */
  readonly failure: unknown
  /** The newest, in their order. */
  readonly frames: readonly Frame[]
}

export interface ConversationStoreOptions {
  readonly agent: string
  readonly csrfToken: () => string | undefined
  /** Nobody is signed in any more. */
  readonly onSignedOut: () => void
  /** Waits before the connection is tried again; ends early with its signal. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const MOST_FRAMES = 2_000
const MOST_ATTEMPTS = 8
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000
/** How often a task is looked at that works and cannot be followed. */
const LOOK_MS = 2_000
/** Events that come within it are drawn together. */
const DRAW_MS = 16
const MOST_TASKS = 100

const INITIAL: ConversationState = {
  conversation: emptyConversation,
  activity: 'idle',
  failure: undefined,
  frames: [],
}

/** Whether events of a task may come by themselves. */
const isLive = (state: TaskState | undefined) => state !== undefined && !isEnded(state) && !isWaiting(state)

/** What a gateway says that stops, and what balancers say in its place: another try finds it again. */
const isAway = ({ status, code }: ApiError) => code === 'UNAVAILABLE' || [502, 503, 504].includes(status)

/** One person's conversation with one agent, and the requests that carry it. At most one of them is followed at a time. */
export class ConversationStore {
  /** Of the requests that begin from now on. */
  version: Version = '1.0'
  readonly #options: ConversationStoreOptions
  readonly #listeners = new Set<() => void>()
  #state = INITIAL
  #drawn = INITIAL
  #drawing: ReturnType<typeof setTimeout> | undefined
  #run = new AbortController()
  #lastEvent: { readonly taskId: string; readonly eventId: string } | undefined
  #frameCount = 0

  constructor(options: ConversationStoreOptions) {
    this.#options = options
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly snapshot = () => this.#drawn

  /** The task that the conversation is at, without waiting for it to be drawn. */
  get taskId(): string | undefined {
    return this.#state.conversation.task?.id
  }

  /** Says something. Resolves when nothing more comes of it by itself. */
  send(parts: readonly Part[]): Promise<void> {
    return this.#deliver(nextMessage(this.#state.conversation, parts, crypto.randomUUID()))
  }

  /** Sends a message that did not arrive, as it was: the gateway takes it for the same one. */
  sendAgain(message: Message): Promise<void> {
    return this.#deliver(message)
  }

  /** Shows the conversation that a task belongs to, and follows the task if it goes on. */
  open(taskId: string): Promise<void> {
    this.reset()
    return this.#begin('opening', async (signal) => {
      const event = readEvent(await this.#ask('get', { id: taskId }, signal))
      if (event?.kind !== 'task') return
      const tasks = await this.#tasksOf(event.task.contextId, signal)
      if (signal.aborted) return
      for (const task of tasks) this.#apply(task.id === taskId ? event : { kind: 'task', task })
      // Last, as it is the one that the conversation is at.
      this.#apply(event)
      await this.#follow(signal)
    })
  }

  /** Goes on following the task after something failed. */
  resume(): Promise<void> {
    return this.#begin('following', (signal) => this.#follow(signal))
  }

  /** Ends the task at the agent. */
  async cancel(): Promise<void> {
    const id = this.taskId
    const { signal } = this.#run
    if (id === undefined) return
    try {
      const event = readEvent(await this.#ask('cancel', { id }, signal))
      if (event !== undefined && !signal.aborted) this.#apply(event)
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  /** Begins anew, with nothing said. */
  reset(): void {
    this.stop()
    this.#lastEvent = undefined
    this.#frameCount = 0
    this.#set(INITIAL)
  }

  /** Ends every open request. Tasks of the agent go on. */
  stop(): void {
    this.#run.abort()
    this.#run = new AbortController()
    if (this.#state.activity === 'idle') return
    this.#set({ activity: 'idle', conversation: afterRefusal(this.#state.conversation) })
  }

  #deliver(message: Message): Promise<void> {
    const before = this.#state.conversation
    return this.#begin('following', async (signal) => {
      this.#set({ conversation: afterSending(before, message) })
      let arrived = false
      try {
        const params = { message: writeMessage(message, this.version) }
        for await (const answer of callAgent(this.#call('stream', params, signal))) {
          if (signal.aborted) return
          arrived = true
          this.#receive(answer)
        }
      } catch (error) {
        if (signal.aborted) return
        if (!arrived) this.#set({ conversation: afterRefusal(this.#state.conversation) })
        if (!arrived || (isApiError(error) && !isAway(error))) throw error
        this.#set({ activity: 'reconnecting' })
      }
      await this.#follow(signal)
    })
  }

  /** Follows the task until it has ended, or waits for somebody. A connection that breaks is made again. */
  async #follow(signal: AbortSignal): Promise<void> {
    let attempts = 0
    while (isLive(this.#state.conversation.task?.state) && !signal.aborted) {
      const taskId = this.taskId ?? ''
      const lastEventId = this.#lastEvent?.taskId === taskId ? this.#lastEvent.eventId : undefined
      try {
        for await (const answer of callAgent({ ...this.#call('subscribe', { id: taskId }, signal), lastEventId })) {
          if (signal.aborted) return
          attempts = 0
          this.#set({ activity: 'following' })
          this.#receive(answer)
        }
        // Some agents close streams of tasks that go on.
        if (isLive(this.#state.conversation.task?.state)) await this.#wait(LOOK_MS, signal)
      } catch (error) {
        if (signal.aborted) return
        if (isApiError(error) && !isAway(error)) {
          await this.#look(taskId, error, signal)
        } else {
          attempts += 1
          if (attempts > MOST_ATTEMPTS) throw error
          this.#set({ activity: 'reconnecting' })
          await this.#wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)), signal)
        }
      }
    }
  }

  /** A task that cannot be followed is looked at: most have just ended. */
  async #look(taskId: string, error: unknown, signal: AbortSignal): Promise<void> {
    if (!isApiError(error) || !['UNSUPPORTED_OPERATION', '-32004'].includes(error.code)) throw error
    const event = readEvent(await this.#ask('get', { id: taskId }, signal))
    if (signal.aborted || event === undefined) return
    this.#apply(event)
    if (isLive(this.#state.conversation.task?.state)) await this.#wait(LOOK_MS, signal)
  }

  async #tasksOf(contextId: string | undefined, signal: AbortSignal) {
    if (contextId === undefined) return []
    const params = { contextId, includeArtifacts: true, pageSize: MOST_TASKS }
    return readTasks(await this.#ask('list', params, signal)).toReversed()
  }

  async #begin(activity: Activity, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop()
    const { signal } = this.#run
    this.#set({ activity, failure: undefined })
    try {
      await work(signal)
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
    if (!signal.aborted) this.#set({ activity: 'idle' })
  }

  #ask(operation: Operation, params: object, signal: AbortSignal): Promise<unknown> {
    return answerOfAgent(this.#call(operation, params, signal))
  }

  #call(operation: Operation, params: object, signal: AbortSignal): AgentCall {
    const { agent, csrfToken } = this.#options
    const onFrame = (frame: Omit<Frame, 'id'>) => {
      if (signal.aborted) return
      this.#frameCount += 1
      this.#set({ frames: [...this.#state.frames.slice(1 - MOST_FRAMES), { id: this.#frameCount, ...frame }] })
    }
    return { agent, version: this.version, operation, params, signal, csrfToken: csrfToken(), onFrame }
  }

  #receive({ result, eventId }: { readonly result: unknown; readonly eventId: string | undefined }): void {
    const event = readEvent(result)
    if (event !== undefined) this.#apply(event)
    if (eventId !== undefined && this.taskId !== undefined) this.#lastEvent = { taskId: this.taskId, eventId }
  }

  #apply(event: NonNullable<ReturnType<typeof readEvent>>): void {
    this.#set({ conversation: afterEvent(this.#state.conversation, event) })
  }

  #fail(error: unknown): void {
    this.#set({ failure: error })
    if (isApiError(error) && error.status === 401) this.#options.onSignedOut()
  }

  #set(change: Partial<ConversationState>): void {
    this.#state = { ...this.#state, ...change }
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined
      this.#drawn = this.#state
      for (const listener of this.#listeners) listener()
    }, DRAW_MS)
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return (this.#options.wait ?? waited)(milliseconds, signal)
  }
}
