import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

const AWAY = 'http://127.0.0.1:1'

let agent: TestServer
let gateway: TestGateway
beforeAll(async () => {
  agent = await sdkAgent()
  gateway = await testGateway({
    config: { agents: [{ name: 'agent-10', upstreams: [{ adapter: 'hello' }] }] },
  })
  for (const [name, url] of Object.entries({ 'agent-2': agent.url, away: AWAY, held: agent.url })) {
    expect((await gateway.request('/v1/agents', { body: { name, upstreams: [{ url }] } })).status).toBe(200)
  }
  await gateway.request('/v1/agents/held/stop', { body: { reason: 'It is being moved.' } })
  await cardFound(gateway, 'agent-2')
  await cardFound(gateway, 'agent-10')
  await eventually(
    () => gateway.json('/v1/agents/away'),
    (view) => view.card_state?.state === 'missing',
  )
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
})

const names = async (query: string) => (await gateway.json(`/v1/agents?${query}`)).map((each: Wire) => each.agent_name)

test('each agent tells how it stands, and why', async () => {
  expect((await gateway.json('/v1/agents/agent-2')).health).toEqual({ state: 'healthy' })
  expect((await gateway.json('/v1/agents/held')).health).toEqual({ state: 'stopped', reason: 'It is being moved.' })
  const { health } = await gateway.json('/v1/agents/away')
  expect(health).toMatchObject({ state: 'degraded', reason: expect.stringContaining('refused the connection') })
})

test('who only calls is not told, and may not ask for it', async () => {
  const key = await gateway.key('all')
  expect((await gateway.json('/v1/agents/away', { key })).health).toBeUndefined()
  expect((await gateway.request('/v1/agents?health=healthy', { key })).status).toBe(403)
})

test('the list goes by health, by a part of name or description, by ids, and by name', async () => {
  expect(await names('health=healthy&order=name')).toEqual(['agent-2', 'agent-10'])
  expect(await names('contains=GREETING')).toEqual(['agent-10'])
  expect(await names('contains=gent-2')).toEqual(['agent-2'])
  const { agent_id: id } = await gateway.json('/v1/agents/held')
  expect(await names(`agent_ids=${id},nobody`)).toEqual(['held'])
  expect(await names('order=-name')).toEqual(['held', 'away', 'agent-10', 'agent-2'])
})

test('pages by name go on where the one before ended', async () => {
  const first = await gateway.request('/v1/agents?order=name&limit=3')
  const cursor = first.headers.get('x-next-cursor')
  const listed: Wire = await first.json()
  expect(listed.map((each: Wire) => each.agent_name)).toEqual(['agent-2', 'agent-10', 'away'])
  expect(await names(`order=name&limit=3&cursor=${cursor}`)).toEqual(['held'])
})

test('the summary counts them all', async () => {
  expect(await gateway.json('/v1/agent_summary')).toEqual({
    total: 4,
    health: { down: 0, degraded: 1, stopped: 1, searching: 0, healthy: 2 },
    adapters: { a2a: 3, hello: 1 },
  })
})

test('a card is read again at once, and what became of it is told', async () => {
  const away = await gateway.json('/v1/agents/away/card', { method: 'POST' })
  expect(away.card_state).toMatchObject({ state: 'missing', error: expect.stringContaining('refused') })
  const before = (await gateway.json('/v1/agents/agent-2')).card_state.fetched_at
  const after = await gateway.json('/v1/agents/agent-2/card', { method: 'POST' })
  expect(Date.parse(after.card_state.fetched_at)).toBeGreaterThan(Date.parse(before))
  expect((await gateway.request('/v1/agents/nobody/card', { method: 'POST' })).status).toBe(404)
})

test('who may call an agent is told with the reason', async () => {
  const key = await gateway.key(['away'])
  expect(
    (
      await gateway.call(
        'away',
        'SendMessage',
        { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
        { key },
      )
    ).error,
  ).toBeDefined()
  const { keys, complete } = await gateway.json('/v1/agents/away/callers')
  const reasons = keys.first.map((each: Wire) => each.reason)
  expect(reasons).toContain('The key is granted this agent.')
  expect([keys.total, complete]).toEqual([keys.first.length, true])
  const { keys: others } = await gateway.json('/v1/agents/agent-2/callers')
  expect(others.total).toBe(keys.total - 1)
})
