import { setTimeout as sleep } from 'node:timers/promises'
import type { Runner, RunStore, Store } from '@gateway/core'
import { gatewayError, placeOf } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { collect, PATIENT } from './engine-tests.fixture.ts'
import type { TaskEngineOptions } from './task-engine.ts'
import { callOf, engineOn, say, stateOf, testRunner, textIn } from './test-runner.fixture.ts'

const away = () => gatewayError('UNAVAILABLE', 'The database does not answer.', { retryable: true })

let store: Store
const engines: AsyncDisposable[] = []
beforeEach(() => {
  store = memoryStore()
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine[Symbol.asyncDispose]()))
  await store[Symbol.asyncDispose]()
})

/** A gateway on the store, with some of its methods as a database in trouble has them. */
function gateway(trouble: (runs: RunStore) => Partial<RunStore>, options: Partial<TaskEngineOptions> = {}) {
  const { runner, vendor } = testRunner()
  const made = engineOn({ ...store, runs: { ...store.runs, ...trouble(store.runs) } }, runner, options)
  engines.push(made.engine)
  return { ...made, vendor }
}
const send = (text: string) => say(text, {}, { configuration: { returnImmediately: true } })
const stored = async (id: string | undefined) => (await store.runs.read('agent-1', id ?? ''))?.entry.state

