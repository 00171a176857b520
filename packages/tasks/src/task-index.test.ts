import type { ContextEntry, TaskEntry, TaskState, TaskStore } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { complete } from './complete.ts'
import { alice, bob, callOf, nativeAgent, send } from './native-agent.fixture.ts'
import { createTaskIndex, type TaskIndexOptions } from './task-index.ts'

function entry(taskId: string, state: TaskState = 'TASK_STATE_WORKING', more: Partial<TaskEntry> = {}): TaskEntry {
  return {
    agentId: 'agent-1',
    taskId,
    owner: alice,
    contextId: 'talk',
    upstreamContextId: 'derived',
    upstream: 'main',
    state,
    statusTimestamp: '2026-01-01T00:00:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
    task: { id: taskId, status: { state }, artifacts: [{ artifactId: 'a', parts: [{ text: 'content' }] }] },
    ...more,
  }
}
const context = (contextId: string, more: Partial<ContextEntry> = {}): ContextEntry => ({
  agentId: 'agent-1',
  owner: alice,
  contextId,
  upstreamContextId: `derived ${contextId}`,
  upstream: 'main',
  ...more,
})

/** A store that can be away and counts what it is asked. */
function flakyStore() {
  const { tasks } = memoryStore()
  const state = { away: false, reads: 0, writes: 0, hold: Promise.resolve() }
  const write = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    state.writes += 1
    await state.hold
    if (state.away) throw new Error('connection refused')
    return act()
  }
  const read = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    state.reads += 1
    if (state.away) throw new Error('connection refused')
    const found = await act()
    await state.hold
    return found
  }
  const store: TaskStore = {
    put: (entries) => write(() => tasks.put(entries)),
    moveContext: (entry) => write(() => tasks.moveContext(entry)),
    putContexts: (entries) => write(() => tasks.putContexts(entries)),
    get: (...where) => read(() => tasks.get(...where)),
    getContext: (...where) => read(() => tasks.getContext(...where)),
    list: (filter) => read(() => tasks.list(filter)),
    listWorking: (...what) => read(() => tasks.listWorking(...what)),
  }
  return { store, state, tasks }
}
const indexOf = (store: TaskStore, more: Omit<TaskIndexOptions, 'store'> = {}) => createTaskIndex({ store, ...more })
const gate = () => Promise.withResolvers<void>()

afterEach(() => void vi.useRealTimers())

