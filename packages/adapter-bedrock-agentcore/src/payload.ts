import type { JsonObject, Turn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { contentOf } from './message-content.ts'
import { filledPayload, wordsIn } from './payload-template.ts'

const DEFAULT_PAYLOAD: JsonObject = { prompt: '{{text}}' }

/** What each kind of content is called towards who sent it. */
const KINDS = { text: 'text', data: 'data', files: 'files' } as const

/**
 * Makes the payloads of a runtime. Where there is no place for data, data is told in the text, as JSON. Throws
 * CONTENT_TYPE_NOT_SUPPORTED for what has no place: what an agent would not see is refused, not dropped.
 */
export function payloadWriter(template: JsonObject = DEFAULT_PAYLOAD): (turn: Turn, sessionId: string) => string {
  const words = new Set(wordsIn(template))
  const places = Object.values(KINDS).filter((kind) => words.has(kind))
  return (turn, sessionId) => {
    const { message, contextId, taskId, runId } = turn
    const content = contentOf(message, { dataInText: words.has('text') && !words.has('data') })
    for (const kind of Object.values(KINDS)) {
      if (content[kind] !== undefined && !words.has(kind)) throw noPlaceFor(kind, places)
    }
    if (places.length > 0 && places.every((kind) => content[kind] === undefined)) throw nothingIn(places)
    const metadata = turn.metadata ?? message.metadata
    const payload = filledPayload(template, {
      ...content,
      ...(metadata === undefined ? {} : { metadata }),
      sessionId,
      contextId,
      taskId,
      runId,
      messageId: message.messageId,
    })
    return JSON.stringify(payload)
  }
}

const listed = (places: readonly string[]) => (places.length === 0 ? 'nothing of a message' : places.join(' and '))

const noPlaceFor = (kind: string, places: readonly string[]) =>
  gatewayError(
    'CONTENT_TYPE_NOT_SUPPORTED',
    `message.parts: this agent takes ${listed(places)}, not ${kind}. Leave them out; or have its payload (settings.payload) extended by {{${kind}}}.`,
    { field: 'message.parts' },
  )

const nothingIn = (places: readonly string[]) =>
  gatewayError('CONTENT_TYPE_NOT_SUPPORTED', `message.parts: this agent needs ${listed(places)}, and there is none.`, {
    field: 'message.parts',
  })
