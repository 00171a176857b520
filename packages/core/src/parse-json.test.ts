import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGatewayError } from './gateway-error.ts'
import { parseJson } from './parse-json.ts'

function failure(text: string, maxDepth?: number): { code: string; message: string } {
  try {
    parseJson(text, maxDepth)
  } catch (error) {
    if (isGatewayError(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('It was parsed.')
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    '{"n":9007199254740993}',
    '{"n":-12345678901234567890}',
    '{"n":1e400}',
    '{"n":-1E-400}',
    '{"a":[0.12345678901234567890123,1]}',
    '[ 123456789.123456789012 ]',
    '{"a": {"b":\t18446744073709551615}}',
    '12345678901234567890',
  ])('keeps the number in %s', (text) => {
    const compact = text.replace(/[ \t]/g, '')
    expect(JSON.stringify(parseJson(text))).toBe(compact)
  })

  it('gives numbers that a double holds as numbers, however they are written', () => {
    expect(
      parseJson('{"a":1e2,"b":0.000000000000000001,"c":100000000000000000000,"d":1.000000000000000000,"e":0e500}'),
    ).toEqual({
      a: 100,
      b: 1e-18,
      c: 1e20,
      d: 1,
      e: 0,
    })
  })

  it('keeps every decimal unchanged in value', () => {
    const decimal = fc
      .tuple(
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        fc.option(fc.stringMatching(/^\d{1,30}$/)),
        fc.option(fc.integer({ min: -400, max: 400 })),
      )
      .map(
        ([whole, fraction, exponent]) =>
          `${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`,
      )
    fc.assert(
      fc.property(decimal, (source) => {
        const written = JSON.stringify(parseJson(`[${source}]`)).slice(1, -1)
        // Either the text itself, or a number that prints shorter and means exactly the same.
        expect(written === source || exactly(written) === exactly(source)).toBe(true)
      }),
    )
  })

  it('does not take numbers in strings for numbers', () => {
    const text = '{"text":"a: 12345678901234567890, [1e999]","n":1}'
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each(['{"__proto__":{"admin":true}}', '{"__proto__":{"admin":true},"n":12345678901234567890}'])(
    'leaves __proto__ a member: %s',
    (text) => {
      const value = parseJson(text)
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
      expect(JSON.stringify(value)).toBe(text)
    },
  )

  it('refuses nesting that is too deep, however it is made', () => {
    expect(parseJson('['.repeat(200) + ']'.repeat(200))).toBeInstanceOf(Array)
    expect(failure('['.repeat(201) + ']'.repeat(201)).code).toBe('INVALID_REQUEST')
    expect(failure(`${'{"a":'.repeat(201)}1${'}'.repeat(201)}`).code).toBe('INVALID_REQUEST')
    expect(failure('['.repeat(1_000_000)).code).toBe('INVALID_REQUEST')
    expect(failure('[[[1]]]', 2)).toEqual({
      code: 'INVALID_REQUEST',
      message: 'The JSON is nested deeper than 2 levels; make it flatter.',
    })
  })

  it('does not count brackets in strings, nor those beside each other', () => {
    const wide = JSON.stringify(Array.from({ length: 1000 }, () => ({ a: ['\\"[[[{{{'] })))
    expect(parseJson(wide)).toEqual(JSON.parse(wide))
    const text = JSON.stringify(['['.repeat(1000), '\\'])
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it('says where text stops being JSON, and nothing of what it says', () => {
    expect(failure('{"a":1,}')).toEqual({ code: 'PARSE_ERROR', message: 'The text is not JSON: at position 7.' })
    expect(failure('{"secret":abc}').message).toBe('The text is not JSON: at position 10.')
    expect(failure('').message).toBe('The text is not JSON: it ends too early.')
  })
})

/** A decimal as a fraction of integers, exactly. */
function exactly(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? []
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  // 1000 is more than any shift here, so both sides become integers.
  return (digits * 10n ** BigInt(shift + 1000)).toString()
}
