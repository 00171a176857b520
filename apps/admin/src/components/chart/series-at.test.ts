import { expect, it } from 'vitest'
import { seriesAt } from './series-at.ts'

const series = [
  { id: 'bottom', label: 'bottom', values: [3, undefined] },
  { id: 'nothing', label: 'nothing', values: [0, 0] },
  { id: 'top', label: 'top', values: [2, 1] },
]

it.each([
  [0, 0, 'bottom'],
  [0, 2.9, 'bottom'],
  [0, 3, 'top'],
  [0, 5, undefined],
  [1, 0.5, 'top'],
])('in bucket %d at %d is %s', (at, height, id) => {
  expect(seriesAt(series, at, height)?.id).toBe(id)
})
