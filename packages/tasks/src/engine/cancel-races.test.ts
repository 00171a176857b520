import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent, Runner, Store } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PATIENT } from './engine-tests.fixture.ts'
import { onEachStore } from './stores.fixture.ts'
import { callOf, engineOn, say, stateOf } from './test-runner.fixture.ts'

/** A vendor that brings its run to that end itself when it is asked to cancel it. */
function endingRunner(end: RunEvent) {
  const gate = Promise.withResolvers<void>()
  const asked: string[] = []
  const runner: Runner = {
    async *run() {
      yield { type: 'started', ref: 'run' }
      await gate.promise
      yield end
    },
    async cancel() {
      asked.push('cancel')
      gate.resolve()
      // Long enough for what the run says last to arrive before this does.
      await sleep(150)
    },
  }
  return { runner, asked }
}

onEachStore((open) => {
  let store: Store
  const engines: AsyncDisposable[] = []
  const gateway = (runner: Runner) => {
    const made = engineOn(store, runner, { leaseMs: 5_000 })
    engines.push(made.engine)
    return made
  }
  beforeEach(async () => {
    store = await open()
  })
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine[Symbol.asyncDispose]()))
    await store[Symbol.asyncDispose]()
  })
  const begun = async ({ agent }: ReturnType<typeof gateway>) => {
    const request = say('go', {}, { configuration: { returnImmediately: true } })
    const id = (await agent.sendMessage(request, callOf())).task?.id ?? ''
    await vi.waitFor(async () => expect((await store.runs.read('agent-1', id))?.run?.ref).toBe('run'), PATIENT)
    return id
  }

  describe.each([
    ['in the same process', false],
    ['from another', true],
  ])('a cancel %s', (_where, elsewhere) => {
    const pair = (runner: Runner) => {
      const here = gateway(runner)
      return { here, canceler: elsewhere ? gateway(runner) : here }
    }

    it('of a run that completes meanwhile is refused, and the task stays completed', async () => {
      const { runner } = endingRunner({ type: 'done' })
      const { here, canceler } = pair(runner)
      const id = await begun(here)
      await expect(canceler.agent.cancelTask({ id }, callOf())).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
      expect(stateOf({ task: await here.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_COMPLETED')
    })

    it('of a run that asks a question meanwhile cancels the task that waits', async () => {
      const { runner } = endingRunner({ type: 'input-required', parts: [{ text: 'which?' }], resume: null })
      const { here, canceler } = pair(runner)
      const id = await begun(here)
      expect(stateOf({ task: await canceler.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
      expect(stateOf({ task: await here.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    })

    it('asked for by several reaches the vendor once', async () => {
      const { runner, asked } = endingRunner({ type: 'canceled' })
      const { here, canceler } = pair(runner)
      const id = await begun(here)
      const answers = await Promise.allSettled(
        [canceler, canceler, canceler].map(({ agent }) => agent.cancelTask({ id }, callOf())),
      )
      // One that comes when it is done is told that the task has ended.
      const told = answers.map((answer) =>
        answer.status === 'fulfilled' ? stateOf({ task: answer.value }) : answer.reason.code,
      )
      expect(told).toContain('TASK_STATE_CANCELED')
      expect(told.filter((one) => one !== 'TASK_STATE_CANCELED' && one !== 'TASK_NOT_CANCELABLE')).toEqual([])
      expect(asked).toEqual(['cancel'])
    })
  })

  it('reaches the vendor once while events go on being written', async () => {
    let asked = 0
    const runner: Runner = {
      async *run(_turn, { signal }) {
        yield { type: 'started', ref: 'run' }
        for (;;) {
          yield { type: 'text', artifactId: 'a', text: 'x' }
          await sleep(5, undefined, { signal })
        }
      },
      async cancel() {
        asked += 1
        await sleep(500)
      },
    }
    const [here, there] = [gateway(runner), gateway(runner)]
    const id = await begun(here)
    expect(stateOf({ task: await there.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    expect(asked).toBe(1)
  })

  it('that the vendor refused can be asked for again', async () => {
    let refusing = true
    const runner: Runner = {
      async *run(_turn, { signal }) {
        yield { type: 'started', ref: 'run' }
        await sleep(60_000, undefined, { signal })
      },
      async cancel() {
        if (refusing) throw gatewayError('TASK_NOT_CANCELABLE', 'Not now.')
      },
    }
    const [here, there] = [gateway(runner), gateway(runner)]
    const id = await begun(here)
    for (const { agent } of [there, here]) {
      await expect(agent.cancelTask({ id }, callOf())).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
    }
    refusing = false
    expect(stateOf({ task: await there.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
  })
})
