import { expect } from 'vitest'
import type { RunScenario, Scenarios } from './scenario.ts'
import type { AdapterScenario } from './scenarios.ts'
import { Stage } from './stage.ts'
import { bytesOf, ordinaryAnswer } from './vendor-exchange.ts'

type Bytes =
  | 'split-bytes'
  | 'crlf'
  | 'lone-cr'
  | 'multi-line-data'
  | 'comments'
  | 'byte-order-mark'
  | 'large-piece'
  | 'oversized-event'

const TEXTS = ['Grüße, ', '日本語', ' 😀', ' and that is all.']
const MEBIBYTE = 1024 * 1024
const LARGE = 9 * MEBIBYTE

/** Rule 5: an answer is the same however its bytes arrive, and whatever its format allows. */
export const byteScenarios: Scenarios<Bytes> = {
  async 'split-bytes'(adapter) {
    let size = 0
    await using stage = await Stage.open(adapter, {
      behavior: (exchange) => exchange.whole(chunksOf(ordinaryAnswer(exchange.answer, TEXTS), size)),
    })
    for (size of [1, 2, 3, 7]) await stage.completing(TEXTS.join(''), { messageId: `message-${size}` })
  },

  crlf: rewritten('crlf', (text) => text.replaceAll('\n', '\r\n')),

  'lone-cr': rewritten('lone-cr', (text) => text.replaceAll('\n', '\r')),

  'multi-line-data': rewritten('multi-line-data', (text) => text.replaceAll(/^data: ?([{[])/gm, 'data: $1\ndata: ')),

  comments: rewritten('comments', (text) => `: hello\n\n${text.replaceAll('\n\n', '\n: between\n\n:\n\n')}`),

  'byte-order-mark': rewritten('byte-order-mark', (text) => `\uFEFF${text}`),

  async 'large-piece'(adapter) {
    const large = 'x'.repeat(LARGE)
    await using stage = await Stage.open(adapter, {
      behavior: (exchange) => exchange.whole(chunksOf(ordinaryAnswer(exchange.answer, [large, '!']), MEBIBYTE)),
    })
    await stage.completing(`${large}!`)
  },

  async 'oversized-event'(adapter) {
    await using stage = await Stage.open(adapter, {
      limits: { eventBytes: 64 * 1024 },
      behavior: async (exchange) => {
        await exchange.open()
        await exchange.send(bytesOf([exchange.answer.text('x'.repeat(MEBIBYTE)), exchange.answer.text(' and more')]))
        await exchange.finish()
      },
    })
    const turn = await stage.failing()
    expect(turn.told, 'the limit that it broke').toContain('eventBytes')
    await stage.closed()
  },
}

function* chunksOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

/** The ordinary answer of an event stream, written in another way that says the same. */
function rewritten(scenario: AdapterScenario, rewrite: (text: string) => string): RunScenario {
  return async (adapter) => {
    await using stage = await Stage.open(adapter, {
      behavior: (exchange) => {
        const before = ordinaryAnswer(exchange.answer, TEXTS)
        const after = Buffer.from(rewrite(before.toString('utf8')))
        const { 'content-type': type = '' } = exchange.answer.headers
        if (!type.startsWith('text/event-stream') || after.equals(before)) {
          stage.server.problems.push(`'${scenario}' does not apply to this format: leave it out and say so.`)
        }
        return exchange.whole(chunksOf(after, 1000))
      },
    })
    await stage.completing(TEXTS.join(''))
  }
}
