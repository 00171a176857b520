import type { Store, StreamResponse } from '@gateway/core'
import { createAssembly, placeOf } from '@gateway/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onEachStore } from './stores.fixture.ts'
import { alice, bob, callOf, engineOn, say, stateOf, testRunner, textIn } from './test-runner.fixture.ts'

const PATIENT = { timeout: 15_000, interval: 20 }

async function collect(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = []
  for await (const event of stream) events.push(event)
  return events
}
const assembled = (events: readonly StreamResponse[]) => {
  const assembly = createAssembly()
  for (const event of events) assembly.add(event)
  return assembly.result()?.task
}
const places = (events: readonly StreamResponse[]) => events.map((event) => placeOf(event) ?? 0)

onEachStore((open) => {
  let store: Store
  let made: ReturnType<typeof engineOn>
  let { runner, vendor } = testRunner()
  beforeEach(async () => {
    store = await open()
    ;({ runner, vendor } = testRunner())
    made = engineOn(store, runner)
  })
  afterEach(async () => {
    await made.engine[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })
  const working = async (text = 'hold', call = callOf()) => {
    const { task } = await made.agent.sendMessage(say(text, {}, { configuration: { returnImmediately: true } }), call)
    const id = task?.id ?? ''
    await vi.waitFor(async () => expect(textIn(await made.agent.getTask({ id }, callOf()))).toBe('begun'), PATIENT)
    return id
  }

  it('answers a message with its finished task, which can be had again', async () => {
    const { task } = await made.agent.sendMessage(say('hello', { contextId: 'c1' }), callOf())
    expect(task).toMatchObject({ contextId: 'c1', status: { state: 'TASK_STATE_COMPLETED' } })
    expect(textIn(task)).toBe('echo hello')
    expect(task?.history).toMatchObject([{ role: 'ROLE_USER', taskId: task?.id, contextId: 'c1' }])
    expect(await made.agent.getTask({ id: task?.id ?? '' }, callOf())).toEqual(task)
    expect(await made.agent.getTask({ id: task?.id ?? '', historyLength: 0 }, callOf())).not.toHaveProperty('history')
    const stored = await store.runs.read('agent-1', task?.id ?? '')
    expect(stored).toMatchObject({
      entry: { task },
      run: { attempts: 1, state: 'TASK_STATE_COMPLETED', usage: { inputTokens: 10, outputTokens: 5 }, cost: 2 },
    })
  })

  it('answers at once when asked to, and works on', async () => {
    const request = say('hold', {}, { configuration: { returnImmediately: true } })
    const { task } = await made.agent.sendMessage(request, callOf())
    expect(stateOf({ task })).toBe('TASK_STATE_SUBMITTED')
    const id = task?.id ?? ''
    await vi.waitFor(async () => expect(textIn(await made.agent.getTask({ id }, callOf()))).toBe('begun'), PATIENT)
    vendor.release()
    await vi.waitFor(
      async () => expect(stateOf({ task: await made.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_COMPLETED'),
      PATIENT,
    )
  })

  it('streams the task, then every piece in order, each with its place', async () => {
    const events = await collect(made.agent.streamMessage(say('count 2000'), callOf()))
    expect(events[0]?.task?.status.state).toBe('TASK_STATE_SUBMITTED')
    expect(events).toHaveLength(2003)
    expect(places(events)).toEqual(events.map((_, index) => index + 1))
    const whole = Array.from({ length: 2000 }, (_, index) => `${index + 1} `).join('')
    expect(textIn(assembled(events))).toBe(whole)
    const id = events[0]?.task?.id ?? ''
    expect(textIn(await made.agent.getTask({ id }, callOf()))).toBe(whole)
  })

  it('shows two watchers the same order, and one that leaves disturbs nobody', async () => {
    const id = await working('hold')
    const leaving = made.agent.subscribeToTask({ id }, callOf())[Symbol.asyncIterator]()
    expect((await leaving.next()).value?.task?.id).toBe(id)
    const watching = [1, 2].map(() => collect(made.agent.subscribeToTask({ id }, callOf())))
    // One waits for an event when it leaves.
    const waiting = leaving.next()
    await leaving.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    vendor.release()
    const [one = [], other = []] = await Promise.all(watching)
    expect(one.slice(1)).toEqual(other.slice(1))
    expect(textIn(assembled(one))).toBe('begun and done')
    expect(one.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  it('goes on when its caller leaves, and books what it took', async () => {
    const caller = new AbortController()
    const stream = made.agent.streamMessage(say('hold'), callOf(alice, { signal: caller.signal }))
    const events = stream[Symbol.asyncIterator]()
    const id = (await events.next()).value?.task?.id ?? ''
    caller.abort(new Error('left'))
    await expect(
      events
        .next()
        .then(() => events.next())
        .then(() => events.next()),
    ).rejects.toThrow('left')
    vendor.release()
    await vi.waitFor(
      async () => expect(stateOf({ task: await made.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_COMPLETED'),
      PATIENT,
    )
    expect((await store.runs.read('agent-1', id))?.run).toMatchObject({ cost: 2, usage: { inputTokens: 10 } })
  })

  it('waits for input, takes the answer with what was kept, and tells both sides in its history', async () => {
    const asked = await made.agent.sendMessage(say('ask'), callOf())
    expect(stateOf(asked)).toBe('TASK_STATE_INPUT_REQUIRED')
    const taskId = asked.task?.id ?? ''
    const waiting = collect(made.agent.subscribeToTask({ id: taskId }, callOf()))
    const answered = await made.agent.sendMessage(say('this one', { taskId }), callOf())
    expect(stateOf(answered)).toBe('TASK_STATE_COMPLETED')
    expect(textIn(answered.task)).toBe('answered {"question":1} with this one')
    expect(answered.task?.history?.map(({ role, parts }) => [role, parts[0]?.text])).toEqual([
      ['ROLE_USER', 'ask'],
      ['ROLE_AGENT', 'which one?'],
      ['ROLE_USER', 'this one'],
    ])
    expect(await made.agent.getTask({ id: taskId }, callOf())).toEqual(answered.task)
    expect((await waiting).at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
    await expect(made.agent.sendMessage(say('more', { taskId }), callOf())).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
    })
  })

  it('begins a new task in a context whose other task waits', async () => {
    const asked = await made.agent.sendMessage(say('ask', { contextId: 'same' }), callOf())
    const other = await made.agent.sendMessage(say('hello', { contextId: 'same' }), callOf())
    expect(other.task?.id).not.toBe(asked.task?.id)
    expect(vendor.turns[0]?.sessionId).toBe(vendor.turns[1]?.sessionId)
    expect(vendor.turns[1]).not.toHaveProperty('resume')
  })

  it('gives a session to later turns of the same owner and context alone', async () => {
    const contextId = 'remembering'
    const [first, second] = [say('remember one', { contextId }), say('remember two', { contextId })]
    expect(textIn((await made.agent.sendMessage(first, callOf())).task)).toBe('session null')
    expect(textIn((await made.agent.sendMessage(second, callOf())).task)).toContain('remember one')
    const others = await made.agent.sendMessage(say('remember three', { contextId }), callOf(bob))
    expect(textIn(others.task)).toBe('session null')
    expect(new Set(vendor.turns.map(({ sessionId }) => sessionId)).size).toBe(2)
  })

  it('refuses a message to a task that works, another context, and what it does not know', async () => {
    const id = await working()
    const send = (more: object) => made.agent.sendMessage(say('x', more), callOf())
    await expect(send({ taskId: id })).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      message: expect.stringMatching(/wait|cancel/i),
    })
    await expect(send({ taskId: id, contextId: 'other' })).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
    await expect(send({ taskId: 'none' })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    await expect(send({ referenceTaskIds: ['none'] })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    vendor.release()
  })

  it('cancels: at the vendor, here, and a task that only waits', async () => {
    const id = await working()
    const watching = collect(made.agent.subscribeToTask({ id }, callOf()))
    expect(stateOf({ task: await made.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    expect(vendor.canceled).toMatchObject([{ said: 'hold' }])
    expect((await watching).at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
    await expect(made.agent.cancelTask({ id }, callOf())).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
    const asked = await made.agent.sendMessage(say('ask'), callOf())
    const canceled = await made.agent.cancelTask({ id: asked.task?.id ?? '' }, callOf())
    expect(stateOf({ task: canceled })).toBe('TASK_STATE_CANCELED')
    expect(await made.agent.getTask({ id: canceled.id }, callOf())).toEqual(canceled)
    const stubborn = await working('stubborn')
    await expect(made.agent.cancelTask({ id: stubborn }, callOf())).rejects.toMatchObject({
      code: 'TASK_NOT_CANCELABLE',
    })
    vendor.release()
  })

  it('ends a task whose runner does not heed its cancel', async () => {
    const id = await working('deaf')
    expect(stateOf({ task: await made.agent.cancelTask({ id }, callOf()) })).toBe('TASK_STATE_CANCELED')
    vendor.release()
  }, 20_000)

  it('ends a task in a failed state that says why', async () => {
    const { task } = await made.agent.sendMessage(say('fail'), callOf())
    expect(task?.status).toMatchObject({
      state: 'TASK_STATE_FAILED',
      message: { parts: [{ text: 'The vendor is away.' }] },
    })
  })

  it('lists newest first, by pages, filters, and without what is not asked for', async () => {
    const ids: (string | undefined)[] = []
    for (const text of ['one', 'ask', 'three']) {
      ids.unshift((await made.agent.sendMessage(say(text, { contextId: `list-${text}` }), callOf())).task?.id)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    const first = await made.agent.listTasks({ pageSize: 2 }, callOf())
    expect(first.tasks.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect(first).toMatchObject({ totalSize: 3, pageSize: 2 })
    expect(first.tasks[0]).not.toHaveProperty('artifacts')
    const rest = await made.agent.listTasks({ pageSize: 2, pageToken: first.nextPageToken }, callOf())
    expect([rest.tasks.map(({ id }) => id), rest.nextPageToken]).toEqual([[ids[2]], ''])
    const waiting = await made.agent.listTasks({ status: 'TASK_STATE_INPUT_REQUIRED' }, callOf())
    expect(waiting.tasks.map(({ id }) => id)).toEqual([ids[1]])
    expect((await made.agent.listTasks({ contextId: 'list-one' }, callOf())).totalSize).toBe(1)
    expect((await made.agent.listTasks({}, callOf(bob))).tasks).toEqual([])
    const id = await working()
    const full = await made.agent.listTasks({ includeArtifacts: true, pageSize: 1 }, callOf())
    expect([full.tasks[0]?.id, textIn(full.tasks[0])]).toEqual([id, 'begun'])
    vendor.release()
  })

  it('keeps what two owners share by name apart: task, context, message', async () => {
    const ids = { contextId: 'shared', messageId: 'shared' }
    const mine = await made.agent.sendMessage(say('ask', ids), callOf())
    const theirs = await made.agent.sendMessage(say('ask', ids), callOf(bob))
    expect(mine.task?.contextId).toBe(theirs.task?.contextId)
    expect(mine.task?.id).not.toBe(theirs.task?.id)
    const taskId = mine.task?.id ?? ''
    const notFound = { code: 'TASK_NOT_FOUND' }
    await expect(made.agent.getTask({ id: taskId }, callOf(bob))).rejects.toMatchObject(notFound)
    await expect(made.agent.cancelTask({ id: taskId }, callOf(bob))).rejects.toMatchObject(notFound)
    await expect(collect(made.agent.subscribeToTask({ id: taskId }, callOf(bob)))).rejects.toMatchObject(notFound)
    await expect(made.agent.sendMessage(say('x', { taskId }), callOf(bob))).rejects.toMatchObject(notFound)
    expect((await made.agent.listTasks({}, callOf(bob))).tasks.map(({ id }) => id)).toEqual([theirs.task?.id])
    const live = await working()
    await expect(made.agent.getTask({ id: live }, callOf(bob))).rejects.toMatchObject(notFound)
    vendor.release()
  })
})
