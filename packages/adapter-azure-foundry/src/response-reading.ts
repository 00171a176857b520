import type { JsonObject, RunEvent } from '@gateway/core'
import { citationsOf } from './citations.ts'
import {
  type Content,
  consentEvent,
  deltaEvent,
  type Item,
  itemEvent,
  partEvent,
  read,
  responseEvent,
  streamEvent,
  textDoneEvent,
  type VendorResponse,
} from './wire.ts'

/** Reads the stream of one response: gives out what it says, and remembers how it ended. */
export interface ResponseReading {
  /** What an event says. Nothing for one that has been read already. */
  read(event: unknown): readonly RunEvent[]
  /** The response as the service told of it last. */
  readonly response: VendorResponse | undefined
  /** How it ended, with what it says in all. */
  readonly end: ResponseEnd | undefined
  /** The number of the last event. */
  readonly sequence: number | undefined
}

export interface ResponseEnd {
  readonly status: FinalStatus
  readonly items: readonly Item[]
}

const FINAL = ['completed', 'failed', 'incomplete', 'cancelled'] as const
type FinalStatus = (typeof FINAL)[number]

/** The place of a consent that is asked for by an event of its own. */
const CONSENT = -1
const STATES = new Set(['response.created', 'response.queued', 'response.in_progress'])

/** `after`: the last event that was given out already, where the stream is not read from its beginning. */
export function createResponseReading(after?: number): ResponseReading {
  /** How much of each text has been given out. */
  const given = new Map<string, number>()
  /** Texts whose beginning has been read here. */
  const begun = new Set<string>()
  /** Items that are complete, by their place. */
  const items = new Map<number, Item>()
  const ended = new Set<string>()
  let response: VendorResponse | undefined
  let end: ResponseEnd | undefined
  let sequence = after

  /** Of texts that began before `after` it is not known how much has been given out: only what is new of them is. */
  const isWhole = (artifactId: string) => after === undefined || begun.has(artifactId)

  function piece(artifactId: string, text: string): RunEvent[] {
    if (text === '') return []
    given.set(artifactId, (given.get(artifactId) ?? 0) + text.length)
    return [{ type: 'text', artifactId, text }]
  }

  /** What of a text that is complete was not streamed. */
  const rest = (artifactId: string, text: string | null | undefined): RunEvent[] =>
    isWhole(artifactId) ? piece(artifactId, (text ?? '').slice(given.get(artifactId) ?? 0)) : []

  function finish(item: Item, index: number): RunEvent[] {
    items.set(index, item)
    if (item.type === 'message') return item.content.flatMap((part, at) => finishText(part, nameOf(item.id, index, at)))
    if (item.type === 'image_generation_call' && item.result) return image(item, nameOf(item.id, index, 0), item.result)
    return []
  }

  function finishText(part: Content, artifactId: string): RunEvent[] {
    if (ended.has(artifactId)) return []
    const pieces = rest(artifactId, part.type === 'refusal' ? part.refusal : part.text)
    if (after === undefined && !given.has(artifactId)) return pieces
    ended.add(artifactId)
    const metadata = metadataOf(part)
    return [...pieces, { type: 'artifact-end', artifactId, ...(metadata === undefined ? {} : { metadata }) }]
  }

  function image({ output_format: format }: Item, artifactId: string, raw: string): RunEvent[] {
    if (ended.has(artifactId)) return []
    ended.add(artifactId)
    const kind = /^(png|jpeg|webp)$/.test(format ?? '') ? format : 'png'
    return [
      {
        type: 'part',
        artifactId,
        part: { raw, mediaType: `image/${kind}`, filename: `${artifactId}.${kind}` },
        last: true,
      },
    ]
  }

  /** Texts and images that no event of their own has told of: servers may leave such events out. */
  const untold = (output: readonly Item[]) =>
    after === undefined ? output.flatMap((item, index) => (items.has(index) ? [] : finish(item, index))) : []

  function translate(type: string, event: unknown): RunEvent[] {
    if (STATES.has(type)) response = read(responseEvent, event, 'a response').response
    const told = FINAL.find((status) => type === `response.${status}`)
    if (told !== undefined) {
      const last = read(responseEvent, event, 'the end of a response').response
      response = last
      const events = untold(last.output)
      const all = items.has(CONSENT) || last.output.length === 0 ? [...items.values()] : last.output
      // A response that was canceled ends as failed or incomplete at some servers.
      end = { status: FINAL.find((status) => status === last.status) ?? told, items: all }
      return events
    }
    switch (type) {
      case 'response.content_part.added': {
        const { item_id, output_index, content_index } = read(partEvent, event, 'a part')
        begun.add(nameOf(item_id, output_index, content_index))
        return []
      }
      case 'response.output_text.delta':
      case 'response.refusal.delta': {
        const { item_id, output_index, content_index, delta } = read(deltaEvent, event, 'a piece of text')
        return piece(nameOf(item_id, output_index, content_index), delta)
      }
      case 'response.output_text.done':
      case 'response.refusal.done': {
        const { item_id, output_index, content_index, ...done } = read(textDoneEvent, event, 'a text')
        return rest(nameOf(item_id, output_index, content_index), done.text ?? done.refusal)
      }
      case 'response.output_item.done': {
        const { output_index, item } = read(itemEvent, event, 'an item')
        return finish(item, output_index)
      }
      case 'response.oauth_consent_requested': {
        const { consent_link } = read(consentEvent, event, 'a request for consent')
        items.set(CONSENT, { type: 'oauth_consent_request', consent_link, content: [] })
        return []
      }
    }
    return []
  }

  /** Items without an id are named after the response, so that they have the same name when they are read again. */
  const nameOf = (id: string | null | undefined, index: number, at: number) =>
    `${id || `${response?.id ?? 'response'}-${index}`}${at === 0 ? '' : `-${at}`}`

  return {
    read(event) {
      const { type, sequence_number } = read(streamEvent, event, 'an event')
      if (sequence_number !== undefined) {
        if (sequence !== undefined && sequence_number <= sequence) return []
        sequence = sequence_number
      }
      const events = translate(type, event)
      const last = events.at(-1)
      return last === undefined || sequence === undefined
        ? events
        : [...events.slice(0, -1), { ...last, cursor: String(sequence) }]
    },
    get response() {
      return response
    },
    get end() {
      return end
    },
    get sequence() {
      return sequence
    },
  }
}

function metadataOf(part: Content): JsonObject | undefined {
  if (part.type === 'refusal') return { refusal: true }
  const citations = citationsOf(part.annotations)
  return citations.length === 0 ? undefined : { citations }
}
