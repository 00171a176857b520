import { expect, it, vi } from 'vitest'
import { assembled, collect, onEachEngine, PATIENT, places } from './engine-tests.fixture.ts'
import { alice, callOf, say, stateOf, textIn } from './test-runner.fixture.ts'

onEachEngine((on) => {
  it('answers a message with its finished task, which can be had again', async () => {
    const { task } = await on.agent.sendMessage(say('hello', { contextId: 'c1' }), callOf())
    expect(task).toMatchObject({ contextId: 'c1', status: { state: 'TASK_STATE_COMPLETED' } })
    expect(textIn(task)).toBe('echo hello')
    expect(task?.history).toMatchObject([{ role: 'ROLE_USER', taskId: task?.id, contextId: 'c1' }])
    expect(await on.agent.getTask({ id: task?.id ?? '' }, callOf())).toEqual(task)
    expect(await on.agent.getTask({ id: task?.id ?? '', historyLength: 0 }, callOf())).not.toHaveProperty('history')
    const stored = await on.store.runs.read('agent-1', task?.id ?? '')
    expect(stored).toMatchObject({
      entry: { task },
      run: { attempts: 1, state: 'TASK_STATE_COMPLETED', usage: { inputTokens: 10, outputTokens: 5 }, cost: 2 },
    })
  })

  it('answers at once when asked to, and works on', async () => {
    const request = say('hold', {}, { configuration: { returnImmediately: true } })
    const { task } = await on.agent.sendMessage(request, callOf())
    expect(stateOf({ task })).toBe('TASK_STATE_SUBMITTED')
    const id = task?.id ?? ''
    await vi.waitFor(async () => expect(textIn(await on.agent.getTask({ id }, callOf()))).toBe('begun'), PATIENT)
    on.vendor.release()
    await vi.waitFor(
      async () => expect(stateOf({ task: await on.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_COMPLETED'),
      PATIENT,
    )
  })

  it('streams the task, then every piece in order, each with its place', async () => {
    const events = await collect(on.agent.streamMessage(say('count 2000'), callOf()))
    expect(events[0]?.task?.status.state).toBe('TASK_STATE_SUBMITTED')
    expect(events).toHaveLength(2003)
    expect(places(events)).toEqual(events.map((_, index) => index + 1))
    const whole = Array.from({ length: 2000 }, (_, index) => `${index + 1} `).join('')
    expect(textIn(assembled(events))).toBe(whole)
    const id = events[0]?.task?.id ?? ''
    expect(textIn(await on.agent.getTask({ id }, callOf()))).toBe(whole)
  })

  it('shows two watchers the same order, and one that leaves disturbs nobody', async () => {
    const id = await on.working('hold')
    const leaving = on.agent.subscribeToTask({ id }, callOf())[Symbol.asyncIterator]()
    expect((await leaving.next()).value?.task?.id).toBe(id)
    const watching = [1, 2].map(() => collect(on.agent.subscribeToTask({ id }, callOf())))
    // One waits for an event when it leaves.
    const waiting = leaving.next()
    await leaving.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    on.vendor.release()
    const [one = [], other = []] = await Promise.all(watching)
    expect(one.slice(1)).toEqual(other.slice(1))
    expect(textIn(assembled(one))).toBe('begun and done')
    expect(one.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  it('goes on when its caller leaves, and books what it took', async () => {
    const caller = new AbortController()
    const stream = on.agent.streamMessage(say('hold'), callOf(alice, { signal: caller.signal }))
    const events = stream[Symbol.asyncIterator]()
    const id = (await events.next()).value?.task?.id ?? ''
    caller.abort(new Error('left'))
    await expect(
      events
        .next()
        .then(() => events.next())
        .then(() => events.next()),
    ).rejects.toThrow('left')
    on.vendor.release()
    await vi.waitFor(
      async () => expect(stateOf({ task: await on.agent.getTask({ id }, callOf()) })).toBe('TASK_STATE_COMPLETED'),
      PATIENT,
    )
    expect((await on.store.runs.read('agent-1', id))?.run).toMatchObject({ cost: 2, usage: { inputTokens: 10 } })
  })

  it('ends a task in a failed state that says why', async () => {
    const { task } = await on.agent.sendMessage(say('fail'), callOf())
    expect(task?.status).toMatchObject({
      state: 'TASK_STATE_FAILED',
      message: { parts: [{ text: 'The vendor is away.' }] },
    })
  })
})
