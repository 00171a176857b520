import type { Agent, CallContext, Store, StreamResponse } from '@gateway/core'
import { createAssembly, placeOf } from '@gateway/core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { onEachStore } from './stores.fixture.ts'
import type { TaskEngine } from './task-engine.ts'
import { callOf, engineOn, say, testRunner, textIn, type Vendor } from './test-runner.fixture.ts'

/** For what is waited for on a machine that is busy. */
export const PATIENT = { timeout: 15_000, interval: 20 }

/** What a test has at hand: an agent of the test runner, on a store of its own. */
export interface EngineTest {
  readonly store: Store
  readonly engine: TaskEngine
  readonly agent: Agent
  readonly vendor: Vendor
  /** The id of a task that has told one piece and waits. */
  working(text?: string, call?: CallContext): Promise<string>
}

/** The same tests with an engine on every store. */
export function onEachEngine(tests: (on: EngineTest) => void): void {
  onEachStore((open) => {
    let store: Store
    let made: ReturnType<typeof engineOn>
    let vendor: Vendor
    beforeEach(async () => {
      store = await open()
      const { runner, vendor: itsVendor } = testRunner()
      vendor = itsVendor
      made = engineOn(store, runner)
    })
    afterEach(async () => {
      await made.engine[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    })
    tests({
      get store() {
        return store
      },
      get engine() {
        return made.engine
      },
      get agent() {
        return made.agent
      },
      get vendor() {
        return vendor
      },
      async working(text = 'hold', call = callOf()) {
        const request = say(text, {}, { configuration: { returnImmediately: true } })
        const id = (await made.agent.sendMessage(request, call)).task?.id ?? ''
        await vi.waitFor(async () => expect(textIn(await made.agent.getTask({ id }, call))).toBe('begun'), PATIENT)
        return id
      },
    })
  })
}

export async function collect(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = []
  for await (const event of stream) events.push(event)
  return events
}

export const assembled = (events: readonly StreamResponse[]) => {
  const assembly = createAssembly()
  for (const event of events) assembly.add(event)
  return assembly.result()?.task
}

export const places = (events: readonly StreamResponse[]) => events.map((event) => placeOf(event) ?? 0)
