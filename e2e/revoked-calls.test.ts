import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

let postgres: TestPostgres
let agent: TestServer
let one: TestGateway
let two: TestGateway
let finishing: TestGateway

beforeAll(async () => {
  postgres = await startPostgres()
  agent = await sdkAgent()
  const variables = {
    DATABASE_URL: await postgres.createDatabase('gateway'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  const agents = [{ name: 'works', upstreams: [{ url: `${agent.url}/` }] }]
  one = await testGateway({ variables, config: { agents } })
  two = await testGateway({ variables, config: { agents } })
  finishing = await testGateway({ config: { agents, keys: { revokedCalls: 'finish' } } })
})
afterAll(async () => {
  for (const each of [one, two, finishing, agent, postgres]) await each[Symbol.asyncDispose]()
})

/** From each revocation to the end of its stream. */
const tookMs: number[] = []

/** A stream that has begun, of work that does not end by itself unless `text` says so. */
async function begun(gateway: TestGateway, key: string, text = 'wait') {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] } }
  const answer = await gateway.request('/a2a/works', {
    key,
    body: { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params },
    headers: { 'a2a-version': '1.0' },
  })
  expect(answer.headers.get('content-type')).toMatch(/event-stream/)
  return answer
}

test.each<[string, (key: string, user: string) => Promise<unknown>, RegExp]>([
  ['is blocked', (key) => two.json('/key/block', { body: { key } }), /blocked/],
  ['is deleted', (key) => two.json('/key/delete', { body: { keys: [key] } }), /not known/],
  ['gets another secret', (key) => two.json('/key/regenerate', { body: { key } }), /replaced/],
  ['expires', (key) => two.json('/key/update', { body: { key, duration: '1s' } }), /expired/],
  [
    'loses its grant',
    (key) => two.json('/key/update', { body: { key, object_permission: { agents: [] } } }),
    /may not call agent/,
  ],
  [
    'may no longer send there',
    (key) => {
      const agent_restrictions = { works: { operations: ['read'] } }
      return two.json('/key/update', { body: { key, object_permission: { agent_restrictions } } })
    },
    /may not use SendStreamingMessage/,
  ],
  [
    'has a user who becomes a viewer',
    (_key, user_id) => two.json('/user/update', { body: { user_id, user_role: 'internal_user_viewer' } }),
    /viewer/,
  ],
  [
    'is an agent’s that is deleted',
    async () => two.json(`/v1/agents/${(await two.json('/v1/agents/caller')).agent_id}`, { method: 'DELETE' }),
    /agent of this key has been deleted/,
  ],
  ['has a team that is blocked', () => two.json('/team/block', { body: { team_id: 'crew' } }), /team .* blocked/],
])('an open stream ends when its key %s at another gateway, and says why', async (_how, revoke, why) => {
  verifies('keys', 'replicas')
  if ((await one.request('/team/info?team_id=crew')).status === 404) {
    await one.json('/team/new', { body: { team_id: 'crew', object_permission: { agents: 'all' } } })
  }
  if ((await two.request('/v1/agents/caller')).status === 404) {
    await one.json('/v1/agents', { body: { name: 'caller', url: agent.url } })
  }
  const user = crypto.randomUUID()
  const key = await one.key(['works'], { team_id: 'crew', user_id: user, agent_id: 'caller' })
  const stream = await begun(one, key)
  const other = await begun(one, await one.key(['works']))
  await revoke(key, user)
  // From the answer to who revokes it. The median of all is held to the second below; one more for a machine that is busy.
  const revoked = performance.now()
  const events = (await stream.text()).split('\n\n').filter((event) => event.startsWith('data:'))
  const took = performance.now() - revoked
  expect(took).toBeLessThan(2_000)
  expect(events.at(-1)).toMatch(why)
  expect(events.at(-1)).toMatch(/"error"/)
  // A key that expires is revoked a second later than it is said so.
  if (!why.source.includes('expired')) tookMs.push(took)
  // One of another key goes on.
  const reader = other.body?.getReader()
  await reader?.read()
  const next = Promise.resolve(reader?.read()).then((chunk) => chunk?.done)
  expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).not.toBe(true)
  await reader?.cancel()
})

test('they end within a second, with room to spare', () => {
  verifies('keys', 'replicas')
  expect(tookMs).toHaveLength(8)
  expect(tookMs.toSorted((left, right) => left - right)[4]).toBeLessThan(700)
})

test('it goes on to its end where the file says so', async () => {
  verifies('keys')
  const key = await finishing.key(['works'])
  const stream = await begun(finishing, key, 'slow 100')
  await finishing.json('/key/block', { body: { key } })
  expect((await finishing.request('/v1/agents', { key })).status).toBe(401)
  const text = await stream.text()
  expect(text).toMatch(/echo 99/)
  expect(text).not.toMatch(/"error"/)
})
