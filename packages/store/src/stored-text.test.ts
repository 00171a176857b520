import { describe, expect, it } from 'vitest'
import { fromStoredText, toStoredText } from './stored-text.ts'

const TEXTS = [
  '',
  'plain',
  'a\0b',
  '\u0010',
  '\u00100000',
  '\ud800',
  '\udc00',
  '\udc00\ud800',
  '😀',
  '\ud83d😀\ude00',
  'é\u0010\0\ud800x',
]

describe('toStoredText', () => {
  it.each(TEXTS)('writes %j so that every database takes it, and it is read back', (text) => {
    const stored = toStoredText(text)
    expect(stored.isWellFormed()).toBe(true)
    expect(stored).not.toContain('\0')
    expect(fromStoredText(stored)).toBe(text)
  })

  it('leaves what needs no change as it is, and writes no two texts the same', () => {
    expect(toStoredText('plain 😀')).toBe('plain 😀')
    expect(new Set(TEXTS.map(toStoredText)).size).toBe(TEXTS.length)
  })
})
