import type { Change } from '@gateway/core'
import { expect, test } from 'vitest'
import { KnownLists, type RowsAsked } from './known-lists.ts'

/** Rows 99 to 0, of which a row can be taken away, and what was asked of them. */
function list() {
  const rows = Array.from({ length: 100 }, (_none, n) => {
    const number = String(99 - n).padStart(2, '0')
    return { created_at: `time-${number}`, id: `row-${number}` }
  })
  const asked: (RowsAsked | 'count')[] = []
  let tell: (change: Change) => void = () => undefined
  const lists = new KnownLists(
    (listener) => {
      tell = listener
    },
    ['key', 'team'],
  )
  const read = {
    rows: async (which: RowsAsked) => {
      asked.push(which)
      const from = which.after === undefined ? which.offset : rows.findIndex(({ id }) => id === which.after?.id) + 1
      return rows.slice(from, from + which.limit)
    },
    count: async () => {
      asked.push('count')
      return rows.length
    },
  }
  const page = async (offset: number, limit = 10) => {
    const found = await lists.page('all', { offset, limit }, read)
    return [found.rows.map(({ id }) => id), found.total] as const
  }
  return { page, asked, rows, tell: (kind: Change['kind']) => tell({ kind, id: 'x' }) }
}

const ids = (from: number, count: number) =>
  Array.from({ length: count }, (_none, n) => `row-${String(from - n).padStart(2, '0')}`)

test('page after page is counted once and skips nothing twice', async () => {
  const { page, asked } = list()
  expect(await page(0)).toEqual([ids(99, 10), 100])
  expect(await page(10)).toEqual([ids(89, 10), 100])
  expect(await page(50)).toEqual([ids(49, 10), 100])
  expect(await page(50)).toEqual([ids(49, 10), 100])
  expect(await page(60)).toEqual([ids(39, 10), 100])
  expect(await page(95)).toEqual([ids(4, 5), 100])
  expect(await page(100)).toEqual([[], 100])
  expect(await page(200)).toEqual([[], 100])
  expect(asked).toEqual([
    { offset: 0, limit: 10 },
    'count',
    { after: { created_at: 'time-90', id: 'row-90' }, offset: 0, limit: 10 },
    { offset: 49, limit: 11 },
    { after: { created_at: 'time-50', id: 'row-50' }, offset: 0, limit: 10 },
    { after: { created_at: 'time-40', id: 'row-40' }, offset: 0, limit: 10 },
    { offset: 94, limit: 11 },
    { offset: 99, limit: 11 },
    { offset: 199, limit: 11 },
  ])
})

test('nothing is known any more once something changes that may be in a list', async () => {
  const { page, rows, tell } = list()
  await page(0)
  await page(10)
  rows.splice(0, 1)
  tell('agent')
  expect((await page(0))[1]).toBe(100)
  tell('team')
  expect(await page(0)).toEqual([ids(98, 10), 99])
  expect(await page(10)).toEqual([ids(88, 10), 99])
})

test('what was read while something changed is not kept', async () => {
  const { page, rows, tell } = list()
  const reading = page(0)
  rows.splice(0, 1)
  tell('key')
  await reading
  expect(await page(0)).toEqual([ids(98, 10), 99])
})
