import { afterEach, describe, expect, test, vi } from 'vitest'
import { callLoad, failedOf } from './support/call-load.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import {
  cardFound,
  eventually,
  type TestGateway,
  type TestGatewayOptions,
  testGateway,
} from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, type WildCall, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

vi.setConfig({ testTimeout: 90_000 })

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]()
})
async function opened<Each extends AsyncDisposable>(opening: Promise<Each>): Promise<Each> {
  const each = await opening
  open.push(each)
  return each
}
const gatewayOf = (options: TestGatewayOptions): Promise<TestGateway> => opened(testGateway(options))

/** Says its name in the task that it answers with. */
const named = (name: string, answer?: (call: WildCall) => unknown): Promise<WildAgent> =>
  opened(
    wildAgent((call) => {
      if (answer !== undefined) return answer(call)
      const contextId = call.params?.message?.contextId ?? crypto.randomUUID()
      return call.result({ task: { ...task10(crypto.randomUUID(), undefined, contextId), metadata: { name } } })
    }, card10),
  )
const upstream = (name: string, { url }: { readonly url: string }, more: object = {}) => ({
  name,
  url: `${url}/`,
  ...more,
})
const message = (text: string, more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...more },
})
const answeredBy = (answer: Wire): string => answer.result?.task?.metadata?.name ?? JSON.stringify(answer)
const messagesTo = ({ calls }: WildAgent) => calls.filter(({ method }) => method === 'SendMessage')

describe('upstreams that change while calls run', () => {
  test('are added, removed, drained and weighted fifty times, and no call fails', async () => {
    verifies('upstream-change')
    const [a, b, c] = await Promise.all([opened(sdkAgent()), opened(sdkAgent()), opened(sdkAgent())])
    const variants = [
      [upstream('a', a), upstream('b', b)],
      [upstream('a', a), upstream('b', b), upstream('c', c)],
      [upstream('b', b), upstream('c', c, { weight: 5 })],
      [upstream('b', b, { draining: true }), upstream('c', c)],
      [upstream('c', c)],
      [upstream('a', a, { limits: { idleSeconds: 60 } }), upstream('c', c, { draining: true })],
      // Another agent under the same name.
      [upstream('a', b), upstream('b', a)],
    ]
    const gateway = await gatewayOf({})
    await gateway.json('/v1/agents', { body: { name: 'moving', upstreams: variants[0] } })
    const key = await gateway.key(['moving'])
    const load = await opened(
      Promise.resolve(callLoad(gateway, 'moving', { key, kinds: ['unary', 'stream', 'unary', 'stream'] })),
    )
    for (let change = 1; change <= 50; change++) {
      await load.more(2)
      const upstreams = variants[change % variants.length]
      const answer = await gateway.request('/v1/agents/moving', { method: 'PATCH', body: { upstreams } })
      expect(answer.status).toBe(200)
    }
    await load.more(8)
    await load.stop()
    expect([...failedOf(load.ended, 'unary'), ...failedOf(load.ended, 'stream')]).toEqual([])
    expect(load.ended.length).toBeGreaterThanOrEqual(100)
  })

  test('a canary gets its share of new conversations', async () => {
    verifies('upstream-change', 'balance')
    const [stable, canary] = [await named('stable'), await named('canary')]
    const upstreams = [upstream('stable', stable, { weight: 9 }), upstream('canary', canary, { weight: 1 })]
    const agent = { name: 'two', routing: { strategy: 'weighted' }, upstreams }
    const gateway = await gatewayOf({ config: { agents: [agent] } })
    for (let turn = 0; turn < 40; turn++) await gateway.call('two', 'SendMessage', message('hi'))
    expect([messagesTo(stable).length, messagesTo(canary).length]).toEqual([36, 4])
  })
})