describe('a database that is away for a while', () => {
  it('in the middle of a stream: no event is lost or told twice, and all of it is stored', async () => {
    let failures = 0
    const { agent } = gateway((runs) => ({
      async write(writes, lease) {
        const isLate = writes.some(({ events }) => (events?.first ?? 0) > 5)
        if (isLate && failures < 2) {
          failures += 1
          throw away()
        }
        return runs.write(writes, lease)
      },
    }))
    const events = await collect(agent.streamMessage(say('count 60 slowly'), callOf()))
    expect(failures).toBe(2)
    expect(events.map((event) => placeOf(event))).toEqual(events.map((_, index) => index + 1))
    expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
    const id = events[0]?.task?.id ?? ''
    expect(textIn((await store.runs.read('agent-1', id))?.entry.task)).toMatch(/^1 2 .* 60 $/)
  })

  it('refuses what is sent meanwhile at once, and takes it when it is back', async () => {
    let isAway = true
    const { agent, vendor } = gateway((runs) => ({
      begin: (...given) => (isAway ? Promise.reject(away()) : runs.begin(...given)),
    }))
    const request = say('hello')
    await expect(agent.sendMessage(request, callOf())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    isAway = false
    expect(stateOf(await agent.sendMessage(request, callOf()))).toBe('TASK_STATE_COMPLETED')
    expect(vendor.turns).toHaveLength(1)
  })

  it('holds back a runner that tells more than may wait in memory, and loses none of it', async () => {
    const [pieces, size] = [150, 100_000]
    let pulled = 0
    let isAway = true
    const runner: Runner = {
      async *run() {
        yield { type: 'started', ref: null }
        for (; pulled < pieces; pulled += 1) yield { type: 'text', artifactId: 'a', text: 'x'.repeat(size) }
        yield { type: 'done' }
      },
    }
    const runs: RunStore = {
      ...store.runs,
      async write(writes, lease) {
        if (isAway && writes.some(({ run }) => run.ref !== undefined) && pulled > 0) throw away()
        return store.runs.write(writes, lease)
      },
    }
    const { engine, agent } = engineOn({ ...store, runs }, runner)
    engines.push(engine)
    const { task } = await agent.sendMessage(send('go'), callOf())
    await vi.waitFor(() => expect(pulled * size).toBeGreaterThan(4_000_000), PATIENT)
    await sleep(200)
    expect(pulled * size).toBeLessThan(5_000_000)
    isAway = false
    await vi.waitFor(async () => expect(await stored(task?.id)).toBe('TASK_STATE_COMPLETED'), PATIENT)
    expect(textIn((await store.runs.read('agent-1', task?.id ?? ''))?.entry.task)).toHaveLength(pieces * size)
  })

  it('while the gateway stops: it stops all the same', async () => {
    const { agent, engine } = gateway(() => ({
      write: () => Promise.reject(away()),
      release: () => Promise.reject(away()),
    }))
    await agent.sendMessage(send('hold'), callOf())
    await engine.drain(0)
  }, 30_000)
})

describe('a write whose answer was lost', () => {
  it('is written again, and stands in the log once', async () => {
    let lost = 0
    const { agent } = gateway((runs) => ({
      async write(writes, lease) {
        const held = await runs.write(writes, lease)
        const isMiddle = writes.some(({ run, events }) => events !== undefined && run.endedAt === undefined)
        if (!isMiddle || lost > 0) return held
        lost += 1
        throw away()
      },
    }))
    const events = await collect(agent.streamMessage(say('count 40 slowly'), callOf()))
    expect(lost).toBe(1)
    const id = events[0]?.task?.id ?? ''
    const again = callOf(undefined, { headers: { 'last-event-id': '1' } })
    expect(await collect(agent.subscribeToTask({ id }, again))).toEqual(events.slice(1))
  })

  it('of a beginning leaves a task that fails clearly, also while the process carries out others', async () => {
    let lost = 0
    const made = gateway(
      (runs) => ({
        async begin(...given) {
          const outcomes = await runs.begin(...given)
          if (lost > 0 || given[0].some(({ run }) => run.contextId !== 'lost')) return outcomes
          lost += 1
          throw away()
        },
      }),
      { leaseMs: 300 },
    )
    made.start()
    const other = (await made.agent.sendMessage(send('hold'), callOf())).task?.id
    const request = say('hello', { contextId: 'lost' }, { configuration: { returnImmediately: true } })
    await expect(made.agent.sendMessage(request, callOf())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const { task } = await made.agent.sendMessage(request, callOf())
    await vi.waitFor(async () => expect(await stored(task?.id)).toBe('TASK_STATE_FAILED'), PATIENT)
    expect(await stored(other)).toBe('TASK_STATE_WORKING')
    made.vendor.release()
  })
})

describe('one run whose events the database does not take', () => {
  it('fails clearly as soon as its lease has expired, and no other run suffers', async () => {
    let refused: string | undefined
    const made = gateway(
      (runs) => ({
        write(writes, lease) {
          if (writes.some(({ run, changed }) => run.taskId === refused && changed)) throw new Error('No such encoding.')
          return runs.write(writes, lease)
        },
      }),
      { leaseMs: 300 },
    )
    made.start()
    const good = (await made.agent.sendMessage(send('hold'), callOf())).task?.id
    const bad = (await made.agent.sendMessage(send('hold'), callOf())).task?.id
    await vi.waitFor(async () => expect(await stored(bad)).toBe('TASK_STATE_WORKING'), PATIENT)
    refused = bad
    made.vendor.release()
    await vi.waitFor(async () => expect(await stored(good)).toBe('TASK_STATE_COMPLETED'), PATIENT)
    // The end of the one that took it over can be written.
    refused = undefined
    await vi.waitFor(async () => expect(await stored(bad)).toBe('TASK_STATE_FAILED'), PATIENT)
  })

  it('and one that cannot begin, refuses that message alone', async () => {
    const { agent } = gateway((runs) => ({
      begin(starts, ...rest) {
        if (starts.some(({ run }) => run.contextId === 'bad')) throw new Error('No such encoding.')
        return runs.begin(starts, ...rest)
      },
    }))
    const answers = await Promise.allSettled(
      ['good', 'bad', 'better'].map((contextId) => agent.sendMessage(say('hello', { contextId }), callOf())),
    )
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})

it('reads a log of large pieces in small portions, however long it is', async () => {
  const portions: number[] = []
  const { agent } = gateway((runs) => ({
    async events(...given) {
      const batches = await runs.events(...given)
      portions.push(batches.reduce((size, { lines }) => size + lines.length, 0))
      return batches
    },
  }))
  const { task } = await agent.sendMessage(say('large 12'), callOf())
  portions.length = 0
  const since = callOf(undefined, { headers: { 'last-event-id': '1' } })
  const events = await collect(agent.subscribeToTask({ id: task?.id ?? '' }, since))
  expect(events.flatMap(({ artifactUpdate }) => artifactUpdate ?? [])).toHaveLength(12)
  expect(portions.reduce((sum, size) => sum + size)).toBeGreaterThan(12 * 600_000)
  expect(Math.max(...portions)).toBeLessThan(6 * 600_000)
})
