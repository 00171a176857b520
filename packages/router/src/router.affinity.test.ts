import { describe, expect, it } from 'vitest'
import { message, refusedConnection, TestClock, testAgent, testContext } from './agent.fixture.ts'
import { createRouter } from './create-router.ts'

const two = () => ({ a: testAgent('a'), b: testAgent('b') })

describe('affinity', () => {
  it('keeps a conversation and a task where they began', async () => {
    const { a, b } = two()
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b },
      ],
      strategy: 'round-robin',
    })
    const first = await router.sendMessage(message(), testContext())
    expect(first.task?.id).toBe('task-of-a-1')
    for (let turn = 0; turn < 4; turn++) {
      await router.sendMessage(message({ contextId: first.task?.contextId ?? '' }), testContext())
      await router.sendMessage(message({ taskId: 'task-of-a-1' }), testContext())
    }
    expect(a.seen).toHaveLength(9)
    expect(b.seen).toHaveLength(0)
    await expect(router.getTask({ id: 'task-of-a-1' }, testContext())).resolves.toMatchObject({ id: 'task-of-a-1' })
  })

  it('learns from the first event of a stream', async () => {
    const { a, b } = two()
    const router = createRouter({ upstreams: [{ agent: a }, { agent: b }], strategy: 'round-robin' })
    for await (const _ of router.streamMessage(message(), testContext()));
    await router.sendMessage(message({ contextId: 'context-of-a-1' }), testContext())
    expect([a.seen.length, b.seen.length]).toEqual([2, 0])
  })

  it('asks for a task that it does not know, and remembers who has it', async () => {
    const { a, b } = two()
    const router = createRouter({ upstreams: [{ agent: a }, { agent: b }] })
    await router.sendMessage(message({ taskId: 'task-of-b-7' }), testContext())
    await router.sendMessage(message({ taskId: 'task-of-b-7' }), testContext())
    expect([a.seen.length, b.seen.length]).toEqual([0, 2])
    await expect(router.getTask({ id: 'task-of-nobody' }, testContext())).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    })
  })

  it('asks the index where there is one, and tells it nothing that it learns elsewhere', async () => {
    const { a, b } = two()
    const asked: unknown[] = []
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b },
      ],
      tasks: 'shared',
      affinity: {
        upstreamOf: async (place) => {
          asked.push(place)
          return 'b'
        },
      },
    })
    await router.sendMessage(message(), testContext())
    expect(asked).toEqual([])
    await router.sendMessage(message({ contextId: 'c' }), testContext())
    await expect(router.getTask({ id: 'task-of-b-1' }, testContext())).resolves.toMatchObject({ id: 'task-of-b-1' })
    expect(asked).toMatchObject([{ contextId: 'c', taskId: undefined }, { taskId: 'task-of-b-1' }])
  })

  it('says which upstream is down, since when and for how long, and asks nobody else', async () => {
    const { a, b } = two()
    const clock = new TestClock()
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b },
      ],
      strategy: 'round-robin',
      health: { consecutiveFailures: 1, cooldownSeconds: 20 },
      clock,
    })
    const { task } = await router.sendMessage(message(), testContext())
    a.act = () => {
      throw refusedConnection()
    }
    await router.sendMessage(message(), testContext())
    await router.sendMessage(message(), testContext())
    clock.pass(5)
    const asked = b.seen.length
    for (const fields of [{ taskId: task?.id ?? '' }, { contextId: task?.contextId ?? '' }]) {
      await expect(router.sendMessage(message(fields), testContext())).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        retryAfter: 15,
        message: expect.stringMatching(/"a", which holds this (task|conversation), is down since 2026-01-01T00:00:00/),
      })
    }
    expect(b.seen).toHaveLength(asked)
    a.act = () => undefined
    clock.pass(16)
    await router.sendMessage(message({ taskId: task?.id ?? '' }), testContext())
  })

  it('moves a conversation whose upstream is down, by setting; never a task', async () => {
    const { a, b } = two()
    const clock = new TestClock()
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b },
      ],
      strategy: 'round-robin',
      whenDown: 'move',
      health: { consecutiveFailures: 1 },
      clock,
    })
    const { task } = await router.sendMessage(message(), testContext())
    await router.sendMessage(message(), testContext())
    a.act = () => {
      throw refusedConnection()
    }
    await router.sendMessage(message(), testContext())
    await router.sendMessage(message({ contextId: task?.contextId ?? '' }), testContext())
    expect(b.seen.at(-1)?.message.contextId).toBe(task?.contextId)
    await expect(router.sendMessage(message({ taskId: task?.id ?? '' }), testContext())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
  })

  it('says that the upstream of a task is gone', async () => {
    const { a, b } = two()
    const router = createRouter({ upstreams: [{ name: 'a', agent: a }], strategy: 'round-robin' })
    await router.sendMessage(message(), testContext())
    router.update({ upstreams: [{ name: 'b', agent: b }] })
    await expect(router.getTask({ id: 'task-of-a-1' }, testContext())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The upstream "a", which holds this task, is not among the upstreams of this agent any more.',
    })
  })

  it('lists the tasks of one conversation, and refuses a list of all that nobody has', async () => {
    const a = testAgent('a', { listTasks: async () => ({ tasks: [], nextPageToken: '', pageSize: 50, totalSize: 0 }) })
    const router = createRouter({ upstreams: [{ agent: a }, { agent: testAgent('b') }], strategy: 'round-robin' })
    await router.sendMessage(message({ contextId: 'c' }), testContext())
    await expect(router.listTasks({ contextId: 'c' }, testContext())).resolves.toMatchObject({ totalSize: 0 })
    await expect(router.listTasks({}, testContext())).rejects.toMatchObject({ code: 'UNSUPPORTED_OPERATION' })
  })
})
