import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonValue, RunEvent, Runner, Store, StreamResponse } from '@gateway/core'
import { gatewayError, placeOf } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onEachStore } from './stores.fixture.ts'
import { alice, callOf, engineOn, say, stateOf, testRunner, textIn } from './test-runner.fixture.ts'

const PATIENT = { timeout: 20_000, interval: 30 }
const since = (place: number) => callOf(alice, { headers: { 'last-event-id': String(place) } })

async function collect(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = []
  for await (const event of stream) events.push(event)
  return events
}

/** The store as one process sees it: `cut` ends that process for the store, as a kill does; `bury` lets it notice. */
function cutOff(store: Store) {
  let dead = false
  const silence = Promise.withResolvers<never>()
  silence.promise.catch(() => undefined)
  const runs = new Proxy(store.runs, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver)
      return typeof method !== 'function' || !dead ? method : () => silence.promise
    },
  })
  const cut = () => {
    dead = true
  }
  return { store: { ...store, runs }, cut, bury: () => silence.reject(new Error('The process is gone.')) }
}

onEachStore((open) => {
  let store: Store
  const engines: AsyncDisposable[] = []
  const dead: ReturnType<typeof cutOff>[] = []
  const cuttable = () => {
    const first = cutOff(store)
    dead.push(first)
    return first
  }
  const gateway = (on: Store, runner: Parameters<typeof engineOn>[1], leaseMs = 600) => {
    const made = engineOn(on, runner, { leaseMs })
    engines.push(made.engine)
    return made
  }
  beforeEach(async () => {
    store = await open()
  })
  afterEach(async () => {
    for (const { bury } of dead.splice(0)) bury()
    await Promise.all(engines.splice(0).map((engine) => engine[Symbol.asyncDispose]()))
    await store[Symbol.asyncDispose]()
  })
  /** A task that waits at its vendor, with one piece written. */
  const held = async ({ agent }: ReturnType<typeof gateway>, text = 'hold') => {
    const request = say(text, {}, { configuration: { returnImmediately: true } })
    const id = (await agent.sendMessage(request, callOf())).task?.id ?? ''
    await vi.waitFor(async () => {
      const stored = await store.runs.read('agent-1', id)
      expect(stored?.run?.cursor).toBe('1')
    }, PATIENT)
    return id
  }

  describe('a process that is killed', () => {
    it('leaves a task that fails as soon as its lease has expired, not before, and says why', async () => {
      const { runner } = testRunner()
      const first = cuttable()
      // Long enough that a slow machine looks before it has expired.
      const id = await held(gateway(first.store, runner, 4_000))
      first.cut()
      const second = gateway(store, runner, 4_000)
      second.start()
      expect(stateOf({ task: await second.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_WORKING')
      await vi.waitFor(
        async () =>
          expect((await store.runs.read('agent-1', id))?.entry.state, 'swept without being asked for').toBe(
            'TASK_STATE_FAILED',
          ),
        PATIENT,
      )
      const task = await second.agent.getTask({ id }, callOf())
      expect(task.status.message?.parts[0]?.text).toMatch(/ended before the agent had answered/)
      expect(textIn(task)).toBe('begun')
      expect((await store.runs.read('agent-1', id))?.run).toMatchObject({ attempts: 2, state: 'TASK_STATE_FAILED' })
    })

    it('is told of on a read alone, where nothing sweeps', async () => {
      const { runner } = testRunner()
      const first = cuttable()
      const id = await held(gateway(first.store, runner, 300))
      first.cut()
      const second = gateway(store, runner)
      await vi.waitFor(
        async () => expect(stateOf({ task: await second.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_FAILED'),
        PATIENT,
      )
    })

    it('leaves a task that is joined where its vendor can be, behind what was written', async () => {
      const { runner, vendor } = testRunner({ resumable: true })
      const first = cuttable()
      const id = await held(gateway(first.store, runner, 300))
      first.cut()
      const second = gateway(store, runner)
      second.start()
      const following = collect(second.agent.subscribeToTask({ id }, since(1)))
      const events = await following
      expect(vendor.resumed).toEqual([{ ref: expect.objectContaining({ said: 'hold' }), cursor: '1' }])
      expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
      expect(textIn(await second.agent.getTask({ id }, callOf()))).toBe('begunresumed')
      // What the dead process may have told and not written is not in the log: the task comes first, then what follows.
      const lost = await collect(second.agent.subscribeToTask({ id }, since(50)))
      expect(lost).toHaveLength(1)
      expect(lost[0]?.task?.status.state).toBe('TASK_STATE_COMPLETED')
      const [middle] = events.map((event) => placeOf(event) ?? 0).slice(-2)
      expect(await collect(second.agent.subscribeToTask({ id }, since(middle ?? 0)))).toEqual(events.slice(-1))
    })
  })

  describe('a cancel of a task that a dead process has left', () => {
    /** Its runs go on at the vendor until they are canceled there. */
    const joinable = (refuses = false) => {
      const asked: JsonValue[] = []
      const canceled = Promise.withResolvers<void>()
      const followed = async function* (signal: AbortSignal): AsyncGenerator<RunEvent> {
        await Promise.race([canceled.promise, sleep(60_000, undefined, { signal })])
        yield { type: 'canceled' }
      }
      const runner: Runner = {
        async *run(_turn, { signal }) {
          yield { type: 'started', ref: 'run-1' }
          yield { type: 'text', artifactId: 'a', text: 'begun', cursor: '1' }
          yield* followed(signal)
        },
        async cancel(ref) {
          asked.push(ref)
          if (refuses) throw gatewayError('AGENT_UNREACHABLE', 'The vendor is away.')
          canceled.resolve()
        },
        resume: (_ref, _cursor, { signal }) => followed(signal),
      }
      return { runner, asked }
    }

    it.each([
      ['before its lease has expired', 1_500],
      ['when its lease has expired', 1],
    ])('%s, stops it at the vendor, once', async (_when, leaseMs) => {
      const { runner, asked } = joinable()
      const first = cuttable()
      const id = await held(gateway(first.store, runner, leaseMs))
      first.cut()
      const second = gateway(store, runner, 1_500)
      second.start()
      expect(stateOf({ task: await second.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
      expect(asked).toEqual(['run-1'])
      expect(stateOf({ task: await second.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    })

    it('stops it where it could not have been joined', async () => {
      const { runner, asked } = joinable()
      const resume: Runner['resume'] = () => {
        throw gatewayError('UNSUPPORTED_OPERATION', 'This run cannot be joined again.')
      }
      const first = cuttable()
      const id = await held(gateway(first.store, runner))
      first.cut()
      const second = gateway(store, { ...runner, resume })
      expect(stateOf({ task: await second.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
      expect(asked).toEqual(['run-1'])
    })

    it('leaves it working, and says so, where the vendor does not stop it', async () => {
      const { runner } = joinable(true)
      const first = cuttable()
      const id = await held(gateway(first.store, runner))
      first.cut()
      const second = gateway(store, runner)
      second.start()
      await expect(second.agent.cancelTask({ id }, callOf())).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
      expect(stateOf({ task: await second.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_WORKING')
    })
  })

  describe('two gateways on one store', () => {
    it('show one task: read, followed and canceled from the other', async () => {
      const { runner, vendor } = testRunner()
      const [here, there] = [gateway(store, runner, 5_000), gateway(store, runner, 5_000)]
      const id = await held(here)
      expect(textIn(await there.agent.getTask({ id }, callOf()))).toBe('begun')
      await expect(there.agent.sendMessage(say('x', { taskId: id }), callOf())).rejects.toMatchObject({
        code: 'UNSUPPORTED_OPERATION',
      })
      const following = collect(there.agent.subscribeToTask({ id }, callOf()))
      await vi.waitFor(() => expect(vendor.turns).toHaveLength(1), PATIENT)
      expect(stateOf({ task: await there.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
      expect(vendor.canceled).toHaveLength(1)
      const events = await following
      expect(events[0]?.task?.id).toBe(id)
      expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
      const stubborn = await held(here, 'stubborn')
      await expect(there.agent.cancelTask({ id: stubborn }, callOf())).rejects.toMatchObject({
        code: 'TASK_NOT_CANCELABLE',
      })
      vendor.release()
    })

    it('take up one message once, and both answer with its task', async () => {
      const { runner, vendor } = testRunner()
      const both = [gateway(store, runner), gateway(store, runner)]
      const request = say('once')
      const answers = await Promise.all(
        [0, 1, 0, 1, 0, 1, 0, 1].map((index) => both[index]?.agent.sendMessage(request, callOf())),
      )
      expect(new Set(answers.map((answer) => answer?.task?.id)).size).toBe(1)
      expect(answers.map((answer) => stateOf(answer ?? {}))).toEqual(Array(8).fill('TASK_STATE_COMPLETED'))
      expect(vendor.turns).toHaveLength(1)
    })

    it('go on with a task that asks, on either', async () => {
      const { runner } = testRunner()
      const [here, there] = [gateway(store, runner), gateway(store, runner)]
      const taskId = (await here.agent.sendMessage(say('ask'), callOf())).task?.id ?? ''
      const answered = await there.agent.sendMessage(say('this', { taskId }), callOf())
      expect(stateOf(answered)).toBe('TASK_STATE_COMPLETED')
      expect(await here.agent.getTask({ id: taskId }, callOf())).toEqual(answered.task)
    })
  })

  describe('a stop', () => {
    it('lets runs end within its time', async () => {
      const { runner, vendor } = testRunner()
      const { engine, agent } = gateway(store, runner)
      const id = (await agent.sendMessage(say('hold', {}, { configuration: { returnImmediately: true } }), callOf()))
        .task?.id
      const drained = engine.drain(20)
      await expect(agent.sendMessage(say('more'), callOf())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      vendor.release()
      await drained
      expect((await store.runs.read('agent-1', id ?? ''))?.entry.state).toBe('TASK_STATE_COMPLETED')
    })

    it('fails those that nobody can join, clearly, and stops them at the vendor', async () => {
      const { runner, vendor } = testRunner()
      const made = gateway(store, runner)
      const id = await held(made)
      await made.engine.drain(0)
      const stored = await store.runs.read('agent-1', id)
      expect(stored?.entry.state).toBe('TASK_STATE_FAILED')
      expect(stored?.entry.task.status.message?.parts[0]?.text).toMatch(/was stopped/)
      expect(vendor.canceled).toMatchObject([{ said: 'hold' }])
    })

    it('leaves those that can be joined to the next start, at once', async () => {
      const { runner, vendor } = testRunner({ resumable: true })
      // Nobody would wait for this lease to expire.
      const made = gateway(store, runner, 600_000)
      const id = await held(made)
      await made.engine.drain(0)
      const next = gateway(store, runner, 600_000)
      next.start()
      await vi.waitFor(
        async () => expect((await store.runs.read('agent-1', id))?.entry.state).toBe('TASK_STATE_COMPLETED'),
        PATIENT,
      )
      expect(vendor.resumed).toHaveLength(1)
    })
  })
})
