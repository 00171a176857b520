import type { Store } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { callOf, engineOn, say, testRunner } from './test-runner.fixture.ts'

let store: Store
const engines: AsyncDisposable[] = []
beforeEach(() => {
  store = memoryStore()
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine[Symbol.asyncDispose]()))
  await store[Symbol.asyncDispose]()
})
const limited = () => {
  const { runner, vendor } = testRunner()
  const { engine, agent } = engineOn(store, runner, { totalSeconds: 0.3 })
  engines.push(engine)
  return { agent, vendor }
}

it('a run that takes longer than it may fails clearly, and is stopped at the vendor', async () => {
  const { agent, vendor } = limited()
  const { task } = await agent.sendMessage(say('hold'), callOf())
  expect(task?.status.state).toBe('TASK_STATE_FAILED')
  expect(task?.status.message?.parts[0]?.text).toMatch(/longer than one message may take.*totalSeconds/)
  expect(vendor.canceled).toMatchObject([{ said: 'hold' }])
})

it('also where the vendor does not stop it', async () => {
  const { agent, vendor } = limited()
  const { task } = await agent.sendMessage(say('stubborn'), callOf())
  expect(task?.status.state).toBe('TASK_STATE_FAILED')
  expect(vendor.canceled).toHaveLength(1)
})