describe('what was put', () => {
  it('is found at once and costs no read', async () => {
    const { store, state } = flakyStore()
    const index = indexOf(store)
    index.putTask(entry('a'))
    index.putContext(context('talk'))
    expect(await index.getTask('agent-1', 'a')).toMatchObject({ owner: alice, state: 'TASK_STATE_WORKING' })
    expect(await index.getContext('agent-1', 'talk', alice)).toMatchObject({ upstreamContextId: 'derived talk' })
    expect(state.reads).toBe(0)
    await index[Symbol.asyncDispose]()
  })

  it('goes to the store in one batch, by itself, with the last state of each task', async () => {
    vi.useFakeTimers()
    const { store, state, tasks } = flakyStore()
    const index = indexOf(store, { flushMs: 25 })
    for (const taskState of ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING', 'TASK_STATE_COMPLETED'] as const) {
      index.putTask(entry('a', taskState))
    }
    index.putTask(entry('b'))
    expect(state.writes).toBe(0)
    await vi.advanceTimersByTimeAsync(25)
    expect(state.writes).toBe(1)
    expect(await tasks.get('agent-1', 'a')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
    expect(await tasks.get('agent-1', 'b')).toMatchObject({ state: 'TASK_STATE_WORKING' })
  })

  it('is in the store after dispose', async () => {
    const { store, tasks } = flakyStore()
    const index = indexOf(store, { flushMs: 60_000 })
    index.putTask(entry('a'))
    index.putContext(context('talk'))
    await index[Symbol.asyncDispose]()
    expect(await tasks.get('agent-1', 'a')).toBeDefined()
    expect(await tasks.getContext('agent-1', 'talk', alice)).toBeDefined()
  })

  it('is found while it is being written, also when it is no longer at hand', async () => {
    const { store, state } = flakyStore()
    const held = gate()
    state.hold = held.promise
    const index = indexOf(store, { cacheSize: 1 })
    index.putTask(entry('a'))
    index.putContext(context('one'))
    index.putTask(entry('b'))
    index.putContext(context('two'))
    const flushed = index.flush()
    await Promise.resolve()
    expect(await index.getTask('agent-1', 'a')).toBeDefined()
    expect(await index.getContext('agent-1', 'one', alice)).toBeDefined()
    expect((await index.readTask('agent-1', 'a', alice))?.artifacts).toHaveLength(1)
    expect(state.reads).toBe(0)
    held.resolve()
    await flushed
    await index[Symbol.asyncDispose]()
  })

  it('keeps owner, contexts, upstream and time of making of the first', async () => {
    const { store, tasks } = flakyStore()
    const index = indexOf(store)
    index.putTask(entry('a'))
    const colleague = { keyId: 'key-2', userId: 'alice' }
    index.putTask(
      entry('a', 'TASK_STATE_COMPLETED', {
        owner: colleague,
        contextId: 'x',
        upstreamContextId: 'y',
        upstream: 'z',
        createdAt: '',
      }),
    )
    const { owner, contextId, upstreamContextId, upstream, createdAt } = entry('a')
    const kept = { owner, contextId, upstreamContextId, upstream, createdAt, state: 'TASK_STATE_COMPLETED' }
    expect(await index.getTask('agent-1', 'a')).toMatchObject(kept)
    await index.flush()
    expect(await tasks.get('agent-1', 'a')).toMatchObject(kept)
  })

  it('is not replaced by somebody else', async () => {
    const { store } = flakyStore()
    const index = indexOf(store)
    index.putTask(entry('a'))
    index.putTask(entry('a', 'TASK_STATE_FAILED', { owner: bob }))
    expect(await index.getTask('agent-1', 'a')).toMatchObject({ owner: alice, state: 'TASK_STATE_WORKING' })
    await index[Symbol.asyncDispose]()
  })
})

describe('what is not at hand', () => {
  it('costs one read, once', async () => {
    const { store, state } = flakyStore()
    await store.put([entry('a')])
    await store.putContexts([context('talk')])
    const index = indexOf(store)
    for (let round = 0; round < 3; round++) {
      expect(await index.getTask('agent-1', 'a')).toMatchObject({ owner: alice })
      expect(await index.getContext('agent-1', 'talk', alice)).toMatchObject({ owner: alice })
    }
    expect(state.reads).toBe(2)
  })

  it('does not replace what was put while it was read', async () => {
    const { store, state } = flakyStore()
    await store.put([entry('a', 'TASK_STATE_WORKING')])
    const held = gate()
    state.hold = held.promise
    const index = indexOf(store, { flushMs: 60_000 })
    const found = index.getTask('agent-1', 'a')
    index.putTask(entry('a', 'TASK_STATE_COMPLETED'))
    held.resolve()
    expect(await found).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
    expect(await index.getTask('agent-1', 'a')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
    await index[Symbol.asyncDispose]()
  })

  it('is found by who may see it: a context of the user, asked by a key that has a team now', async () => {
    const { store } = flakyStore()
    await store.putContexts([context('talk')])
    const index = indexOf(store)
    expect(await index.getContext('agent-1', 'talk', { ...alice, teamId: 't' })).toMatchObject({ owner: alice })
    expect(await index.getContext('agent-1', 'talk', bob)).toBeUndefined()
  })

  it('keeps no content at hand, and reads it when asked', async () => {
    const { store } = flakyStore()
    const index = indexOf(store)
    index.putTask(entry('a'))
    await index.flush()
    expect((await index.getTask('agent-1', 'a'))?.task).not.toHaveProperty('artifacts')
    expect((await index.readTask('agent-1', 'a', alice))?.artifacts).toHaveLength(1)
  })
})

describe('a store that is away', () => {
  it('does not stop a send without ids; what needs it says UNAVAILABLE; nothing is lost when it comes back', async () => {
    const { store, state, tasks } = flakyStore()
    await store.put([entry('old', 'TASK_STATE_INPUT_REQUIRED', { contextId: 'c', upstreamContextId: 'c' })])
    const index = indexOf(store, { flushMs: 1 })
    const native = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    const whole = complete(native.agent, { index, upstream: 'main' })
    state.away = true
    const { task } = await whole.sendMessage(send(), callOf(alice))
    expect(task?.id).toBe('task-1')
    // What is at hand goes on.
    await whole.sendMessage(send({ taskId: 'task-1' }), callOf(alice))
    await whole.sendMessage(send({ contextId: 'context-of-agent-1' }), callOf(alice))
    const unavailable = { code: 'UNAVAILABLE', status: 503, retryable: true, retryAfter: 5 }
    const asked = native.heard.length
    await expect(whole.sendMessage(send({ taskId: 'old' }), callOf(alice))).rejects.toMatchObject(unavailable)
    await expect(whole.sendMessage(send({ contextId: 'new' }), callOf(alice))).rejects.toMatchObject(unavailable)
    await expect(whole.getTask({ id: 'old' }, callOf(alice))).rejects.toMatchObject(unavailable)
    await expect(whole.listTasks({}, callOf(alice))).rejects.toMatchObject(unavailable)
    await expect(whole.listTasks({}, callOf(alice))).rejects.not.toThrow(/connection refused/)
    expect(native.heard).toHaveLength(asked)
    state.away = false
    expect((await whole.listTasks({}, callOf(alice))).tasks.map(({ id }) => id).sort()).toEqual([
      'old',
      'task-1',
      'task-3',
    ])
    expect(await tasks.getContext('agent-1', 'context-of-agent-1', alice)).toBeDefined()
    await index[Symbol.asyncDispose]()
  })

  it('is tried again every second, with the newest state of each task, and it is logged', async () => {
    vi.useFakeTimers()
    const { store, state, tasks } = flakyStore()
    const errors: string[] = []
    const quiet = () => {}
    const logger = {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_: object, message: string) => void errors.push(message),
    }
    const index = indexOf(store, { flushMs: 25, logger })
    state.away = true
    index.putTask(entry('a', 'TASK_STATE_WORKING'))
    await vi.advanceTimersByTimeAsync(25)
    index.putTask(entry('a', 'TASK_STATE_COMPLETED'))
    await vi.advanceTimersByTimeAsync(999)
    expect(state.writes).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect([state.writes, errors.length]).toEqual([2, 2])
    state.away = false
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await tasks.get('agent-1', 'a')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes dispose reject and leaves nothing running', async () => {
    vi.useFakeTimers()
    const { store, state } = flakyStore()
    const index = indexOf(store)
    state.away = true
    index.putTask(entry('a'))
    await expect(index[Symbol.asyncDispose]()).rejects.toThrow()
    expect(vi.getTimerCount()).toBe(0)
  })
})
