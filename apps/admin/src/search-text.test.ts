import { describe, expect, it } from 'vitest'
import { searchTexts } from './search-text.ts'

describe('searchTexts', () => {
  it('takes what is a text, and leaves out the rest', () => {
    expect(
      searchTexts({ q: 12, provider: '', status: 'ok', other: 'x', tag: ['y'] }, ['q', 'provider', 'status', 'tag']),
    ).toEqual({
      q: '12',
      status: 'ok',
    })
  })
})
