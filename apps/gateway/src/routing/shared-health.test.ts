import { memoryStore } from '@gateway/store'
import { expect, test, vi } from 'vitest'
import { createSharedHealth } from './shared-health.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }
const outage = { reason: '5 calls in a row failed.', since: 1_700_000_000_000, until: 1_700_000_005_000, asked: false }

test('what one gateway finds out, others take, and a later one finds', async () => {
  const store = memoryStore()
  using here = createSharedHealth({ store, logger })
  using there = createSharedHealth({ store, logger })
  const mine: unknown[] = []
  const theirs: unknown[] = []
  const share = here.of('a')
  share.listen((...told) => mine.push(told))
  const stop = there.of('a').listen((...told) => theirs.push(told))
  there.of('b').listen(() => theirs.push('another agent'))
  share.tell('eu', outage)
  await vi.waitFor(() => expect(theirs).toEqual([['eu', outage]]))
  using later = createSharedHealth({ store, logger })
  const found: unknown[] = []
  later.of('a').listen((...told) => found.push(told))
  await vi.waitFor(() => expect(found).toEqual([['eu', outage]]))
  share.tell('eu', undefined)
  await vi.waitFor(() =>
    expect(theirs).toEqual([
      ['eu', outage],
      ['eu', undefined],
    ]),
  )
  stop()
  share.tell('us', outage)
  await vi.waitFor(() => expect(found).toHaveLength(3))
  expect(theirs).toHaveLength(2)
  // Its own words are no news to it.
  expect(mine).toEqual([])
})

test('a store that is away costs a warning', async () => {
  const store = memoryStore()
  const warn = vi.fn()
  const outages = { ...store.outages, put: () => Promise.reject(new Error('away')) }
  using here = createSharedHealth({ store: { ...store, outages }, logger: { ...logger, warn } })
  here.of('a').tell('eu', outage)
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1))
})
