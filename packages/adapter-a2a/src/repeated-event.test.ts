import { dialects, type StreamResponse, sourceText } from '@gateway/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson, readResult } from './json-rpc-envelope.ts'
import { readResponse } from './json-rpc-transport.ts'
import { RepeatedEvent } from './repeated-event.ts'

const ID = 'r1'
type Version = '0.3' | '1.0'

/** An event as it is read without knowing any other. */
function parsed(text: string, version: Version): { event: StreamResponse; result: unknown } {
  const result = readResult('streamMessage', readJson(text), ID)
  return { event: readResponse('streamMessage', version, { version, observe: () => {} }, result, text), result }
}

function known(text: string, version: Version): RepeatedEvent | undefined {
  const { event, result } = parsed(text, version)
  const source = sourceText(event, version, 'JSONRPC') === undefined ? undefined : { version, binding: 'JSONRPC' }
  return RepeatedEvent.of(event, text, result, source)
}

/** What is known of an event, or that it cannot be read. */
function told(event: StreamResponse | undefined, version: Version) {
  // Big numbers are objects that only JSON tells apart.
  return event && { json: JSON.stringify(event), sent: sourceText(event, version, 'JSONRPC') }
}

function attempt(text: string, version: Version) {
  try {
    return told(parsed(text, version).event, version)
  } catch {
    return undefined
  }
}

/** Members that say little, in any order, some of them twice or of the same names as those that matter. */
const extra = fc.dictionary(
  fc.constantFrom('text', 'name', 'parts', 'artifact', 'result', 'metadata', 'append', 'x"y', 'é'),
  fc.oneof(
    fc.constantFrom('"a"', 'null', 'true', '12345678901234567890', '{"text":"t"}', '[{"text":"t"}]', '{}'),
    fc.string().map((text) => JSON.stringify(text)),
  ),
  { maxKeys: 2, noNullPrototype: true },
)
const objectText = (members: readonly string[]) => `{${members.join(', ')}}`
const memberTexts = (members: Record<string, string>) =>
  Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}:${text}`)

/** Texts of answers that may hold one piece of text, in the forms that agents write. */
const answer = fc
  .record({
    version: fc.constantFrom<Version>('0.3', '1.0'),
    wrapped: fc.boolean(),
    piece: fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
      { weight: 1, arbitrary: fc.constantFrom('"\\u00e9\\"', '"a","b":"c"', '7', 'null', '"\n"', '""', '"a" ') },
    ),
    extras: fc.tuple(extra, extra, extra, extra),
    last: fc.boolean(),
    orders: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .map((shape) => ({ ...shape, write: (piece: string) => writeAnswer({ ...shape, piece }) }))

function writeAnswer({
  version,
  wrapped,
  piece,
  extras,
  last,
  orders,
}: {
  version: Version
  wrapped: boolean
  piece: string
  extras: readonly [Record<string, string>, Record<string, string>, Record<string, string>, Record<string, string>]
  last: boolean
  orders: readonly boolean[]
}): string {
  const place = (index: 0 | 1 | 2 | 3, own: readonly string[]) => {
    const others = memberTexts(extras[index])
    return objectText(orders[index] ? [...others, ...own] : [...own, ...others])
  }
  const part = place(0, [...(version === '0.3' ? ['"kind":"text"'] : []), `"text":${piece}`])
  const artifact = place(1, ['"artifactId":"a"', `"parts": [ ${part}]`])
  const kind = version === '0.3' || !wrapped ? ['"kind":"artifact-update"'] : []
  const update = place(2, [...kind, '"taskId":"t"', '"contextId":"c"', `"artifact":${artifact}`, `"lastChunk":${last}`])
  const result = wrapped ? `{"artifactUpdate":${update}}` : update
  return place(3, ['"jsonrpc":"2.0"', `"id":"${ID}"`, `"result":${result}`])
}

describe('RepeatedEvent', () => {
  it('reads an event as it would be read without it, or not at all', () => {
    let read = 0
    fc.assert(
      fc.property(answer, answer, fc.boolean(), (one, other, alike) => {
        if (attempt(one.write(one.piece), one.version) === undefined) return
        const repeated = known(one.write(one.piece), one.version)
        const next = alike ? one.write(other.piece) : other.write(other.piece)
        const found = told(repeated?.read(next), one.version)
        if (found === undefined) return
        read += 1
        expect(found).toEqual(attempt(next, one.version))
      }),
      { numRuns: 3_000 },
    )
    expect(read).toBeGreaterThan(300)
  })

  const update = (text: string, more = '') =>
    `{"jsonrpc":"2.0","id":"${ID}","result":{"artifactUpdate":{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"text":${text}}]},"append":true${more}}}}`

  it('knows an event by all but its piece of text, and sends it on as it came', () => {
    const repeated = known(update('"one"', ',"metadata":{"n":12345678901234567890}'), '1.0')
    const text = update('"t\\u0077o"', ',"metadata":{"n":12345678901234567890}')
    const event = repeated?.read(text)
    expect(event?.artifactUpdate?.artifact.parts).toEqual([{ text: 'two' }])
    expect(told(event, '1.0')).toEqual(attempt(text, '1.0'))
    expect(told(event, '1.0')?.sent).toContain('"t\\u0077o"')
    expect(told(event, '1.0')?.sent).toContain('12345678901234567890')
  })

  it.each([
    ['another member', update('"two"', ',"lastChunk":true')],
    ['a second part', update('"two"},{"text":"three"')],
    ['another value', update('{"text":"two"}')],
    ['no end', update('"two"').slice(0, -1)],
    ['nothing between', update('').replace('{"text":}', '{"text":"')],
    ['no JSON', update('"two\n"')],
    ['another id', update('"two"').replace(ID, 'r2')],
  ])('leaves an event with %s to be read anew', (_what, text) => {
    const repeated = known(update('"one"'), '1.0')
    expect(repeated?.read(update('"two"'))).toBeDefined()
    expect(repeated?.read(text)).toBeUndefined()
  })

  it.each([
    ['a status', { statusUpdate: { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } } }],
    ['a message', { message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'x' }] } }],
    ['data', { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ data: 1 }] } } }],
    ['no part', { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [] } } }],
  ])('expects no other event like one of %s', (_what, result) => {
    const event = dialects['1.0'].decodeResponse('streamMessage', result)
    const text = JSON.stringify({ jsonrpc: '2.0', id: ID, result })
    expect(RepeatedEvent.of(event, text, result, undefined)).toBeUndefined()
  })
})
