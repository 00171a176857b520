import type { JsonObject, RunEvent, RunPart, RunText } from '@gateway/core'
import { partsOf } from './content-parts.ts'
import { type Place, type Said, writePlace } from './place.ts'
import type { LangGraphSettings } from './settings.ts'
import {
  type ChatMessage,
  chatMessage,
  customEvent,
  errorEvent,
  eventIdOf,
  type Interrupt,
  interrupts,
  isAssistant,
  messagesEvent,
  messagesKey,
  read,
  type StreamPart,
  stateValues,
  updatesEvent,
} from './wire.ts'

/** Reads a run's stream: gives out what it says, and remembers what decides how it ended. */
export interface RunReading {
  /** `place`: of the part, for cursors. */
  read(part: StreamPart, place: Omit<Place, 'said'>): readonly RunEvent[]
  /** Ends of the texts that nothing has ended yet, and that do not end otherwise. */
  close(endedOtherwise: ReadonlySet<string>): readonly RunEvent[]
  /** How much has been given out by now. */
  readonly said: Said
  readonly interrupts: readonly Interrupt[]
  /** The graph stopped at a question or at a breakpoint of its own. */
  readonly interrupted: boolean
  /** The class of the exception that ended the run. */
  readonly error: { readonly name: string; readonly canceled: boolean } | undefined
  /** The last whole state, where the stream carries it. */
  readonly values: JsonObject | undefined
}

/**
 * `runId`: the vendor's, to name what messages without an id say, so that the same event has the same name when it comes
 * again. `before`: what had been given out where the reading begins, and whether the run answers a question.
 */
export function createRunReading(
  runId: string,
  settings: LangGraphSettings,
  before: { readonly said: Said; readonly answers: boolean },
): RunReading {
  const { output = {} } = settings
  const key = messagesKey(settings)
  /** Texts that have begun here and not ended. */
  const open = new Set<string>()
  const said = new Map(before.said)
  const waiting = new Map<string, Interrupt>()
  let interrupted = false
  let error: RunReading['error']
  let values: JsonObject | undefined
  let unnamed = 0

  const isGivenOut = (node: string | undefined) =>
    output.nodes === undefined || (node !== undefined && output.nodes.includes(node))

  const piecesOf = (message: ChatMessage, artifactId: string): (RunText | RunPart)[] =>
    partsOf(message.content ?? '').map((part) => {
      // What comes after it makes the end of an earlier message worth nothing.
      if (!said.has(artifactId)) for (const id of said.keys()) if (!open.has(id)) said.delete(id)
      said.set(artifactId, (said.get(artifactId) ?? 0) + (part.text?.length ?? 0))
      if (part.text === undefined) return { type: 'part', artifactId, part }
      open.add(artifactId)
      return { type: 'text', artifactId, text: part.text }
    })

  const end = (artifactId: string): RunEvent[] =>
    open.delete(artifactId) ? [{ type: 'artifact-end', artifactId }] : []

  function messages(data: unknown): RunEvent[] {
    const [message, { langgraph_node: node }] = read(messagesEvent, data, 'a chat message')
    if (!isAssistant(message)) return []
    const usage = usageOf(message)
    if (!isGivenOut(node)) return usage
    const artifactId = message.id ?? `${runId}-message`
    return [...usage, ...piecesOf(message, artifactId), ...(message.chunk_position === 'last' ? end(artifactId) : [])]
  }

  /** What a node wrote: the end of what it streamed, questions, and messages that are not streamed because they are plain objects. */
  function updates(data: unknown, eventId: string | undefined, isRoot: boolean): RunEvent[] {
    const told = read(updatesEvent, data, 'an update')
    const isCached = isCachedUpdate(told)
    // A run that goes on tells again what the steps before its question wrote.
    if (isCached && before.answers) return []
    return Object.entries(told).flatMap(([node, update]) => {
      if (node === '__interrupt__') {
        // What a graph within the graph asks is asked by the whole graph too, unless a node answers it.
        if (!isRoot) return []
        interrupted = true
        for (const each of read(interrupts, update, 'a question'))
          waiting.set(each.id ?? JSON.stringify(each.value), each)
        return []
      }
      return messagesIn(update, key).flatMap((message) => {
        // What a node's cache gives is not streamed.
        const isStreamed = !isCached && typeof message.id === 'string' && message.type !== undefined
        if (isStreamed) return end(message.id ?? '')
        if (!isAssistant(message) || !isGivenOut(node)) return []
        const artifactId = (isCached && message.id) || `${runId}-${eventId ?? 'message'}-${unnamed++}`
        const pieces = piecesOf(message, artifactId)
        open.delete(artifactId)
        return pieces.map((piece, index) => ({ ...piece, last: index === pieces.length - 1 }))
      })
    })
  }

  function translate({ event, data }: StreamPart, id: string | undefined): RunEvent[] {
    // `messages|namespace`: of a subgraph.
    switch (event.split('|', 1)[0]) {
      case 'messages':
        return messages(data)
      case 'updates':
        return updates(data, id, event === 'updates')
      case 'custom':
        return [{ type: 'progress', parts: [{ data: read(customEvent, data, 'a custom event') }] }]
      case 'values':
        if (event === 'values') values = read(stateValues, data, 'a state')
        return []
      case 'error': {
        const { error: name, message } = read(errorEvent, data, 'an error')
        error = { name, canceled: /^User(Interrupt|Rollback)$/.test(name) || message === 'rollback' }
        return []
      }
      default:
        return []
    }
  }

  return {
    read(part, place) {
      const eventId = eventIdOf(part)
      const events = translate(part, eventId)
      const last = events.at(-1)
      // Joined after this event, the run gives nothing twice; so only the last piece that it gave stands for it.
      if (eventId === undefined || last === undefined) return events
      return [...events.slice(0, -1), { ...last, cursor: writePlace({ ...place, said }) }]
    },
    close: (endedOtherwise) => [...open].filter((id) => !endedOtherwise.has(id)).flatMap(end),
    said,
    get interrupts() {
      return [...waiting.values()]
    },
    get interrupted() {
      return interrupted
    },
    get error() {
      return error
    },
    get values() {
      return values
    },
  }
}

/** The messages that a node wrote: one or a list of them; a node that gives several commands writes a list of updates. */
function messagesIn(update: unknown, key: string): ChatMessage[] {
  const updates = Array.isArray(update) ? update : [update]
  return updates
    .flatMap((each) => (typeof each === 'object' && each !== null ? Reflect.get(each, key) : []))
    .flatMap((each) => {
      const checked = chatMessage.safeParse(each)
      return checked.success ? [checked.data] : []
    })
}

/** Made by a cache of its node, or by an earlier run that stopped at a question. */
const isCachedUpdate = ({ __metadata__: metadata }: Readonly<Record<string, unknown>>) =>
  typeof metadata === 'object' && metadata !== null && Reflect.get(metadata, 'cached') === true

function usageOf({ usage_metadata: usage, response_metadata: response }: ChatMessage): RunEvent[] {
  if (!usage) return []
  return [
    {
      type: 'usage',
      usage: {
        inputTokens: usage.input_tokens,
        outputTokens: usage.output_tokens,
        totalTokens: usage.total_tokens,
        ...(response?.model_name === undefined ? {} : { model: response.model_name }),
      },
    },
  ]
}
