/** For the tests of this package: an answer as a list, written as the events of the Responses protocol, in their order. */
import type { JsonObject, JsonValue } from '@gateway/core'

/** One thing that an answer says. */
export interface Output {
  /** A message: the pieces of its text. */
  readonly text?: readonly string[]
  readonly refusal?: string
  readonly annotations?: readonly JsonObject[]
  /** Any other item as it is. */
  readonly item?: JsonObject
  /** An event of its own. */
  readonly event?: JsonObject
  /** Waited for before this is said. */
  readonly after?: Promise<unknown>
}

export interface ScriptedAnswer {
  readonly output: readonly Output[]
  /** Default `completed`. */
  readonly status?: 'completed' | 'failed' | 'incomplete'
  readonly error?: JsonObject
  readonly reason?: string
  /** Only what is whole: as servers that do not stream texts write it. */
  readonly terse?: boolean
}

const USAGE = { input_tokens: 11, output_tokens: 5, total_tokens: 16 }

export const says = (...text: string[]): ScriptedAnswer => ({ output: [{ text }] })

export async function* writeEvents(
  answer: ScriptedAnswer,
  facts: JsonObject,
  canceled: AbortSignal,
): AsyncGenerator<JsonObject> {
  const output: JsonObject[] = []
  const response = (status: string, more: JsonObject = {}) => ({
    object: 'response',
    ...facts,
    status,
    output: [...output],
    ...more,
  })
  const isCanceled = new Promise<void>((resolve) => canceled.addEventListener('abort', () => resolve(), { once: true }))
  yield { type: 'response.created', response: response('in_progress') }
  yield { type: 'response.in_progress', response: response('in_progress') }
  for (const [index, each] of answer.output.entries()) {
    await Promise.race([each.after, isCanceled])
    if (canceled.aborted) break
    if (each.event !== undefined) {
      yield each.event
      continue
    }
    const item = itemOf(each, `${facts.id}_item_${index}`)
    const place = { item_id: item.id ?? '', output_index: index, content_index: 0 }
    if (answer.terse !== true) {
      yield {
        type: 'response.output_item.added',
        output_index: index,
        item: { ...item, ...(item.content ? { content: [] } : {}) },
      }
      if (each.text !== undefined || each.refusal !== undefined) yield* textEvents(each, place)
    }
    output.push(item)
    if (answer.terse !== true) yield { type: 'response.output_item.done', output_index: index, item }
  }
  if (canceled.aborted) {
    yield { type: 'response.cancelled', response: response('cancelled') }
    return
  }
  const { status = 'completed', error, reason } = answer
  const more = { usage: USAGE, error: error ?? null, incomplete_details: reason === undefined ? null : { reason } }
  yield { type: `response.${status}`, response: response(status, more) }
}

function itemOf({ text, refusal, annotations = [], item }: Output, id: string): JsonObject {
  if (item !== undefined) return { id, ...item }
  const content: JsonValue[] =
    refusal === undefined
      ? [{ type: 'output_text', text: (text ?? []).join(''), annotations: [...annotations] }]
      : [{ type: 'refusal', refusal }]
  return { type: 'message', id, role: 'assistant', status: 'completed', content }
}

function* textEvents({ text = [], refusal }: Output, place: JsonObject): Generator<JsonObject> {
  yield { type: 'response.content_part.added', ...place, part: { type: 'output_text', text: '', annotations: [] } }
  if (refusal !== undefined) {
    yield { type: 'response.refusal.delta', ...place, delta: refusal }
    yield { type: 'response.refusal.done', ...place, refusal }
    return
  }
  for (const delta of text) yield { type: 'response.output_text.delta', ...place, delta }
  yield { type: 'response.output_text.done', ...place, text: text.join('') }
}