describe('a mirror', () => {
  test('gets copies that are nobody’s, each with a record of its own', async () => {
    verifies('mirror')
    const [main, next] = [await named('main'), await named('next')]
    const upstreams = [upstream('main', main), upstream('next', next)]
    const routing = { mirror: { upstream: 'next' } }
    const gateway = await gatewayOf({
      config: { agents: [{ name: 'seen', routing, upstreams, cost: { perCall: 2 } }] },
    })
    const key = await gateway.key(['seen'])
    const push = { taskPushNotificationConfig: { url: 'http://127.0.0.1:9/hook' } }
    for (let turn = 0; turn < 5; turn++) {
      const params = { ...message('hi', { contextId: `mine-${turn}` }), ...(turn === 0 ? { configuration: push } : {}) }
      expect(answeredBy(await gateway.call('seen', 'SendMessage', params, { key }))).toBe('main')
    }
    await eventually(
      () => messagesTo(next).length,
      (count) => count === 5,
    )
    expect(messagesTo(main)[0]?.params.configuration).toEqual(push)
    expect(messagesTo(next).map(({ params }) => params.configuration?.taskPushNotificationConfig)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    )
    // Conversations there too, under names that nobody else can give.
    const contexts: string[] = messagesTo(next).map(({ params }) => params.message.contextId)
    expect(new Set(contexts).size).toBe(5)
    expect(contexts.filter((contextId) => contextId.startsWith('mine'))).toEqual([])

    const { logs } = await eventually(
      () => gateway.json('/v1/logs?agent=seen'),
      (page) => page.logs.filter(({ kind }: Wire) => kind === 'mirror').length === 5,
    )
    const calls = logs.filter(({ kind, operation }: Wire) => kind === undefined && operation === 'sendMessage')
    const copies = logs.filter(({ kind }: Wire) => kind === 'mirror')
    expect(copies.map(({ requestId }: Wire) => requestId).toSorted()).toEqual(
      calls.map(({ requestId }: Wire) => requestId).toSorted(),
    )
    for (const copy of copies) {
      expect(copy).toMatchObject({ upstream: 'next', status: 'ok', taskState: 'TASK_STATE_COMPLETED', cost: 2 })
      expect(copy.keyId).toBeUndefined()
    }
    const one = await gateway.json(`/v1/logs/${copies[0].id}`)
    expect(one.response.task.metadata.name).toBe('next')

    const own = await gateway.json('/v1/logs', { key })
    expect(own.logs.filter(({ kind }: Wire) => kind === 'mirror')).toEqual([])
    const listed = (await gateway.call('seen', 'ListTasks', {}, { key })).result.tasks
    expect(listed.map(({ metadata }: Wire) => metadata.name)).toEqual(Array.from({ length: 5 }, () => 'main'))
    const lost = await gateway.call('seen', 'GetTask', { id: copies[0].taskId }, { key })
    expect(lost.error.code).toBe(-32001)
  })

  test('gets its share, and its failures are its own', async () => {
    verifies('mirror')
    const [main, next] = [await named('main'), await named('next', ({ response }) => response.writeHead(500).end())]
    const upstreams = [upstream('main', main), upstream('next', next)]
    const routing = {
      mirror: { upstream: 'next', share: 0.5 },
      health: { consecutiveFailures: 1_000, minimumCalls: 1_000 },
    }
    const gateway = await gatewayOf({ config: { agents: [{ name: 'seen', routing, upstreams }] } })
    for (let turn = 0; turn < 100; turn++) {
      expect(answeredBy(await gateway.call('seen', 'SendMessage', message('hi')))).toBe('main')
    }
    // Fewer, or more, happens once in a hundred million times.
    expect(messagesTo(next).length).toBeGreaterThan(20)
    expect(messagesTo(next).length).toBeLessThan(80)
    const { logs } = await gateway.json('/v1/logs?agent=seen&limit=200')
    const copy = logs.find(({ kind }: Wire) => kind === 'mirror')
    expect(copy).toMatchObject({ status: 'error', upstream: 'next', errorCode: expect.any(String) })
  })

  test('has no content in its records where none is kept of the message', async () => {
    verifies('mirror')
    const [main, next] = [await named('main'), await named('next')]
    const upstreams = [upstream('main', main), upstream('next', next)]
    const gateway = await gatewayOf({
      config: { agents: [{ name: 'seen', routing: { mirror: { upstream: 'next' } }, upstreams }] },
    })
    const quiet = await gateway.key(['seen'], { metadata: { turn_off_message_logging: true } })
    await gateway.call('seen', 'SendMessage', message('kept'))
    await gateway.call('seen', 'SendMessage', message('a secret'), { headers: { 'x-gateway-log-content': 'off' } })
    await gateway.call('seen', 'SendMessage', message('a secret'), { key: quiet })
    const { logs } = await eventually(
      () => gateway.json('/v1/logs?agent=seen'),
      (page) => page.logs.filter(({ kind }: Wire) => kind === 'mirror').length === 3,
    )
    const copies: Wire[] = []
    for (const { id, kind } of logs) if (kind === 'mirror') copies.push(await gateway.json(`/v1/logs/${id}`))
    expect(copies.map(({ request }) => request?.message.parts[0].text).toSorted()).toEqual([
      'kept',
      undefined,
      undefined,
    ])
    expect(copies.filter(({ response }) => response !== undefined)).toHaveLength(1)
  })

  test('may be an upstream without tasks of its own', async () => {
    verifies('mirror')
    const main = await named('main')
    const upstreams = [upstream('main', main), { name: 'demo', adapter: 'hello' }]
    const gateway = await gatewayOf({
      config: { agents: [{ name: 'seen', routing: { mirror: { upstream: 'demo' } }, upstreams }] },
    })
    expect(answeredBy(await gateway.call('seen', 'SendMessage', message('hi')))).toBe('main')
    const { logs } = await eventually(
      () => gateway.json('/v1/logs?agent=seen'),
      (page) => page.logs.some(({ kind }: Wire) => kind === 'mirror'),
    )
    expect(logs.find(({ kind }: Wire) => kind === 'mirror')).toMatchObject({ upstream: 'demo', status: 'ok' })
  })
})

