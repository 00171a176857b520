import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberText, memberTexts } from './member-text.ts'

/** Writes a value with random space between its tokens and random escapes in its strings. */
function written(value: unknown, random: () => number): string {
  const space = () => ['', ' ', '\n', '\t\r\n '][Math.floor(random() * 4)] ?? ''
  const text = (string: string) =>
    `"${[...string].map((c) => (random() < 0.2 && c.length === 1 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : JSON.stringify(c).slice(1, -1))).join('')}"`
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return `[${value.map((item) => space() + written(item, random) + space()).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, item]) => `${space()}${text(name)}${space()}:${space()}${written(item, random)}${space()}`,
  )
  return `{${members.join(',')}${members.length === 0 ? space() : ''}}`
}

describe('memberText', () => {
  it('gives the text of every member, for any JSON', () => {
    const name = fc.oneof(fc.constantFrom('a', 'result', 'pa"rams', 'b\\', '', '__proto__', 'é€'), fc.string())
    const object = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
    fc.assert(
      fc.property(
        object,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })),
        (value, randoms) => {
          const text = ` ${written(value, () => Number(randoms.next().value))} `
          const parsed: Record<string, unknown> = JSON.parse(text)
          for (const [member, item] of Object.entries(parsed)) {
            const found = memberText(text, member)
            expect(found).toBeDefined()
            expect(JSON.parse(found ?? '')).toEqual(item)
            expect(text).toContain(found)
            expect(found?.trim()).toBe(found)
          }
          for (const member of ['absent', 'toString']) {
            if (!Object.hasOwn(parsed, member)) expect(memberText(text, member)).toBeUndefined()
          }
        },
      ),
    )
  })

  it.each([
    ['{"a":1,"a":[2, 3]}', 'a', '[2, 3]'],
    ['{"a":1,"\\u0061":2}', 'a', '2'],
    ['{"x":{"a":1}}', 'a', undefined],
    ['{"x":"\\"a\\":1","a":-1.5e3}', 'a', '-1.5e3'],
    ['{"x":"\\\\","a":"}"}', 'a', '"}"'],
    ['{"a" : 12345678901234567890 }', 'a', '12345678901234567890'],
    ['{"a":{"b":"]}"},"c":null}', 'a', '{"b":"]}"}'],
    ['{}', 'a', undefined],
    ['[{"a":1}]', 'a', undefined],
    ['"a"', 'a', undefined],
    ['{"toString":1}', 'constructor', undefined],
  ])('%s . %s', (text, member, found) => {
    expect(memberText(text, member)).toBe(found)
  })

  it('ends on text that is not JSON', () => {
    for (const text of ['', '{', '{"', '{"a', '{"a":', '{"a":"', '{"a":[', '{"a":1,']) {
      expect(typeof memberText(text, 'b')).toBe('undefined')
    }
  })

  it('gives several at once, in the order they are asked for', () => {
    const text = '{"params":{"id":1},"other":[],"id":"a","params":{"id":2}}'
    expect(memberTexts(text, ['id', 'params', 'none'])).toEqual(['"a"', '{"id":2}', undefined])
    expect(memberTexts('[]', ['id'])).toEqual([undefined])
  })
})
