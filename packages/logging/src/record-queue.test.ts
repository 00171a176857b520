import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { record, testLogger, testSink } from './record.fixture.ts'
import { createRecordQueue, type RecordQueue } from './record-queue.ts'

const names = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `r${from + index}`)
const pushAll = (queue: RecordQueue, ids: readonly string[]) => {
  for (const id of ids) queue.push(record(id))
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('records', () => {
  it('go to the sink off the path of their call, together and in order', async () => {
    const { sink, batches } = testSink()
    const queue = createRecordQueue({ sinks: [sink], flushMs: 250 })
    pushAll(queue, names(3))
    await vi.advanceTimersByTimeAsync(249)
    expect(batches).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([names(3)])
    pushAll(queue, ['r3'])
    await vi.advanceTimersByTimeAsync(250)
    expect(batches).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('go in batches of at most 250', async () => {
    const { sink, batches, ids } = testSink()
    const queue = createRecordQueue({ sinks: [sink] })
    pushAll(queue, names(1_200))
    await queue.flush()
    expect(batches.map(({ length }) => length)).toEqual([250, 250, 250, 250, 200])
    expect(ids()).toEqual(names(1_200))
  })

  it('are tried again each second until they are taken, each once and in order', async () => {
    const { sink, state, ids } = testSink()
    const { logger, errors } = testLogger()
    const queue = createRecordQueue({ sinks: [sink], logger, flushMs: 250 })
    state.away = true
    pushAll(queue, names(2))
    await vi.advanceTimersByTimeAsync(250)
    pushAll(queue, names(2, 2))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(ids()).toEqual([])
    expect(state.attempts).toBeGreaterThanOrEqual(5)
    expect(errors.at(-1)).toMatchObject({ waiting: 4 })
    state.away = false
    await vi.advanceTimersByTimeAsync(1_000)
    expect(ids()).toEqual(names(4))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that come while others are written follow them', async () => {
    const { sink, state, ids } = testSink()
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    const queue = createRecordQueue({ sinks: [sink] })
    pushAll(queue, names(2))
    const first = queue.flush()
    pushAll(queue, names(2, 2))
    const second = queue.flush()
    held.resolve()
    await Promise.all([first, second])
    expect(ids()).toEqual(names(4))
  })

  it('are kept when a flush fails, and it says so', async () => {
    const { sink, state, ids } = testSink()
    const queue = createRecordQueue({ sinks: [sink] })
    state.away = true
    pushAll(queue, ['r0'])
    await expect(queue.flush()).rejects.toThrow('away')
    state.away = false
    await queue.flush()
    expect(ids()).toEqual(['r0'])
  })

  it('reach the sink before dispose is done', async () => {
    const { sink, ids } = testSink()
    {
      await using queue = createRecordQueue({ sinks: [sink] })
      pushAll(queue, names(3))
    }
    expect(ids()).toEqual(names(3))
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('several sinks', () => {
  it('each get every record, and one that is away or hangs holds up no other', async () => {
    const [good, away, hanging] = [testSink(), testSink(), testSink()]
    away.state.away = true
    hanging.state.hold = new Promise(() => {})
    const queue = createRecordQueue({ sinks: [hanging.sink, away.sink, good.sink] })
    pushAll(queue, names(3))
    await vi.advanceTimersByTimeAsync(250)
    expect(good.ids()).toEqual(names(3))
    pushAll(queue, names(2, 3))
    await vi.advanceTimersByTimeAsync(250)
    expect(good.ids()).toEqual(names(5))
    away.state.away = false
    await vi.advanceTimersByTimeAsync(1_000)
    expect(away.ids()).toEqual(names(5))
  })

  it('may throw at once', async () => {
    const good = testSink()
    const throwing = () => {
      throw new Error('broken')
    }
    const queue = createRecordQueue({ sinks: [throwing, good.sink] })
    pushAll(queue, ['r0'])
    await expect(queue.flush()).rejects.toThrow('broken')
    expect(good.ids()).toEqual(['r0'])
  })
})

describe('a sink that falls behind', () => {
  it('loses the oldest records beyond the limit; each is counted and told', async () => {
    const { sink, state, ids } = testSink()
    const { logger, errors } = testLogger()
    const queue = createRecordQueue({ sinks: [sink], logger, records: 1_000 })
    state.away = true
    pushAll(queue, names(1_003))
    state.away = false
    await queue.flush()
    const kept = ids()
    expect(kept.at(-1)).toBe('r1002')
    expect(kept).toEqual(names(kept.length, 1_003 - kept.length))
    expect(errors.at(-1)).toMatchObject({ dropped: 1_003 - kept.length })
    expect(kept.length).toBeGreaterThan(990)
    expect(kept.length).toBeLessThanOrEqual(1_000)
  })

  it('loses none of those that are on their way, and no more than is counted', async () => {
    const { sink, state, ids } = testSink()
    const { logger, errors } = testLogger()
    const queue = createRecordQueue({ sinks: [sink], logger, records: 1_000 })
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    pushAll(queue, names(600))
    const flushed = queue.flush()
    await Promise.resolve()
    pushAll(queue, names(600, 600))
    held.resolve()
    await flushed
    const kept = ids()
    expect(kept.slice(0, 250)).toEqual(names(250))
    expect(errors.at(-1)).toMatchObject({ dropped: 1_200 - kept.length })
  })

  it('gets further records without their content beyond a limit, and with it again when it has caught up', async () => {
    const { sink, state, batches } = testSink()
    const queue = createRecordQueue({ sinks: [sink], contentBytes: 100 })
    const content = { request: 'x'.repeat(30), response: 'y'.repeat(30) }
    state.away = true
    for (const id of names(3)) queue.push(record(id, content))
    queue.push(record('r3', { request: 'small' }))
    queue.push(record('r4'))
    state.away = false
    await queue.flush()
    queue.push(record('r5', content))
    await queue.flush()
    expect(batches.flat()).toEqual([
      record('r0', content),
      record('r1', { contentTruncated: true }),
      record('r2', { contentTruncated: true }),
      record('r3', { request: 'small' }),
      record('r4'),
      record('r5', content),
    ])
  })

  it('has room for content again when old records were dropped', async () => {
    const { sink, state, batches } = testSink()
    const content = { request: 'x'.repeat(100) }
    const queue = createRecordQueue({ sinks: [sink], records: 2, contentBytes: 100 })
    state.away = true
    queue.push(record('r0', content))
    queue.push(record('r1'))
    queue.push(record('r2', content))
    state.away = false
    await queue.flush()
    expect(batches.flat()).toEqual([record('r1'), record('r2', content)])
  })
})
