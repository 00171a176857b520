import { expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

it.each([
  ['30s', 30_000],
  ['30m', 1_800_000],
  ['12h', 43_200_000],
  ['30d', 2_592_000_000],
  ['2w', 1_209_600_000],
  [' 1d ', 86_400_000],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

it.each(['', '30', 'd', '0d', '-1d', '1.5h', '1y', '30 d', '1h30m', '1D', 'Infinityd', '36526d', '999999999w'])(
  'refuses %j',
  (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS', field: 'duration' }))
  },
)
