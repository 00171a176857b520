import { describe, expect, it } from 'vitest'
import { greatestOf, linesOf, namedBuckets, sumsOf, verticalScale } from './scales.ts'

const buckets = ['a', 'b', 'c'].map((id) => ({ id, tick: id, label: id }))
const series = [
  { id: 'one', label: 'one', values: [1, undefined, 3] },
  { id: 'two', label: 'two', values: [10, 0, undefined] },
]

describe('verticalScale', () => {
  it('begins at zero and ends at a round figure above the greatest', () => {
    const scale = verticalScale(37, 100)
    expect([scale(0), scale(40), scale.domain()]).toEqual([100, 0, [0, 40]])
  })

  it('has a height where all is zero', () => {
    expect(verticalScale(0, 100)(0)).toBe(100)
  })
})

describe('linesOf', () => {
  it('draws no line between two counts', () => {
    expect(linesOf(verticalScale(1, 100), true)).toEqual([0, 1])
    expect(linesOf(verticalScale(1, 100), false)).toContain(0.2)
  })
})

describe('sums and the greatest', () => {
  it('take what is not there for nothing', () => {
    expect(sumsOf(buckets, series)).toEqual([11, 0, 3])
    expect(greatestOf(series)).toBe(10)
    expect(greatestOf([])).toBe(0)
  })
})

describe('namedBuckets', () => {
  it('names all where there is room, else evenly', () => {
    expect(namedBuckets(3, 600, 80)).toEqual([0, 1, 2])
    expect(namedBuckets(24, 320, 80)).toEqual([0, 6, 12, 18])
    expect(namedBuckets(1, 0, 80)).toEqual([0])
  })
})
