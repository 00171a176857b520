import { createEventDecoder, type Limits, type ServerSentEvent } from '@gateway/adapter-kit'
import type { RunEvent } from '@gateway/core'
import { agentFailed, documentTooLarge, eventTooLarge, wrongContentType } from './answer-errors.ts'
import type { AnswerReader } from './answer-reader.ts'

/** Reads the body of an answer, by its content type, into the events of a run. Nothing is read ahead. */
export async function* answerEvents(
  body: AsyncIterable<Uint8Array>,
  contentType: string | undefined,
  reader: AnswerReader,
  limits: Pick<Limits, 'eventBytes' | 'bodyBytes'>,
): AsyncGenerator<RunEvent, void> {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/event-stream') yield* streamed(body, reader, limits.eventBytes)
  else if (/^(application\/([a-z0-9.-]+\+)?json|text\/plain)$/.test(type)) {
    const text = await textOf(body, limits.bodyBytes)
    yield* type === 'text/plain' ? reader.plain(text) : reader.document(text)
  } else throw wrongContentType(contentType)
}

async function* streamed(
  body: AsyncIterable<Uint8Array>,
  reader: AnswerReader,
  eventBytes: number,
): AsyncGenerator<RunEvent, void> {
  let waiting: ServerSentEvent[] = []
  let tooLarge = false
  const decoder = createEventDecoder({
    eventBytes,
    onEvent: (event) => waiting.push(event),
    onTooLarge: () => {
      tooLarge = true
    },
  })
  function* read(): Generator<RunEvent, void> {
    const events = waiting
    waiting = []
    for (const { data, event } of events) {
      if (event === 'error') yield { type: 'failed', error: agentFailed() }
      else if (data !== '') yield* reader.event(data)
    }
    if (tooLarge) throw eventTooLarge(eventBytes)
  }
  for await (const chunk of body) {
    decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    yield* read()
  }
  decoder.end()
  yield* read()
  yield* reader.end()
}

async function textOf(body: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > most) throw documentTooLarge(most)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
