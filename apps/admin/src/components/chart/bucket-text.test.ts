import { expect, it } from 'vitest'
import { bucketText } from './bucket-text.ts'

const buckets = [
  { id: '12', tick: '12:00', label: '12:00 to 13:00' },
  { id: '13', tick: '13:00', label: '13:00 to 14:00' },
]
const of = (look: 'bars' | 'lines', ...values: (number | undefined)[]) => ({
  buckets,
  look,
  series: values.map((value, index) => ({ id: `${index}`, label: `a${index}`, values: [value, undefined] })),
  format: (value: number) => `${value} calls`,
})

it('tells the sum of bars and the greatest of their parts first', () => {
  expect(bucketText(of('bars', 2, 0, 5), 0)).toBe('12:00 to 13:00: 7 calls; a2 5 calls, a0 2 calls')
})

it('says how many more there are', () => {
  expect(bucketText(of('bars', 1, 2, 3, 4, 5, 6), 0)).toMatch(/^12:00 to 13:00: 21 calls; a5 6 calls, .*, 2 more$/)
})

it('adds up no lines, and keeps their order', () => {
  expect(bucketText(of('lines', 2, 5), 0)).toBe('12:00 to 13:00: a0 2 calls, a1 5 calls')
})

it('says that there is nothing', () => {
  expect(bucketText(of('lines', 2), 1)).toBe('13:00 to 14:00: nothing')
  expect(bucketText(of('bars', 2), 1)).toBe('13:00 to 14:00: 0 calls')
})
