import { describe, expect, it } from 'vitest'
import { message, testAgent, testContext } from './agent.fixture.ts'
import { cardCheck, pingCheck } from './checks.ts'
import { createRouter } from './create-router.ts'
import type { MirrorOutcome } from './mirror.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('change while calls run', () => {
  it('fails no call when upstreams are added, drained, changed and removed', async () => {
    const agents = Array.from({ length: 6 }, (_, index) => testAgent(`u${index}`))
    for (const agent of agents) agent.act = settle as () => Promise<void>
    const some = (chosen: number) =>
      agents.flatMap((agent, index) =>
        index % 3 === chosen % 3 ? [] : [{ name: `u${index}`, agent, weight: 1 + chosen, draining: index === chosen }],
      )
    const router = createRouter({ upstreams: some(0) })
    let answered = 0
    let over = false
    const caller = async () => {
      while (!over) {
        await router.sendMessage(message(), testContext())
        for await (const _ of router.streamMessage(message(), testContext()));
        answered += 2
      }
    }
    const callers = Array.from({ length: 10 }, caller)
    for (let round = 0; round < 200; round++) {
      router.update({ upstreams: some(round % 5), strategy: round % 2 === 0 ? 'two-choices' : 'weighted' })
      await settle()
    }
    over = true
    await Promise.all(callers)
    expect(answered).toBeGreaterThan(200)
    expect(router.state().upstreams.every(({ failures, active }) => failures === 0 && active === 0)).toBe(true)
  })

  it('gives an upstream of weight 0 the work that names it, and a drained one none', async () => {
    const [a, b] = [testAgent('a'), testAgent('b')]
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b, weight: 0 },
      ],
    })
    await router.sendMessage(message(), { ...testContext(), upstream: 'b' })
    expect([a.seen.length, b.seen.length]).toEqual([0, 1])
    router.update({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'b', agent: b, draining: true },
      ],
    })
    await expect(router.sendMessage(message(), { ...testContext(), upstream: 'b' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect([a.seen.length, b.seen.length]).toEqual([0, 1])
  })

  it('gives a drained upstream and one of weight 0 no new work, and still reaches what they hold', async () => {
    const [a, b] = [testAgent('a'), testAgent('b')]
    const upstreams = [
      { name: 'a', agent: a },
      { name: 'b', agent: b },
    ]
    const router = createRouter({ upstreams, strategy: 'round-robin' })
    await router.sendMessage(message(), testContext())
    for (const change of [{ draining: true }, { weight: 0 }]) {
      router.update({
        upstreams: [
          { name: 'a', agent: a, ...change },
          { name: 'b', agent: b },
        ],
        strategy: 'round-robin',
      })
      for (let call = 0; call < 5; call++) await router.sendMessage(message(), testContext())
      expect(a.seen.length + b.seen.length).toBeGreaterThan(5)
    }
    expect(a.seen).toHaveLength(1)
    await router.sendMessage(message({ taskId: 'task-of-a-1' }), testContext())
    expect(a.seen).toHaveLength(2)
  })

  it('keeps what is known of an upstream whose settings alone have changed', async () => {
    const a = testAgent('a')
    const router = createRouter({ upstreams: [{ name: 'a', agent: a }] })
    await router.sendMessage(message(), testContext())
    router.update({ upstreams: [{ name: 'a', agent: a, weight: 7 }] })
    expect(router.state().upstreams).toMatchObject([{ calls: 1, weight: 7 }])
    router.update({ upstreams: [{ name: 'a', agent: testAgent('another') }] })
    expect(router.state().upstreams).toMatchObject([{ calls: 0, weight: 1 }])
  })

  it.each([
    ['upstreams', { upstreams: [] }],
    [
      'upstreams[1].name',
      {
        upstreams: [
          { name: 'a', agent: testAgent('a') },
          { name: 'a', agent: testAgent('a') },
        ],
      },
    ],
    ['upstreams[0].weight', { upstreams: [{ agent: testAgent('a'), weight: -1 }] }],
    ['upstreams[0].parallel', { upstreams: [{ agent: testAgent('a'), parallel: 0 }] }],
    [
      'fallbacks',
      { upstreams: [{ name: 'a', agent: testAgent('a') }], fallbacks: [{ name: 'a', agent: testAgent('a') }] },
    ],
    ['mirror.upstream', { upstreams: [{ agent: testAgent('a') }], mirror: { upstream: 'b' } }],
    ['upstreams[0].runner', { upstreams: [{ agent: () => testAgent('a') }] }],
  ])('refuses wrong settings at %s and changes nothing', (field, settings) => {
    const router = createRouter({ upstreams: [{ name: 'first', agent: testAgent('first') }] })
    expect(() => router.update(settings)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS', field }))
    expect(router.state().upstreams).toMatchObject([{ name: 'first' }])
  })
})

