import { setTimeout as sleep } from 'node:timers/promises'
import type { CallContext, Runner, RunStore, Store } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { collect, PATIENT } from './engine-tests.fixture.ts'
import { alice, callOf, engineOn, say, stateOf, testRunner, textIn } from './test-runner.fixture.ts'

const LEASE_MS = 300

let store: Store
const engines: AsyncDisposable[] = []
const wakers: (() => void)[] = []
beforeEach(() => {
  store = memoryStore()
})
afterEach(async () => {
  for (const wake of wakers.splice(0)) wake()
  await Promise.all(engines.splice(0).map((engine) => engine[Symbol.asyncDispose]()))
  await store[Symbol.asyncDispose]()
})

function gateway(runner: Runner, runs: Partial<RunStore> = {}) {
  const made = engineOn({ ...store, runs: { ...store.runs, ...runs } }, runner, { leaseMs: LEASE_MS })
  engines.push(made.engine)
  return made
}

/** A gateway that can be made to sleep, as a machine that is suspended: nothing of it reaches the store until it wakes. */
function sleeper(runner: Runner) {
  let { promise: awake, resolve: wake } = Promise.withResolvers<void>()
  wake()
  wakers.push(() => wake())
  const made = gateway(runner, {
    renew: async (...given) => {
      await awake
      return store.runs.renew(...given)
    },
    write: async (...given) => {
      await awake
      return store.runs.write(...given)
    },
  })
  const fallAsleep = () => {
    ;({ promise: awake, resolve: wake } = Promise.withResolvers<void>())
  }
  return { ...made, fallAsleep, wake: () => wake() }
}

/** A task whose vendor has told one piece, which is written, and waits. */
async function held({ agent }: Pick<ReturnType<typeof gateway>, 'agent'>, call = callOf()) {
  const request = say('hold', {}, { configuration: { returnImmediately: true } })
  const id = (await agent.sendMessage(request, call)).task?.id ?? ''
  await vi.waitFor(async () => expect((await store.runs.read('agent-1', id))?.run?.cursor).toBe('1'), PATIENT)
  return id
}
const stateIn = async (id: string) => (await store.runs.read('agent-1', id))?.entry.state

it('a gateway that slept longer than its lease lets go of a run that another has taken over', async () => {
  const { runner, vendor } = testRunner({ resumable: true })
  const first = sleeper(runner)
  const id = await held(first)
  const watching = collect(first.agent.subscribeToTask({ id }, callOf()))
  first.fallAsleep()
  const second = gateway(runner)
  second.start()
  await vi.waitFor(async () => expect(await stateIn(id)).toBe('TASK_STATE_COMPLETED'), PATIENT)
  first.wake()
  // The vendor has told it nothing: it hears of it by its lease.
  await vi.waitFor(() => expect(first.engine.running).toBe(0), PATIENT)
  expect(vendor.resumed).toHaveLength(1)
  expect(textIn(await first.agent.getTask({ id }, callOf()))).toBe('begunresumed')
  const events = await watching
  expect(events.filter(({ statusUpdate }) => statusUpdate?.status.state === 'TASK_STATE_COMPLETED')).toHaveLength(1)
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
})

it('what it writes late of such a run is not taken', async () => {
  const { runner, vendor } = testRunner({ resumable: true })
  const first = sleeper(runner)
  const id = await held(first)
  first.fallAsleep()
  vendor.release()
  const second = gateway(runner)
  second.start()
  await vi.waitFor(async () => expect(await stateIn(id)).toBe('TASK_STATE_COMPLETED'), PATIENT)
  const ended = await store.runs.read('agent-1', id)
  first.wake()
  await vi.waitFor(() => expect(first.engine.running).toBe(0), PATIENT)
  expect(await store.runs.read('agent-1', id)).toEqual(ended)
  expect([textIn(ended?.entry.task), ended?.run?.attempts]).toEqual(['begunresumed', 2])
})

it('what a run took is told by the gateway that ended it, and by none that lost it', async () => {
  const { runner, vendor } = testRunner({ resumable: true })
  const first = sleeper(runner)
  const taken: (number | undefined)[] = []
  const goesOn: CallContext['goesOn'] = (over) => void over.then((work) => taken.push(work?.cost))
  const id = await held(first, callOf(alice, { goesOn }))
  first.fallAsleep()
  vendor.release()
  const second = gateway(runner)
  second.start()
  await vi.waitFor(async () => expect(await stateIn(id)).toBe('TASK_STATE_COMPLETED'), PATIENT)
  first.wake()
  await vi.waitFor(() => expect(taken).toEqual([undefined]), PATIENT)
  expect((await store.runs.read('agent-1', id))?.run?.cost).toBeGreaterThan(0)
})

it('a gateway whose leases have all expired does not take its own runs over', async () => {
  const { runner, vendor } = testRunner({ resumable: true })
  const looked = vi.fn()
  const made = gateway(runner, {
    renew: () => Promise.reject(gatewayError('UNAVAILABLE', 'Away.', { retryable: true })),
    expired: async (limit) => {
      const found = await store.runs.expired(limit)
      if (found.length > 0) looked()
      return found
    },
  })
  made.start()
  const id = await held(made)
  await vi.waitFor(() => expect(looked.mock.calls.length).toBeGreaterThan(2), PATIENT)
  vendor.release()
  await vi.waitFor(async () => expect(await stateIn(id)).toBe('TASK_STATE_COMPLETED'), PATIENT)
  expect(vendor.resumed).toEqual([])
  expect((await store.runs.read('agent-1', id))?.run?.attempts).toBe(1)
})

it('one run that cannot be taken over keeps no other from it', async () => {
  const { runner } = testRunner()
  const first = sleeper(runner)
  const ids = [await held(first), await held(first)]
  first.fallAsleep()
  const broken = (await store.runs.read('agent-1', ids[0] ?? ''))?.run?.runId
  const second = gateway(runner, {
    takeOver: (runId, lease) =>
      runId === broken ? Promise.reject(new Error('No such row.')) : store.runs.takeOver(runId, lease),
  })
  second.start()
  await vi.waitFor(async () => expect(await stateIn(ids[1] ?? '')).toBe('TASK_STATE_FAILED'), PATIENT)
})

it('a run that has ended its process again and again fails instead of being joined once more', async () => {
  const { runner, vendor } = testRunner({ resumable: true })
  const first = sleeper(runner)
  const id = await held(first)
  first.fallAsleep()
  const runId = (await store.runs.read('agent-1', id))?.run?.runId ?? ''
  await vi.waitFor(async () => expect((await store.runs.read('agent-1', id))?.expired).toBe(true), PATIENT)
  for (let crashes = 0; crashes < 20; crashes += 1) {
    expect(await store.runs.takeOver(runId, { holder: 'crashing', milliseconds: 0 })).toBeDefined()
    await sleep(3)
  }
  const second = gateway(runner)
  second.start()
  await vi.waitFor(async () => expect(await stateIn(id)).toBe('TASK_STATE_FAILED'), PATIENT)
  expect(vendor.resumed).toEqual([])
  expect(stateOf({ task: await second.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_FAILED')
})
