import { expect, test } from 'vitest'
import { serve } from './support/agent-script.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const PING = 'are you there?'
const message = (text: string, more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...more },
})
const answeredBy = (answer: Wire): string => answer.result?.task?.metadata?.name ?? JSON.stringify(answer)
/** Who answers, which work to do takes so long. */
const named = (name: string, milliseconds = 0) =>
  wildAgent(async (call) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    if (!call.response.destroyed) call.result({ task: { ...task10(crypto.randomUUID()), metadata: { name } } })
  }, card10)

/** An agent whose card, health path and answers to pings are there for as long as it is well. */
async function checked(name: string) {
  const health = { well: true }
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    if (!health.well && (request.method === 'GET' || body.includes(PING))) return void response.writeHead(503).end()
    response.writeHead(200, { 'content-type': 'application/json' })
    if (request.method === 'GET') return void response.end(JSON.stringify(card10(`http://${request.headers.host}/`)))
    const result = { task: { ...task10(crypto.randomUUID()), metadata: { name } } }
    response.end(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(body).id, result }))
  })
  return Object.assign(server, { health })
}

const stateOf = async (gateway: TestGateway, name: string): Promise<Wire> => {
  const { upstreams } = await gateway.json('/v1/agents/many/upstreams')
  return upstreams.find((upstream: Wire) => upstream.name === name)
}

test.each<[string, object, RegExp]>([
  ['its card is read', { type: 'card' }, /Health check: .*agent card/],
  ['a path is asked for', { type: 'path', path: '/up' }, /Health check: \/up answered HTTP 503/],
  ['a message is sent', { type: 'ping', message: PING }, /Health check: The agent takes no calls now \(HTTP 503\)/],
])(
  'an upstream is taken out by its check, where %s, and comes back',
  async (_what, check, reason) => {
    verifies('breaker')
    await using one = await checked('one')
    await using two = await named('two')
    const health = {
      consecutiveFailures: 2,
      cooldownSeconds: 1,
      longestCooldownSeconds: 1,
      slowStartSeconds: 0,
      checkSeconds: 1,
    }
    const upstreams = [
      { name: 'one', url: `${one.url}/`, check },
      { name: 'two', url: `${two.url}/` },
    ]
    const routing = { strategy: 'round-robin', health }
    await using gateway = await testGateway({ config: { agents: [{ name: 'many', routing, upstreams }] } })
    const call = async () => answeredBy(await gateway.call('many', 'SendMessage', message('hi')))
    expect([await call(), await call()].sort()).toEqual(['one', 'two'])

    one.health.well = false
    const out = await eventually(
      () => stateOf(gateway, 'one'),
      ({ state }) => state === 'open',
      20,
    )
    expect(out).toMatchObject({ reason: expect.stringMatching(reason), since: expect.any(String) })
    one.health.well = true
    // Calls find out that it is back.
    await eventually(
      async () => {
        await call()
        return stateOf(gateway, 'one')
      },
      ({ state }) => state === 'closed',
      20,
    )
    expect(new Set([await call(), await call(), await call(), await call()])).toEqual(new Set(['one', 'two']))
  },
  60_000,
)

test('a message that may be carried out twice and has no answer is given to a second upstream, where that is set', async () => {
  verifies('retry')
  await using slow = await named('slow', 4_000)
  await using quick = await named('quick')
  const upstreams = [
    { name: 'slow', url: `${slow.url}/` },
    { name: 'quick', url: `${quick.url}/`, priority: 1 },
  ]
  const routing = { strategy: 'priority', hedgeSeconds: 0.3 }
  await using gateway = await testGateway({ config: { agents: [{ name: 'many', routing, upstreams }] } })
  const headers = { 'x-gateway-may-repeat': 'true' }
  expect(answeredBy(await gateway.call('many', 'SendMessage', message('hi'), { headers }))).toBe('quick')
  await eventually(() => slow.open === 0)
  expect(answeredBy(await gateway.call('many', 'SendMessage', message('hi')))).toBe('slow')
  expect([slow.calls.length, quick.calls.length]).toEqual([2, 1])
}, 60_000)

test('upstreams with and without tasks of their own are one agent: listed together, each task found where it is', async () => {
  verifies('balance', 'affinity')
  await using native = await named('native')
  const upstreams = [
    { name: 'native', url: `${native.url}/` },
    { name: 'demo', adapter: 'hello' },
  ]
  const routing = { strategy: 'round-robin' }
  await using gateway = await testGateway({ config: { agents: [{ name: 'many', routing, upstreams }] } })
  const sent: Wire[] = []
  for (let index = 0; index < 4; index++)
    sent.push((await gateway.call('many', 'SendMessage', message('hi'))).result.task)
  expect(sent.filter(({ metadata }) => metadata?.name === 'native')).toHaveLength(2)
  expect(native.calls).toHaveLength(2)
  const listed = (await gateway.call('many', 'ListTasks', {})).result.tasks
  expect(new Set(listed.map(({ id }: Wire) => id))).toEqual(new Set(sent.map(({ id }) => id)))
  const [ofDemo] = sent.filter(({ metadata }) => metadata?.name !== 'native')
  expect((await gateway.call('many', 'GetTask', { id: ofDemo.id })).result.status.state).toBe('TASK_STATE_COMPLETED')
  const { contextId } = ofDemo
  const more = await gateway.call('many', 'SendMessage', message('and?', { contextId }))
  expect(more.result.task).toMatchObject({ contextId, status: { state: 'TASK_STATE_COMPLETED' } })
  expect(native.calls).toHaveLength(2)
}, 60_000)
