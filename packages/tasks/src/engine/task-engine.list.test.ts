import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { onEachEngine } from './engine-tests.fixture.ts'
import { bob, callOf, say, textIn } from './test-runner.fixture.ts'

onEachEngine((on) => {
  /** Sends one message each, oldest first, none in the same millisecond as another. */
  const sent = async (...texts: readonly string[]) => {
    const ids: string[] = []
    for (const [index, text] of texts.entries()) {
      const { task } = await on.agent.sendMessage(say(text, { contextId: `context-${index % 2}` }), callOf())
      ids.push(task?.id ?? '')
      await sleep(3)
    }
    return ids
  }
  const idsOf = async (request: Parameters<typeof on.agent.listTasks>[0]) =>
    (await on.agent.listTasks(request, callOf())).tasks.map(({ id }) => id)

  it('lists newest first, by a cursor that gives each task once, also while tasks are added', async () => {
    const ids = (await sent('one', 'two', 'three', 'four', 'five')).toReversed()
    const seen: string[] = []
    let pageToken = ''
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await on.agent.listTasks({ pageSize: 2, pageToken }, callOf())
      seen.push(...page.tasks.map(({ id }) => id))
      expect(page).toMatchObject({ pageSize: 2, totalSize: 5 + pages })
      pageToken = page.nextPageToken
      if (pageToken === '') break
      await on.agent.sendMessage(say('meanwhile'), callOf())
    }
    expect(seen).toEqual(ids)
    await expect(on.agent.listTasks({ pageToken: 'none' }, callOf())).rejects.toMatchObject({ code: 'INVALID_PARAMS' })
  })

  it('puts a task to the front whose state has changed', async () => {
    const [first = '', second = '', third = ''] = await sent('ask', 'two', 'three')
    expect(await idsOf({})).toEqual([third, second, first])
    await on.agent.sendMessage(say('this one', { taskId: first }), callOf())
    expect(await idsOf({})).toEqual([first, third, second])
  })

  it('filters by context, state and time, and shows each owner their own', async () => {
    const [first = '', asked = '', third = ''] = await sent('one', 'ask', 'three')
    expect(await idsOf({ contextId: 'context-0' })).toEqual([third, first])
    expect(await idsOf({ contextId: 'none' })).toEqual([])
    expect(await idsOf({ status: 'TASK_STATE_INPUT_REQUIRED' })).toEqual([asked])
    expect(await idsOf({ status: 'TASK_STATE_COMPLETED', contextId: 'context-0' })).toEqual([third, first])
    const { timestamp = '' } = (await on.agent.getTask({ id: asked }, callOf())).status
    expect(await idsOf({ statusTimestampAfter: timestamp })).toEqual([third, asked])
    expect(await on.agent.listTasks({}, callOf(bob))).toEqual({
      tasks: [],
      nextPageToken: '',
      pageSize: 50,
      totalSize: 0,
    })
  })

  it('shows as much history and content as is asked for', async () => {
    const [id = ''] = await sent('ask')
    await on.agent.sendMessage(say('this one', { taskId: id }), callOf())
    const one = async (request: object) => (await on.agent.listTasks(request, callOf())).tasks[0]
    const texts = async (request: object) =>
      (await one(request))?.history?.map(({ parts }) => parts.map(({ text }) => text).join(''))
    expect(await texts({})).toEqual(['ask', 'which one?', 'this one'])
    expect(await texts({ historyLength: 2 })).toEqual(['which one?', 'this one'])
    expect(await one({ historyLength: 0 })).not.toHaveProperty('history')
    expect(await one({})).not.toHaveProperty('artifacts')
    const whole = await on.agent.getTask({ id }, callOf())
    expect(await one({ includeArtifacts: true })).toEqual(whole)
    expect((await on.agent.getTask({ id, historyLength: 1 }, callOf())).history).toEqual(whole.history?.slice(-1))
  })

  it('shows of a task that works what it has told until now', async () => {
    const id = await on.working()
    const { tasks } = await on.agent.listTasks({ includeArtifacts: true, pageSize: 1 }, callOf())
    expect([tasks[0]?.id, textIn(tasks[0])]).toEqual([id, 'begun'])
    on.vendor.release()
  })
})
