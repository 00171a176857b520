import type { CallContext, Fact, Store, StoredRun } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PATIENT } from './engine-tests.fixture.ts'
import { alice, callOf, engineOn, say, testRunner, type Vendor } from './test-runner.fixture.ts'

/** What the test runner's work takes, and its price. */
const TOOK = { usage: { inputTokens: 10, outputTokens: 5 }, cost: 2 }

let store: Store
let vendor: Vendor
let made: ReturnType<typeof engineOn>
let alone: StoredRun[]
let facts: Fact[]
beforeEach(() => {
  store = memoryStore()
  alone = []
  facts = []
  const { runner, vendor: itsVendor } = testRunner()
  vendor = itsVendor
  made = engineOn(store, runner, { endedAlone: (run) => void alone.push(run) })
})
afterEach(async () => {
  await made.engine[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})
const heard = (more: Partial<CallContext> = {}) => callOf(alice, { observe: (fact) => void facts.push(fact), ...more })
const usages = () => facts.filter(({ type }) => type === 'usage')
const ended = (id: string | undefined) =>
  vi.waitFor(async () => expect((await store.runs.read('agent-1', id ?? ''))?.run?.endedAt).toBeDefined(), PATIENT)

it('tells the call that waited for a run, or streamed it, what the run took, once', async () => {
  await made.agent.sendMessage(say('hello'), heard())
  expect(usages()).toEqual([{ type: 'usage', ...TOOK }])
  facts = []
  await Array.fromAsync(made.agent.streamMessage(say('count 3'), heard()))
  expect(usages()).toEqual([{ type: 'usage', ...TOOK }])
  expect(alone).toEqual([])
})

it('tells the call that waits for a run when its upstream was asked, and when it had answered', async () => {
  const waits = () => facts.map(({ type }) => type).filter((type) => type.startsWith('upstream-'))
  await made.agent.sendMessage(say('hello'), heard())
  expect(waits()).toEqual(['upstream-request', 'upstream-response'])
  facts = []
  await Array.fromAsync(made.agent.streamMessage(say('count 3'), heard()))
  expect(waits()).toEqual(['upstream-request', 'upstream-response'])
})

it('books a run on its own whose caller left its stream', async () => {
  const caller = new AbortController()
  const stream = made.agent.streamMessage(say('hold'), heard({ signal: caller.signal }))[Symbol.asyncIterator]()
  const id = (await stream.next()).value?.task?.id
  caller.abort(new Error('left'))
  vendor.release()
  await ended(id)
  await vi.waitFor(() => expect(alone).toMatchObject([{ taskId: id, requestId: expect.any(String), ...TOOK }]), PATIENT)
  expect(usages()).toEqual([])
})

it('books a run on its own whose caller left a send it waited for', async () => {
  const caller = new AbortController()
  const waiting = made.agent.sendMessage(say('hold'), heard({ signal: caller.signal }))
  await vi.waitFor(() => expect(vendor.turns).toHaveLength(1), PATIENT)
  caller.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  vendor.release()
  await vi.waitFor(() => expect(alone).toMatchObject([TOOK]), PATIENT)
  expect(usages()).toEqual([])
})

it('books a run on its own whose caller did not wait; reading, following and sending again book nothing', async () => {
  const request = say('hold', {}, { configuration: { returnImmediately: true } })
  const { task } = await made.agent.sendMessage(request, heard())
  const id = task?.id ?? ''
  const following = Array.fromAsync(made.agent.subscribeToTask({ id }, heard()))
  const again = made.agent.sendMessage({ message: request.message }, heard())
  await made.agent.getTask({ id }, heard())
  vendor.release()
  await following
  await again
  await made.agent.listTasks({}, heard())
  expect(alone).toMatchObject([{ taskId: id, ...TOOK }])
  expect(usages()).toEqual([])
})

it('books each turn of a task as a run of its own', async () => {
  const asked = await made.agent.sendMessage(say('ask'), heard())
  const taskId = asked.task?.id ?? ''
  await made.agent.sendMessage(say('this', { taskId }), heard())
  expect(usages()).toEqual([
    // What it asks is told without its usage, and so guessed.
    { type: 'usage', cost: 1.1, usage: { inputTokens: 1, outputTokens: 3, estimated: true } },
    { type: 'usage', ...TOOK },
  ])
})
