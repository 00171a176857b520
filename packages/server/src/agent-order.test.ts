import { expect, test } from 'vitest'
import { pageOfAgents } from './agent-order.ts'
import type { ListPage } from './list-page.ts'

const file = (id: string) => ({ id, source: 'file', createdAt: '2026-05-05T00:00:00.000Z' }) as const
const stored = (id: string, second: number) =>
  ({ id, source: 'store', createdAt: `2026-01-01T00:00:0${second}.000Z` }) as const

const all = [file('z'), file('y'), stored('a', 1), stored('b', 1), stored('c', 2), stored('d', 3)]
type Placed = (typeof all)[number]

/** The pages of a list, until there is no more; what `between` makes of the list counts from the second on. */
function pages(list: readonly Placed[], limit: number, between = list, isTaken = (_: string) => true) {
  const found: string[][] = []
  let [now, cursor]: [readonly Placed[], string | undefined] = [list, undefined]
  do {
    const page: ListPage<string> = pageOfAgents(now, { limit, cursor }, ({ id }) => (isTaken(id) ? id : undefined))
    found.push([...page.items])
    ;[now, cursor] = [between, page.next]
  } while (cursor !== undefined)
  return found
}

test('pages go on where the one before ended, and the last one says so', () => {
  expect(pages(all, 2)).toEqual([
    ['z', 'y'],
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(pages(all, 3)).toEqual([
    ['z', 'y', 'a'],
    ['b', 'c', 'd'],
  ])
  expect(pages(all, 4)).toEqual([
    ['z', 'y', 'a', 'b'],
    ['c', 'd'],
  ])
  expect(pages(all, 100)).toEqual([['z', 'y', 'a', 'b', 'c', 'd']])
  expect(pages([], 5)).toEqual([[]])
})

test('a page is full of what is taken, and none is empty at the end', () => {
  expect(pages(all, 1, all, (id) => 'yb'.includes(id))).toEqual([['y'], ['b']])
})

test('an agent that goes takes none with it, and none comes twice when others come', () => {
  const gone = all.filter(({ id }) => id !== 'b')
  expect(pages(all, 4, gone)).toEqual([
    ['z', 'y', 'a', 'b'],
    ['c', 'd'],
  ])
  const more = [file('z'), file('new'), ...all.slice(1), stored('e', 4)]
  expect(pages(all, 4, more)).toEqual([
    ['z', 'y', 'a', 'b'],
    ['c', 'd', 'e'],
  ])
})

test('where the agent of the file is gone, it says so instead of passing others over', () => {
  expect(() => pageOfAgents(all.slice(1), { cursor: 'file_z' }, ({ id }) => id)).toThrow('Begin at the first page')
  expect(() => pageOfAgents(all, { cursor: '50' }, ({ id }) => id)).toThrow('of another list')
})
