import { expect, it } from 'vitest'
import { changeText } from './change-text.ts'

it.each([
  [112, 100, '12 % more than before'],
  [50, 100, '50 % less than before'],
  [1_000, 999, 'as before'],
  [0, 5, '100 % less than before'],
  [1_539, 100, '15 times as much as before'],
  [5, 0, 'none before'],
  [0, 0, 'none before either'],
])('%d after %d is %s', (now, before, text) => {
  expect(changeText(now, before)).toBe(text)
})
