import { expect, it } from 'vitest'
import { collect, onEachEngine } from './engine-tests.fixture.ts'
import { bob, callOf, say, stateOf, textIn } from './test-runner.fixture.ts'

onEachEngine((on) => {
  it('waits for input, takes the answer with what was kept, and tells both sides in its history', async () => {
    const asked = await on.agent.sendMessage(say('ask'), callOf())
    expect(stateOf(asked)).toBe('TASK_STATE_INPUT_REQUIRED')
    const taskId = asked.task?.id ?? ''
    const joined = on.agent.subscribeToTask({ id: taskId }, callOf())[Symbol.asyncIterator]()
    // It has joined before the answer is sent.
    expect((await joined.next()).value?.task?.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
    const waiting = collect({ [Symbol.asyncIterator]: () => joined })
    const answered = await on.agent.sendMessage(say('this one', { taskId }), callOf())
    expect(stateOf(answered)).toBe('TASK_STATE_COMPLETED')
    expect(textIn(answered.task)).toBe('answered {"question":1} with this one')
    expect(answered.task?.history?.map(({ role, parts }) => [role, parts[0]?.text])).toEqual([
      ['ROLE_USER', 'ask'],
      ['ROLE_AGENT', 'which one?'],
      ['ROLE_USER', 'this one'],
    ])
    expect(await on.agent.getTask({ id: taskId }, callOf())).toEqual(answered.task)
    expect((await waiting).at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
    await expect(on.agent.sendMessage(say('more', { taskId }), callOf())).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
    })
  })

  it('waits for its caller to sign in, and goes on with the next message', async () => {
    const waiting = await on.agent.sendMessage(say('sign in'), callOf())
    expect(stateOf(waiting)).toBe('TASK_STATE_AUTH_REQUIRED')
    expect(waiting.task?.status.message?.parts).toEqual([{ text: 'sign in first' }])
    const taskId = waiting.task?.id ?? ''
    const answered = await on.agent.sendMessage(say('done so', { taskId }), callOf())
    expect(stateOf(answered)).toBe('TASK_STATE_COMPLETED')
    expect(textIn(answered.task)).toBe('answered {"login":1} with done so')
  })

  it('makes a context where none is given, and takes the task by it from then on', async () => {
    const [one, other] = [
      await on.agent.sendMessage(say('ask'), callOf()),
      await on.agent.sendMessage(say('ask'), callOf()),
    ]
    const { id: taskId, contextId } = one.task ?? {}
    expect(contextId).toMatch(/^[0-9a-f-]{36}$/)
    expect(other.task?.contextId).not.toBe(contextId)
    const mismatch = say('this', { taskId, contextId: other.task?.contextId })
    await expect(on.agent.sendMessage(mismatch, callOf())).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
    const answered = await on.agent.sendMessage(say('this', { taskId, contextId }), callOf())
    expect(answered.task).toMatchObject({ id: taskId, contextId, status: { state: 'TASK_STATE_COMPLETED' } })
  })

  it('begins a new task in a context whose other task waits', async () => {
    const asked = await on.agent.sendMessage(say('ask', { contextId: 'same' }), callOf())
    const other = await on.agent.sendMessage(say('hello', { contextId: 'same' }), callOf())
    expect(other.task?.id).not.toBe(asked.task?.id)
    expect(on.vendor.turns[0]?.sessionId).toBe(on.vendor.turns[1]?.sessionId)
    expect(on.vendor.turns[1]).not.toHaveProperty('resume')
  })

  it('gives a session to later turns of the same owner and context alone', async () => {
    const contextId = 'remembering'
    const [first, second] = [say('remember one', { contextId }), say('remember two', { contextId })]
    expect(textIn((await on.agent.sendMessage(first, callOf())).task)).toBe('session null')
    expect(textIn((await on.agent.sendMessage(second, callOf())).task)).toContain('remember one')
    const others = await on.agent.sendMessage(say('remember three', { contextId }), callOf(bob))
    expect(textIn(others.task)).toBe('session null')
    expect(new Set(on.vendor.turns.map(({ sessionId }) => sessionId)).size).toBe(2)
  })

  it('refuses a message to a task that works, another context, and what it does not know', async () => {
    const id = await on.working()
    const send = (more: object) => on.agent.sendMessage(say('x', more), callOf())
    await expect(send({ taskId: id })).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      message: expect.stringMatching(/wait|cancel/i),
    })
    await expect(send({ taskId: id, contextId: 'other' })).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
    await expect(send({ taskId: 'none' })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    await expect(send({ referenceTaskIds: ['none'] })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    on.vendor.release()
  })

  it('refuses the second of two answers to one question', async () => {
    const taskId = (await on.agent.sendMessage(say('ask'), callOf())).task?.id ?? ''
    const answers = await Promise.allSettled(
      ['a', 'b'].map((text) => on.agent.sendMessage(say(text, { taskId }), callOf())),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'UNSUPPORTED_OPERATION' },
    })
  })

  it('keeps what two owners share by name apart: task, context, message', async () => {
    const ids = { contextId: 'shared', messageId: 'shared' }
    const mine = await on.agent.sendMessage(say('ask', ids), callOf())
    const theirs = await on.agent.sendMessage(say('ask', ids), callOf(bob))
    expect(mine.task?.contextId).toBe(theirs.task?.contextId)
    expect(mine.task?.id).not.toBe(theirs.task?.id)
    const taskId = mine.task?.id ?? ''
    const notFound = { code: 'TASK_NOT_FOUND' }
    await expect(on.agent.getTask({ id: taskId }, callOf(bob))).rejects.toMatchObject(notFound)
    await expect(on.agent.cancelTask({ id: taskId }, callOf(bob))).rejects.toMatchObject(notFound)
    await expect(collect(on.agent.subscribeToTask({ id: taskId }, callOf(bob)))).rejects.toMatchObject(notFound)
    await expect(on.agent.sendMessage(say('x', { taskId }), callOf(bob))).rejects.toMatchObject(notFound)
    expect((await on.agent.listTasks({}, callOf(bob))).tasks.map(({ id }) => id)).toEqual([theirs.task?.id])
    const live = await on.working()
    await expect(on.agent.getTask({ id: live }, callOf(bob))).rejects.toMatchObject(notFound)
    on.vendor.release()
  })
})
