import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ServerSentEvent } from './server-sent-events.ts'
import { createEventDecoder } from './server-sent-events.ts'

function decode(chunks: readonly Buffer[], eventBytes = 1024): { events: ServerSentEvent[]; tooLarge: number } {
  const result = { events: [] as ServerSentEvent[], tooLarge: 0 }
  const decoder = createEventDecoder({
    eventBytes,
    onEvent: (event) => result.events.push(event),
    onTooLarge: () => result.tooLarge++,
  })
  for (const chunk of chunks) decoder.write(chunk)
  decoder.end()
  return result
}

const decodeText = (text: string) => decode([Buffer.from(text)]).events

test('reads LF, CR and CRLF, comments, ids, names and data of several lines', () => {
  expect(decodeText(': hello\n\ndata: a\nid: 7\nevent: update\n\n')).toEqual([{ data: 'a', id: '7', event: 'update' }])
  expect(decodeText('data: a\r\ndata: b\r\n\r\ndata:c\r\n\r\n')).toEqual([{ data: 'a\nb' }, { data: 'c' }])
  expect(decodeText('data: a\r\rdata: b\r\r')).toEqual([{ data: 'a' }, { data: 'b' }])
})

test('a BOM does not hide the first event', () => {
  expect(decodeText('\uFEFFdata: a\n\n')).toEqual([{ data: 'a' }])
})

test.each(['data: last', 'data: last\n', 'data: last\r', 'data: last\r\n'])(
  'gives out an unfinished last event: %j',
  (text) => {
    expect(decodeText(`data: first\n\n${text}`)).toEqual([{ data: 'first' }, { data: 'last' }])
  },
)

test('characters and line ends may be split at any byte', () => {
  const event = fc.record({
    data: fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\uFEFF]/g, '')),
      { minLength: 1, maxLength: 3 },
    ),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), fc.array(fc.nat(40)), (events, cuts) => {
      const bytes = Buffer.from(
        events.map(({ data, end }) => data.map((line) => `data: ${line}${end}`).join('') + end).join(''),
      )
      const chunks: Buffer[] = []
      let from = 0
      for (const cut of [...cuts, bytes.length]) {
        chunks.push(bytes.subarray(from, from + cut))
        from += cut
      }
      expect(decode(chunks, 100_000).events.map(({ data }) => data)).toEqual(events.map(({ data }) => data.join('\n')))
    }),
  )
})

test('an event over the limit is refused once, before it is whole, and nothing follows', () => {
  const part = Buffer.from('x'.repeat(400))
  const whole = decode([Buffer.from('data: ok\n\ndata: '), part, part, part, Buffer.from('\n\ndata: later\n\n')])
  expect(whole).toEqual({ events: [{ data: 'ok' }], tooLarge: 1 })
  const atOnce = decode([Buffer.from(`data: ${'x'.repeat(2000)}\n\ndata: later\n\n`)])
  expect(atOnce).toEqual({ events: [], tooLarge: 1 })
  const lines = decode([Buffer.from(`data: ${'x'.repeat(500)}\n`.repeat(4))])
  expect(lines).toEqual({ events: [], tooLarge: 1 })
})
