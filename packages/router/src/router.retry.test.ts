import { gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { brokenConnection, message, refusedConnection, testAgent, testContext } from './agent.fixture.ts'
import { createRouter } from './create-router.ts'

const failing = (name: string, error: () => unknown) => {
  const agent = testAgent(name)
  agent.act = () => {
    throw error()
  }
  return agent
}

describe('retries', () => {
  it('tries another upstream when one refused the connection, and tells each attempt', async () => {
    const a = failing('a', refusedConnection)
    const b = failing('b', refusedConnection)
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b },
        { name: 'c', agent: testAgent('c') },
      ],
      strategy: 'round-robin',
    })
    const context = testContext()
    await expect(router.sendMessage(message(), context)).resolves.toMatchObject({ task: { id: 'task-of-c-1' } })
    expect(context.facts).toMatchObject([
      { type: 'upstream', name: 'a' },
      { type: 'attempt', upstream: 'a', error: 'AGENT_UNREACHABLE' },
      { type: 'upstream', name: 'b' },
      { type: 'attempt', upstream: 'b', error: 'AGENT_UNREACHABLE' },
      { type: 'upstream', name: 'c' },
      { type: 'attempt', upstream: 'c' },
    ])
    expect(context.facts.at(-1)).not.toHaveProperty('error')
  })

  it('tries as often as it is told, and gives the last error', async () => {
    const agents = ['a', 'b', 'c', 'd'].map((name) => failing(name, refusedConnection))
    const router = createRouter({ upstreams: agents.map((agent) => ({ agent })), retry: { retries: 1 } })
    await expect(router.sendMessage(message(), testContext())).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
    expect(agents.reduce((sum, { seen }) => sum + seen.length, 0)).toBe(2)
  })

  it.each([
    ['a connection that broke', brokenConnection],
    ['a time-out', () => gatewayError('AGENT_TIMEOUT', 'No first event.')],
    ['an error of the agent', () => gatewayError('AGENT_ERROR', 'No.', { retryable: true })],
    ['a wrong request', () => gatewayError('INVALID_PARAMS', 'No.')],
    ['an error of the adapter', () => new TypeError('x')],
  ])('never sends again after %s: the upstream may have begun', async (_, error) => {
    const a = failing('a', error)
    const b = testAgent('b')
    const router = createRouter({ upstreams: [{ agent: a }, { agent: b }], strategy: 'round-robin' })
    await expect(router.sendMessage(message(), testContext())).rejects.toThrow()
    await expect(
      (async () => {
        for await (const _ of createRouter({
          upstreams: [{ agent: a }, { agent: b }],
          strategy: 'round-robin',
        }).streamMessage(message(), testContext()));
      })(),
    ).rejects.toThrow()
    expect(b.seen).toEqual([])
  })

  it.each([
    ['whose connection broke', brokenConnection],
    ['that did not answer in time', () => gatewayError('AGENT_TIMEOUT', 'Nothing came.')],
  ])('sends again what its caller has marked, after an upstream %s', async (_what, failure) => {
    const router = createRouter({
      upstreams: [{ agent: failing('a', failure) }, { agent: testAgent('b') }],
      strategy: 'round-robin',
      retry: { mayRepeat: ({ metadata }) => metadata?.repeatable === true },
    })
    const marked = { ...message(), metadata: { repeatable: true } }
    await expect(router.sendMessage(marked, testContext())).resolves.toMatchObject({ task: { id: 'task-of-b-1' } })
  })

  it('opens a stream elsewhere before its first event, and never after', async () => {
    const broken = testAgent('a', {
      async *streamMessage() {
        yield { statusUpdate: { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } } }
        throw refusedConnection()
      },
    })
    const router = createRouter({
      upstreams: [{ agent: failing('x', refusedConnection) }, { agent: broken }, { agent: testAgent('c') }],
      strategy: 'round-robin',
    })
    const events: unknown[] = []
    const read = async () => {
      for await (const event of router.streamMessage(message(), testContext())) events.push(event)
    }
    await expect(read()).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
    expect(events).toHaveLength(1)
  })

  it('asks again where a task is read', async () => {
    let asked = 0
    const agent = testAgent('a', {
      getTask: async ({ id }) => {
        asked += 1
        if (asked === 1) throw brokenConnection()
        return { id, status: { state: 'TASK_STATE_WORKING' } }
      },
    })
    const router = createRouter({ upstreams: [{ agent }], retry: { backoffMs: 1 } })
    await expect(router.getTask({ id: 't' }, testContext())).resolves.toMatchObject({ id: 't' })
  })

  it('stops with its caller', async () => {
    const stop = new AbortController()
    const a = testAgent('a')
    a.act = () => {
      stop.abort(gatewayError('CANCELED', 'Left.'))
      throw refusedConnection()
    }
    const b = testAgent('b')
    const router = createRouter({ upstreams: [{ agent: a }, { agent: b }], strategy: 'round-robin' })
    await expect(router.sendMessage(message(), testContext(stop.signal))).rejects.toThrow()
    expect(b.seen).toEqual([])
  })

  it('keeps retries to their share of the calls', async () => {
    const agents = [failing('a', refusedConnection), failing('b', refusedConnection)]
    const router = createRouter({
      upstreams: agents.map((agent) => ({ agent })),
      retry: { retries: 1, budget: 0.1, burst: 5 },
      health: { consecutiveFailures: 1_000, failureRate: 2 },
    })
    for (let call = 0; call < 100; call++) await router.sendMessage(message(), testContext()).catch(() => undefined)
    const tries = agents.reduce((sum, { seen }) => sum + seen.length, 0)
    expect(tries).toBeGreaterThanOrEqual(112)
    expect(tries).toBeLessThanOrEqual(116)
  })
})

describe('fallbacks', () => {
  it('come in their order when no upstream could begin, and keep what began there', async () => {
    const old = testAgent('old')
    const router = createRouter({
      upstreams: [{ agent: failing('a', refusedConnection) }],
      fallbacks: [
        { name: 'older', agent: failing('older', refusedConnection) },
        { name: 'old', agent: old },
      ],
    })
    const { task } = await router.sendMessage(message(), testContext())
    expect(task?.id).toBe('task-of-old-1')
    await router.sendMessage(message({ taskId: 'task-of-old-1' }), testContext())
    expect(old.seen).toHaveLength(2)
  })

  it('are not asked for what an upstream may have begun', async () => {
    const old = testAgent('old')
    const router = createRouter({
      upstreams: [{ agent: failing('a', brokenConnection) }],
      fallbacks: [{ name: 'old', agent: old }],
    })
    await expect(router.sendMessage(message(), testContext())).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
    expect(old.seen).toEqual([])
  })
})
