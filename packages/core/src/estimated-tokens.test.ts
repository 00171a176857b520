import { expect, it } from 'vitest'
import { estimatedTokens } from './estimated-tokens.ts'

it('is a quarter of the letters, and each character of scripts without letters', () => {
  expect(estimatedTokens([])).toBe(0)
  expect(estimatedTokens([{ text: '' }])).toBe(0)
  expect(estimatedTokens([{ text: 'x'.repeat(400) }])).toBe(100)
  expect(estimatedTokens([{ text: '漢字' }, { data: { a: 12 } }, { raw: 'AAAA' }])).toBe(4)
})

it('looks at the beginning of a long text alone', () => {
  expect(estimatedTokens([{ text: 'x'.repeat(4_000_000) }])).toBe(1_000_000)
})
