import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WhenFull } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { record, testLogger, testSink } from './record.fixture.ts'
import { createRecordQueue } from './record-queue.ts'

const names = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `r${from + index}`)
let folder = ''

beforeEach(() => {
  vi.useFakeTimers()
  folder = mkdtempSync(join(tmpdir(), 'spill-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

/** A queue with one sink whose records wait on disk, as a gateway has it. */
function start(options: { maxBytes?: number; whenFull?: WhenFull; records?: number; contentBytes?: number } = {}) {
  const under = testSink()
  const { logger, errors } = testLogger()
  const { maxBytes, whenFull, ...bounds } = options
  const spill = { folder: join(folder, 'one'), maxBytes, whenFull }
  const queue = createRecordQueue({
    sinks: [{ name: 'one', sink: under.sink, spill }],
    logger,
    closeMs: 1_000,
    ...bounds,
  })
  const push = (ids: readonly string[], more = {}) => {
    for (const id of ids) queue.push(record(id, more))
  }
  const state = () => queue.states()[0]
  return { ...under, queue, errors, push, look: state, path: spill.folder }
}

describe('records whose sink is away', () => {
  it('are on disk within a flush, and reach it in order when it is back', async () => {
    const { state, queue, push, look, ids, path } = start()
    state.away = true
    push(names(300))
    await vi.advanceTimersByTimeAsync(250)
    expect(look()).toMatchObject({ state: 'away', waiting: 0, spilled: 300, dropped: 0 })
    expect(look()?.lastError?.message).toBe('the sink is away')
    push(names(10, 300))
    await vi.advanceTimersByTimeAsync(250)
    expect(look()).toMatchObject({ waiting: 0, spilled: 310 })
    for (const name of readdirSync(path)) expect(statSync(join(path, name)).mode & 0o077).toBe(0)
    state.away = false
    await vi.advanceTimersByTimeAsync(1_000)
    push(names(5, 310))
    await queue.flush()
    expect(ids()).toEqual(names(315))
    expect(look()).toEqual({
      name: 'one',
      state: 'ready',
      waiting: 0,
      spilled: 0,
      spilledBytes: 0,
      dropped: 0,
      contentDropped: 0,
    })
    expect(readdirSync(path)).toEqual([])
    await vi.advanceTimersByTimeAsync(250)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are there for the next gateway, whole and in order, when this one is killed', async () => {
    const first = start()
    first.state.away = true
    first.push(names(3), { request: '{"text":"\u2028 ü"}' })
    await vi.advanceTimersByTimeAsync(250)
    // Nothing is closed: it was killed.
    const second = start()
    second.push(['r3'])
    await vi.advanceTimersByTimeAsync(250)
    expect(second.ids()).toEqual(names(4))
    expect(second.batches[0]?.[0]).toEqual(record('r0', { request: '{"text":"\u2028 ü"}' }))
  })

  it('are there at the next start when this one stops, those that were taken not again', async () => {
    const first = start()
    first.state.away = true
    first.push(names(600))
    await vi.advanceTimersByTimeAsync(250)
    first.state.away = false
    first.state.attempts = 0
    const held = Promise.withResolvers<void>()
    await vi.advanceTimersByTimeAsync(0)
    const sinkAgain = first.queue.flush()
    await vi.waitFor(() => expect(first.ids().length).toBeGreaterThanOrEqual(250))
    first.state.hold = held.promise
    const stopped = first.queue[Symbol.asyncDispose]()
    await vi.advanceTimersByTimeAsync(1_000)
    await stopped
    held.resolve()
    await sinkAgain
    const second = start()
    await vi.advanceTimersByTimeAsync(250)
    await second.queue.flush()
    const all = [...first.ids(), ...second.ids()]
    expect([...new Set(all)]).toEqual(names(600))
  })

  it('that hangs do not wait in memory either, and are handed over once when it goes on', async () => {
    const { state, queue, push, look, ids } = start()
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    push(names(2))
    await vi.advanceTimersByTimeAsync(250)
    push(names(2, 2))
    await vi.advanceTimersByTimeAsync(250)
    expect(look()).toMatchObject({ state: 'behind', waiting: 0, spilled: 4 })
    push(names(2, 4))
    held.resolve()
    await queue.flush()
    expect(ids()).toEqual(names(6))
  })

  it('do not hold up the end: what a sink does not take in time is kept', async () => {
    const { state, queue, push } = start()
    state.hold = new Promise(() => {})
    push(names(3))
    const stopped = queue[Symbol.asyncDispose]()
    await vi.advanceTimersByTimeAsync(1_000)
    await stopped
    const next = start()
    await vi.advanceTimersByTimeAsync(250)
    expect(next.ids()).toEqual(names(3))
  })

  it('are on disk at once when memory has no room for them', async () => {
    const { state, push, look } = start({ records: 100, contentBytes: 1_000 })
    state.away = true
    push(names(250))
    expect(look()).toMatchObject({ waiting: 50, spilled: 200, dropped: 0 })
    push(names(1, 250), { request: 'x'.repeat(900) })
    push(names(1, 251), { request: 'x'.repeat(900) })
    expect(look()).toMatchObject({ waiting: 1, spilled: 251, contentDropped: 0 })
  })
})

describe('a disk that is full', () => {
  const content = { request: 'x'.repeat(1_000) }
  const flood = async (whenFull: WhenFull) => {
    const under = start({ maxBytes: 100_000, whenFull, records: 50 })
    under.state.away = true
    for (let index = 0; index < 40; index += 1) {
      under.push(names(25, index * 25), content)
      await vi.advanceTimersByTimeAsync(250)
    }
    const state = under.look()
    const full = under.queue.full
    under.state.away = false
    await vi.advanceTimersByTimeAsync(2_000)
    await under.queue.flush()
    return { ...under, state, full, taken: under.batches.flat() }
  }

  it('loses content first, then the oldest, each counted', async () => {
    const { state, full, taken } = await flood('drop-content')
    expect(full).toBe(false)
    expect(state?.spilledBytes).toBeLessThanOrEqual(100_000)
    expect(state?.contentDropped).toBeGreaterThan(900)
    expect(taken.length + (state?.dropped ?? 0)).toBe(1_000)
    expect(taken.at(-1)?.id).toBe('r999')
    expect(taken.at(-1)?.contentTruncated).toBe(true)
  })

  it('loses the oldest with their content where that was chosen', async () => {
    const { state, taken } = await flood('drop-oldest')
    expect(state?.contentDropped).toBe(0)
    expect(state?.spilledBytes).toBeLessThanOrEqual(100_000)
    expect(taken.length + (state?.dropped ?? 0)).toBe(1_000)
    expect(taken.length).toBeGreaterThan(50)
    expect(taken.at(-1)).toEqual(record('r999', content))
  })

  it('says so before anything is lost where calls are rather to be refused, and takes them again later', async () => {
    const { full, taken, queue } = await flood('refuse')
    expect(full).toBe(true)
    // What came before is all there.
    expect(taken.map(({ id }) => id)).toEqual(names(taken.length))
    expect(taken.length).toBeGreaterThan(150)
    expect(queue.full).toBe(false)
  })

  it('drops nothing before it is full', async () => {
    const { push, state, look, path } = start({ maxBytes: 10_000_000 })
    state.away = true
    push(names(2_000), content)
    await vi.advanceTimersByTimeAsync(250)
    expect(look()).toMatchObject({ spilled: 2_000, dropped: 0, contentDropped: 0 })
    const files = readdirSync(path).sort()
    expect(files.length).toBeGreaterThan(1)
    const lines = files.flatMap((name) => readFileSync(join(path, name), 'utf8').split('\n').slice(0, -1))
    expect(lines.map((line): unknown => JSON.parse(line).id)).toEqual(names(2_000))
  })
})
