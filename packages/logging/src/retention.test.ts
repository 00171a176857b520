import type { CallRecord } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, test } from 'vitest'
import { createRetention } from './retention.ts'

const DAY = 86_400_000

function recordOf(age: number, number: number): CallRecord {
  const time = Date.now() - age
  const hex = time.toString(16).padStart(12, '0')
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`
  return {
    id,
    requestId: `request-${number}`,
    time: new Date(time).toISOString(),
    streaming: false,
    status: 'ok',
    httpStatus: 200,
    totalMs: 1,
    overheadMs: 1,
    requestBytes: 10,
    responseBytes: 10,
    events: 0,
    request: '{}',
  }
}

async function filled(ages: readonly number[]) {
  const store = memoryStore()
  await store.records.append(ages.map(recordOf))
  const kept = async () => {
    const { records } = await store.records.page({ limit: 1_000 }, { content: true })
    return { records: records.length, content: records.filter(({ request }) => request !== undefined).length }
  }
  return { store, kept }
}

test('content goes before records, each at its age, in batches', async () => {
  const { store, kept } = await filled([40, 35, 20, 10, 8, 1].map((days) => days * DAY))
  await using retention = createRetention({ store, limits: { records: 30 * DAY, content: 7 * DAY }, batch: 2 })
  await retention.look()
  expect(await kept()).toEqual({ records: 4, content: 1 })
  expect(await retention.state()).toMatchObject({
    deleted: { records: 2, content: 5, events: 0 },
    lastError: undefined,
  })
})

test('what has no age stays for good', async () => {
  const { store, kept } = await filled([4_000 * DAY, 0])
  await using retention = createRetention({ store, limits: {} })
  await retention.look()
  expect(await kept()).toEqual({ records: 2, content: 2 })
})

test('a full database loses its oldest content first, then its oldest records, and no more than it has to', async () => {
  const { store, kept } = await filled(Array.from({ length: 100 }, (_, number) => number * 1_000))
  // 10 bytes of a record, and 90 of its content.
  const usedBytes = async () => {
    const { records, content } = await kept()
    return records * 10 + content * 90
  }
  const limits = { maxBytes: 5_000 }
  await using retention = createRetention({ store: { ...store, usedBytes }, limits, batch: 1 })
  await retention.look()
  expect(await kept()).toEqual({ records: 100, content: 41 })
  await using smaller = createRetention({ store: { ...store, usedBytes }, limits: { maxBytes: 500 }, batch: 1 })
  await smaller.look()
  expect(await kept()).toEqual({ records: 47, content: 0 })
})

test('a look that fails is told of, and the next one is tried', async () => {
  const { store, kept } = await filled([40 * DAY])
  let failing = true
  const records = {
    ...store.records,
    prune: (...asked: Parameters<typeof store.records.prune>) =>
      failing ? Promise.reject(new Error('away')) : store.records.prune(...asked),
  }
  await using retention = createRetention({ store: { ...store, records }, limits: { records: DAY }, everyMs: 5 })
  await expect.poll(async () => (await retention.state()).lastError).toBe('away')
  failing = false
  await expect.poll(kept).toEqual({ records: 0, content: 0 })
  await expect.poll(async () => (await retention.state()).lastError).toBeUndefined()
})