describe('the kill switch', () => {
  it('stops routing, cancels what runs if told to, and is taken back', async () => {
    const a = testAgent('a')
    a.act = (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    const router = createRouter({ upstreams: [{ agent: a }] })
    const running = router.sendMessage(message(), testContext())
    const outcome = expect(running).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^This agent is switched off since \d.*: It leaks\.$/),
    })
    await settle()
    router.stop({ reason: 'It leaks.' })
    await expect(router.sendMessage(message(), testContext())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(router.state()).toMatchObject({ stopped: { reason: 'It leaks.' }, upstreams: [{ active: 1 }] })
    router.stop({ reason: 'It leaks.', cancel: true })
    await outcome
    expect(router.state().upstreams).toMatchObject([{ active: 0, failures: 0, state: 'closed' }])
    router.start()
    a.act = () => undefined
    await router.sendMessage(message(), testContext())
  })
})

describe('the mirror', () => {
  it("sends a copy, keeps its answer and its facts to itself, and is in nobody's way", async () => {
    const [a, copy] = [testAgent('a'), testAgent('copy')]
    copy.act = () => {
      throw new Error('broken')
    }
    const ended = Promise.withResolvers<MirrorOutcome>()
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'copy', agent: copy, weight: 0 },
      ],
      mirror: { upstream: 'copy', ended: ended.resolve },
    })
    const context = testContext()
    await expect(router.sendMessage(message(), context)).resolves.toMatchObject({ task: { id: 'task-of-a-1' } })
    await expect(ended.promise).resolves.toMatchObject({
      upstream: 'copy',
      requestId: context.requestId,
      error: 'INTERNAL_ERROR',
    })
    expect(copy.seen).toHaveLength(1)
    expect(context.facts.map(({ type }) => type)).toEqual(['mirror', 'upstream', 'attempt'])
  })

  it('takes its share alone', async () => {
    const [a, copy] = [testAgent('a'), testAgent('copy')]
    let turn = 0
    const router = createRouter({
      upstreams: [
        { name: 'a', agent: a },
        { name: 'copy', agent: copy, weight: 0 },
      ],
      mirror: { upstream: 'copy', share: 0.25 },
      strategy: 'round-robin',
      random: () => (turn++ % 4) / 4,
    })
    for (let call = 0; call < 40; call++) await router.sendMessage(message(), testContext())
    expect(copy.seen).toHaveLength(10)
  })
})

describe('checks', () => {
  it('take one out, and bring it back before its cooldown is over', async () => {
    const card = {
      name: 'a',
      description: '',
      version: '1',
      supportedInterfaces: [],
      capabilities: {},
      defaultInputModes: [],
      defaultOutputModes: [],
      skills: [],
    }
    let there = false
    const agent = testAgent('a', {
      getAgentCard: async () => {
        if (!there) throw new Error('away')
        return card
      },
    })
    const router = createRouter({
      upstreams: [
        { name: 'a', agent, check: cardCheck(agent) },
        { name: 'b', agent: testAgent('b') },
      ],
      health: { consecutiveFailures: 2, cooldownSeconds: 30 },
    })
    await router.check()
    await router.check()
    expect(router.state().upstreams).toMatchObject([
      { state: 'open', reason: '2 calls in a row failed. The last one: Health check: The health check failed.' },
      { state: 'closed' },
    ])
    there = true
    await router.check()
    expect(router.state().upstreams).toMatchObject([{ state: 'half-open' }, {}])
  })

  it('ping with a message', async () => {
    const agent = testAgent('a')
    await pingCheck(agent)(new AbortController().signal)
    expect(agent.seen[0]?.message.parts).toEqual([{ text: 'ping' }])
  })
})

describe('the card and the traits', () => {
  it('tell what all of them can do', async () => {
    const card = (name: string, fields: object) => ({
      name,
      description: name,
      version: '1',
      supportedInterfaces: [],
      defaultInputModes: ['text/plain', 'image/png'],
      defaultOutputModes: ['text/plain'],
      capabilities: { streaming: true, pushNotifications: true },
      skills: ['x', 'y'].map((id) => ({ id, name: id, description: id, tags: [] })),
      signatures: [{}],
      ...fields,
    })
    const a = testAgent('a', { getAgentCard: async () => card('a', {}) })
    const b = testAgent('b', {
      traits: { tasks: true, streaming: true, push: true },
      getAgentCard: async () =>
        card('b', {
          capabilities: { streaming: true },
          defaultInputModes: ['text/plain'],
          skills: [{ id: 'y', name: 'y', description: 'y', tags: [] }],
        }),
    })
    const router = createRouter({ upstreams: [{ agent: a }, { agent: b }, { agent: testAgent('without a card') }] })
    const balanced = await router.getAgentCard()
    expect(balanced).toMatchObject({
      name: 'a',
      capabilities: { streaming: true, pushNotifications: false },
      defaultInputModes: ['text/plain'],
      skills: [{ id: 'y' }],
    })
    expect(balanced).not.toHaveProperty('signatures')
    expect(router.traits).toEqual({ tasks: true, streaming: true, push: false, resume: false, cancel: false })
  })
})
