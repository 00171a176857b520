import type { RunEvent } from '@gateway/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerEvents } from './answer-events.ts'
import { createAnswerReader } from './answer-reader.ts'
import { AG_UI, STRANDS_PYTHON, STRANDS_TYPESCRIPT } from './answers.fixture.ts'

const LIMITS = { eventBytes: 10_000, bodyBytes: 10_000 }

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let piece = 0; at < bytes.length; piece++) {
    const size = sizes[piece % sizes.length] ?? bytes.length
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function eventsOf(
  body: string,
  contentType: string,
  sizes: readonly number[] = [1_000_000],
): Promise<readonly RunEvent[]> {
  const bytes = new TextEncoder().encode(body)
  return Array.fromAsync(answerEvents(inPieces(bytes, sizes), contentType, createAnswerReader('run'), LIMITS))
}

const framed = (events: readonly string[], end: string) => events.map((data) => `data: ${data}${end}${end}`).join('')

describe('bodies', () => {
  it('are read the same however their bytes are split and their lines end', async () => {
    const texts = ['"grün 🌿"', ...STRANDS_PYTHON]
    const streams = [texts, STRANDS_TYPESCRIPT, AG_UI, ['Hel', 'lo ', 'wörld 🌿']]
    const expected = await Promise.all(streams.map((each) => eventsOf(framed(each, '\n'), 'text/event-stream')))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(streams.length - 1),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', '\uFEFF', ': ping\n\n'),
        async (index, sizes, end, before) => {
          const body = before + framed(streams[index] ?? [], end)
          expect(await eventsOf(body, 'Text/Event-Stream; charset=utf-8', sizes)).toEqual(expected[index])
        },
      ),
      { numRuns: 60 },
    )
    expect(expected.map((events) => events.at(-1)?.type)).toEqual(['done', 'done', 'done', 'done'])
  })

  it.each([
    ['application/json', '\uFEFF{"result":"grün"}', 'grün'],
    ['Application/JSON; charset=utf-8', '{"result":"grün"}', 'grün'],
    ['application/problem+json', '"grün"', 'grün'],
    ['text/plain', '"grün" und 42', '"grün" und 42'],
    ['text/plain', '{"grün', '{"grün'],
  ])('of %s are read in pieces of one byte: %s', async (contentType, body, text) => {
    const events = await eventsOf(body, contentType, [1])
    expect(events.find((event) => event.type === 'text')).toMatchObject({ text })
    expect(events.at(-1)).toEqual({ type: 'done' })
  })

  it.each(['text/html', 'application/octet-stream', 'application/vnd.amazon.eventstream', '', undefined])(
    'of %s are refused',
    async (contentType) => {
      const reading = Array.fromAsync(
        answerEvents(inPieces(new Uint8Array(3), [1]), contentType, createAnswerReader('run'), LIMITS),
      )
      await expect(reading).rejects.toMatchObject({ code: 'INVALID_AGENT_RESPONSE' })
    },
  )

  it('end at an event that is too large, after those before it', async () => {
    const seen: RunEvent[] = []
    const body = `data: "Hel"\n\ndata: "${'x'.repeat(20_000)}"\n\n`
    const bytes = new TextEncoder().encode(body)
    const reading = async () => {
      for await (const event of answerEvents(
        inPieces(bytes, [500]),
        'text/event-stream',
        createAnswerReader('run'),
        LIMITS,
      )) {
        seen.push(event)
      }
    }
    await expect(reading()).rejects.toMatchObject({ message: expect.stringContaining('limits.eventBytes') })
    expect(seen).toMatchObject([{ type: 'text', text: 'Hel' }])
  })
})