describe('what callers see', () => {
  test('beyond the calls at once and the queue: 503 with Retry-After, while those that wait are answered', async () => {
    verifies('queue')
    const held: WildCall[] = []
    const agent = await named('busy', (call) => void held.push(call))
    const upstreams = [upstream('u1', agent, { limits: { parallel: 1 } })]
    const gateway = await gatewayOf({
      config: { agents: [{ name: 'busy', routing: { queue: 1, queueSeconds: 60 }, upstreams }] },
    })
    const send = () => gateway.call('busy', 'SendMessage', message('hi'))
    const first = send()
    await eventually(() => held.length === 1)
    const second = send()
    await eventually(
      () => gateway.json('/v1/agents/busy/upstreams'),
      ({ waiting }) => waiting === 1,
    )
    const third = await gateway.request('/a2a/busy', {
      body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message('hi') },
    })
    expect(third.status).toBe(503)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    const body: Wire = await third.json()
    expect(body.error.message).toContain('busy')
    for (const [place, waiting] of [first, second].entries()) {
      await eventually(() => held.length === place + 1)
      held[place]?.result({ task: task10(`task-${place}`) })
      expect((await waiting).result.task.id).toBe(`task-${place}`)
    }
  })

  test('a message that its caller marked is tried again where it may have begun; another is not', async () => {
    verifies('retry')
    const breaks = await named('breaks', ({ response }) => response.destroy())
    const works = await named('works')
    const upstreams = [upstream('u1', breaks), upstream('u2', works, { priority: 1 })]
    const routing = { strategy: 'priority', health: { consecutiveFailures: 100, failureRate: 1 } }
    const gateway = await gatewayOf({ config: { agents: [{ name: 'pair', routing, upstreams }] } })
    const refused = await gateway.call('pair', 'SendMessage', message('hi'))
    expect(refused.error).toMatchObject({ code: -32603, message: expect.stringMatching(/agent/i) })
    expect(messagesTo(works)).toHaveLength(0)
    const headers = { 'x-gateway-may-repeat': 'true' }
    expect(answeredBy(await gateway.call('pair', 'SendMessage', message('hi'), { headers }))).toBe('works')
    const { logs } = await gateway.json('/v1/logs?agent=pair')
    expect(logs.map(({ attempts }: Wire) => attempts.map((each: Wire) => [each.upstream, each.error]))).toEqual([
      [
        ['u1', 'AGENT_UNREACHABLE'],
        ['u2', undefined],
      ],
      [['u1', 'AGENT_UNREACHABLE']],
    ])
  })

  test('the card says what all upstreams can do', async () => {
    verifies('card', 'balance')
    const skill = (id: string) => ({ id, name: id, description: id, tags: [] })
    const cards = [
      { skills: ['read', 'write'], push: true, modes: ['text/plain', 'image/png'] },
      { skills: ['write', 'sing'], push: false, modes: ['application/json', 'text/plain'] },
    ]
    const agents = await Promise.all(
      cards.map(({ skills, push, modes }) =>
        opened(
          wildAgent(
            () => undefined,
            (url) => ({
              ...card10(url),
              skills: skills.map(skill),
              capabilities: { streaming: false, pushNotifications: push },
              defaultInputModes: modes,
            }),
          ),
        ),
      ),
    )
    const upstreams = agents.map((agent, place) => upstream(`u${place + 1}`, agent))
    const gateway = await gatewayOf({ config: { agents: [{ name: 'pair', upstreams }] } })
    await cardFound(gateway, 'pair')
    const card = await gateway.json('/a2a/pair/.well-known/agent-card.json')
    expect(card.skills.map(({ id }: Wire) => id)).toEqual(['write'])
    // The gateway streams for those that do not.
    expect(card.capabilities).toMatchObject({ streaming: true, pushNotifications: false })
    expect(card.defaultInputModes).toEqual(['text/plain'])
    expect(JSON.stringify(card)).not.toContain(new URL(agents[0]?.url ?? '').port)
  })
})
