import type { Message, Repair, StreamResponse, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@gateway/core'
import type { TextHabits } from './text-habits.ts'

/** So often in a row a text must have grown out of the one before to be taken for the same text again. */
const PROOF = 2
/** A shorter text may be the same as what was said before by chance. */
const SHORTEST_REPEATED = 16
/** Of an answer that is longer, nothing is known to be said again. */
const LONGEST_FOLLOWED = 1024 * 1024

/**
 * Serves the text of a stream once. Two habits of agents are put right, both of text in status messages while the agent
 * works:
 *
 * - Each message says the whole text so far (LangGraph: `t`, `tu`, `tur`…). What is new is served as chunks of one
 *   artifact; the agent's own artifact with the same text ends it. Known by LangGraph's task ids, of an agent that has
 *   done so before, else when a text has grown twice in a row.
 * - After the pieces the whole is said again (Google ADK). That status comes without its message.
 *
 * Everything else passes as it came, the same object.
 */
export class StreamedText {
  readonly #habits: TextHabits
  readonly #note: (repair: Repair) => void
  /** The last message's text, and how often in a row it has grown. */
  #last = ''
  #growths = 0
  /** The pieces so far; `undefined` when there are too many. */
  #said: string | undefined = ''
  #working = false
  /** The artifact under which chunks are served. */
  #artifactId: string | undefined
  #second: StreamResponse | undefined

  constructor(habits: TextHabits, note: (repair: Repair) => void) {
    this.#habits = habits
    this.#note = note
  }

  /** The event to serve in place of this one; `undefined` when it says nothing new. */
  read(event: StreamResponse): StreamResponse | undefined {
    const { statusUpdate, artifactUpdate } = event
    if (statusUpdate !== undefined) {
      const { state, message } = statusUpdate.status
      const isWork = state === 'TASK_STATE_WORKING'
      const text = isWork && message !== undefined ? textOf(message) : undefined
      const read = text && message ? this.#status(event, statusUpdate, message, text) : event
      this.#working ||= isWork
      return read
    }
    if (artifactUpdate !== undefined && this.#artifactId !== undefined) return this.#close(event, artifactUpdate)
    return event
  }

  /** What is to be served after the event that was read last. */
  second(): StreamResponse | undefined {
    const second = this.#second
    this.#second = undefined
    return second
  }

  #status(event: StreamResponse, update: TaskStatusUpdateEvent, message: Message, text: string) {
    const grows = this.#last !== '' && text.length > this.#last.length && text.startsWith(this.#last)
    if (this.#artifactId === undefined) {
      this.#growths = grows ? this.#growths + 1 : 0
      const cumulative = this.#growths >= PROOF || this.#habits.cumulative || hasLangGraphIds(update)
      return cumulative ? this.#begin(event, update, message, text) : this.#piece(event, update, text)
    }
    if (text === this.#last) return undefined
    if (!grows && this.#growths === 0 && !hasLangGraphIds(update)) {
      // It was expected by habit, and does not do so this time.
      this.#habits.cumulative = false
      this.#artifactId = undefined
      return this.#piece(event, update, text)
    }
    this.#growths += grows ? 1 : 0
    const chunk = grows ? text.slice(this.#last.length) : text
    this.#last = text
    return chunkOf(event, update, this.#artifactId, chunk, grows)
  }

  #begin(event: StreamResponse, update: TaskStatusUpdateEvent, message: Message, text: string): StreamResponse {
    this.#note('cumulative-text')
    if (this.#growths >= PROOF) this.#habits.cumulative = true
    this.#artifactId = `text-${message.messageId}`
    this.#last = text
    const chunk = chunkOf(event, update, this.#artifactId, text, false)
    if (this.#working) return chunk
    // The state that came with the text is news.
    this.#second = chunk
    return withoutMessage(event, update)
  }

  /** A message that may be a piece of a longer text, or that text once more. */
  #piece(event: StreamResponse, update: TaskStatusUpdateEvent, text: string): StreamResponse {
    this.#last = text
    if (this.#said === undefined) return event
    if (text.length >= SHORTEST_REPEATED && text === this.#said) {
      this.#note('repeated-text')
      return withoutMessage(event, update)
    }
    this.#said = this.#said.length + text.length > LONGEST_FOLLOWED ? undefined : this.#said + text
    return event
  }

  /** The agent's own artifact, when it has the text that was streamed: what is left of it, under the artifact of the chunks. */
  #close(event: StreamResponse, update: TaskArtifactUpdateEvent): StreamResponse {
    const { artifact } = update
    const [first, ...others] = artifact.parts
    if (this.#artifactId === undefined || first?.text === undefined || !first.text.startsWith(this.#last)) return event
    const rest = first.text.slice(this.#last.length)
    const parts = rest === '' && others.length > 0 ? others : [{ ...first, text: rest }, ...others]
    const artifactId = this.#artifactId
    this.#artifactId = undefined
    this.#last = ''
    return {
      ...event,
      artifactUpdate: { ...update, artifact: { ...artifact, artifactId, parts }, append: true, lastChunk: true },
    }
  }
}

/** A message's text, where it is nothing else. */
function textOf({ role, parts }: Message): string | undefined {
  if (role === 'ROLE_USER') return undefined
  let text = ''
  for (const part of parts) {
    if (part.text === undefined) return undefined
    text += part.text
  }
  return text
}

/** `{contextId}:{run}`, as LangGraph's own A2A endpoint names its tasks. */
function hasLangGraphIds({ taskId, contextId }: TaskStatusUpdateEvent): boolean {
  return contextId !== '' && taskId.length > contextId.length && taskId.startsWith(`${contextId}:`)
}

function chunkOf(
  event: StreamResponse,
  { taskId, contextId, metadata }: TaskStatusUpdateEvent,
  artifactId: string,
  text: string,
  append: boolean,
): StreamResponse {
  const { statusUpdate: _statusUpdate, ...others } = event
  const described = metadata === undefined ? {} : { metadata }
  const artifact = { artifactId, parts: [{ text }] }
  return { ...others, artifactUpdate: { taskId, contextId, artifact, append, lastChunk: false, ...described } }
}

function withoutMessage(event: StreamResponse, update: TaskStatusUpdateEvent): StreamResponse {
  const { message: _message, ...status } = update.status
  return { ...event, statusUpdate: { ...update, status } }
}
