import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syntaxErrorPosition } from './syntax-error-position.ts'

describe('syntaxErrorPosition', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{', 1],
    ['{"a"', 4],
    ['{"a":', 5],
    ['{"a":1', 6],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{]', 1],
    ['{} {}', 3],
    ['nul', 0],
    ['[tru]', 1],
    ['"abc', 4],
    ['"a\nb"', 2],
    ['"a\\x"', 2],
    ['["a\\u12G4"]', 3],
    ['01', 1],
    ['-', 0],
    ['"" ""', 3],
    ['["",""', 6],
  ])('%j at %i', (text, position) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect(syntaxErrorPosition(text)).toBe(position)
  })

  it('finds a character that no JSON can hold where it was put', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, seed) => {
        const at = seed % (text.length + 1)
        const broken = `${text.slice(0, at)}\u0000${text.slice(at)}`
        const found = syntaxErrorPosition(broken)
        // A word or number that is cut in two is told from its start.
        expect(found).toBeLessThanOrEqual(at)
        expect(/^[-\w.+\\]*$/.test(broken.slice(found, at))).toBe(true)
      }),
    )
  })
})
