import { expect, it } from 'vitest'
import { clipText } from './clip-text.ts'

it.each([
  ['abc', 3, 'abc', false],
  ['abcd', 3, 'abc', true],
  ['', 0, '', false],
  ['a', 0, '', true],
  // A pair of surrogates stays whole, or goes.
  ['ab😀', 4, 'ab😀', false],
  ['ab😀c', 4, 'ab😀', true],
  ['ab😀', 3, 'ab', true],
])('%j at %d is %j', (text, limit, kept, clipped) => {
  expect(clipText(text, limit)).toEqual({ text: kept, clipped })
})

it('leaves nothing as nothing', () => {
  expect(clipText(undefined, 3)).toBeUndefined()
})
