import { describe, expect, it } from 'vitest'
import { message, refusedConnection, testAgent, testContext } from './agent.fixture.ts'
import { createRouter } from './create-router.ts'

/** An agent whose calls wait until they are released. */
function held(name: string) {
  const gate = Promise.withResolvers<void>()
  const agent = testAgent(name)
  agent.act = () => gate.promise
  return { agent, release: gate.resolve }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('limits', () => {
  it('gives an upstream no more than it may have at once; the others wait their turn', async () => {
    const { agent, release } = held('a')
    const router = createRouter({ upstreams: [{ name: 'a', agent, parallel: 2 }] })
    const sent = Array.from({ length: 5 }, () => router.sendMessage(message(), testContext()))
    await settle()
    expect(agent.seen).toHaveLength(2)
    expect(router.state()).toMatchObject({ waiting: 3, upstreams: [{ active: 2 }] })
    release()
    await Promise.all(sent)
    expect(agent.seen).toHaveLength(5)
    expect(router.state()).toMatchObject({ waiting: 0, upstreams: [{ active: 0 }] })
  })

  it('spills over to another one before anybody waits', async () => {
    const { agent, release } = held('a')
    const b = testAgent('b')
    const router = createRouter({
      upstreams: [
        { agent, parallel: 1 },
        { agent: b, priority: 1 },
      ],
      strategy: 'priority',
    })
    const first = router.sendMessage(message(), testContext())
    await router.sendMessage(message(), testContext())
    expect(b.seen).toHaveLength(1)
    release()
    await first
  })

  it('refuses with 503 and when to come back, when too many wait or it takes too long', async () => {
    const { agent, release } = held('a')
    const router = createRouter({ upstreams: [{ agent, parallel: 1 }], queue: 1, queueSeconds: 0.02 })
    const first = router.sendMessage(message(), testContext())
    const second = router.sendMessage(message(), testContext())
    const refused = { code: 'UNAVAILABLE', status: 503, retryAfter: 1, retryable: true }
    const outcome = expect(second).rejects.toMatchObject(refused)
    await settle()
    await expect(router.sendMessage(message(), testContext())).rejects.toMatchObject({
      ...refused,
      message: 'Every upstream is busy, and 1 calls wait already. Try again.',
    })
    await outcome
    release()
    await first
    expect(agent.seen).toHaveLength(1)
  })

  it('lets a caller that leaves out of the line', async () => {
    const { agent, release } = held('a')
    const router = createRouter({ upstreams: [{ agent, parallel: 1 }] })
    const first = router.sendMessage(message(), testContext())
    const leaving = new AbortController()
    const second = router.sendMessage(message(), testContext(leaving.signal))
    await settle()
    leaving.abort(new Error('left'))
    await expect(second).rejects.toThrow('left')
    expect(router.state().waiting).toBe(0)
    release()
    await first
  })

  it('counts a stream until its reader has left or it is over', async () => {
    const router = createRouter({ upstreams: [{ agent: testAgent('a'), parallel: 1 }] })
    for await (const _ of router.streamMessage(message(), testContext())) break
    expect(router.state().upstreams).toMatchObject([{ active: 0 }])
    for await (const _ of router.streamMessage(message(), testContext()));
    expect(router.state().upstreams).toMatchObject([{ active: 0, calls: 2 }])
  })

  it('refuses with 429 when every upstream has had its calls of the minute', async () => {
    const agents = [testAgent('a'), testAgent('b')]
    const router = createRouter({
      upstreams: agents.map((agent) => ({ agent, requestsPerMinute: 3 })),
      strategy: 'rate',
    })
    for (let call = 0; call < 6; call++) await router.sendMessage(message(), testContext())
    expect(agents.map(({ seen }) => seen.length)).toEqual([3, 3])
    await expect(router.sendMessage(message(), testContext())).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
    })
  })

  it('passes over an upstream that is not for this caller', async () => {
    const failing = testAgent('a')
    failing.act = () => {
      throw refusedConnection()
    }
    const [one, two] = [testAgent('one'), testAgent('two')]
    const router = createRouter({
      upstreams: [{ agent: failing }],
      fallbacks: [
        { name: 'one', agent: one, admits: ({ owner }) => owner.keyId === 'granted' },
        { name: 'two', agent: two },
      ],
    })
    await router.sendMessage(message(), testContext())
    await router.sendMessage(message(), { ...testContext(), owner: { keyId: 'granted' } })
    expect([one.seen.length, two.seen.length]).toEqual([1, 1])
  })
})
