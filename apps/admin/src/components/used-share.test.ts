import { expect, it } from 'vitest'
import { shareState } from './used-share.ts'

it('tells what is used up from what soon will be', () => {
  expect([0, 7.9, 8, 9.99, 10, 12].map((used) => shareState(used, 10))).toEqual([
    'healthy',
    'healthy',
    'degraded',
    'degraded',
    'down',
    'down',
  ])
  expect(shareState(0, 0)).toBe('down')
})
