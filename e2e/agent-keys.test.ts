import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
  await gateway.json('/v1/agents', { body: { name: 'planner', url: 'http://127.0.0.1:9/' } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const call = (key: string, headers: Record<string, string> = {}) =>
  gateway.request('/a2a/hello', {
    key,
    headers,
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'SendMessage',
      params: { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
    },
  })

test('a key can be an agent’s: its calls say so, and it stops with the agent', async () => {
  verifies('keys')
  const agent = await gateway.json('/v1/agents/planner')
  const made = await gateway.json('/key/generate', {
    body: { agent_id: 'planner', user_id: 'somebody', object_permission: { agents: ['hello'] } },
  })
  expect(made).toMatchObject({ agent_id: agent.agent_id, user_id: 'somebody' })
  expect((await gateway.json('/v1/agents/planner')).keys).toEqual([made.token])
  expect((await gateway.json('/key/list?agent_id=planner')).keys).toEqual([made.token])
  expect(await gateway.json('/v1/me', { key: made.key })).toMatchObject({ agent_id: agent.agent_id })
  expect((await call(made.key)).status).toBe(200)
  const { logs } = await gateway.json('/v1/logs?caller_agent=planner')
  expect(logs).toMatchObject([{ agentName: 'hello', callerAgentId: agent.agent_id, keyId: made.token }])

  const mistaken = await gateway.request('/key/update', { body: { key: made.key, agent_id: 'nobody' } })
  expect([mistaken.status, await mistaken.text()]).toEqual([400, expect.stringMatching(/no agent 'nobody'/)])
  await gateway.json('/v1/agents/planner', { method: 'DELETE' })
  const refused = await call(made.key)
  expect([refused.status, await refused.text()]).toEqual([
    401,
    expect.stringMatching(/agent of this key has been deleted/),
  ])
  expect(await gateway.json(`/v1/access?agent=hello&key=${made.token}`)).toMatchObject({ allowed: false })
  await gateway.json('/key/update', { body: { key: made.token, agent_id: null } })
  expect((await call(made.key)).status).toBe(200)
})

test('only an administrator says which agent a key is of', async () => {
  verifies('keys')
  await gateway.json('/v1/agents', { body: { name: 'writer', url: 'http://127.0.0.1:9/' } })
  const members_with_roles = [{ role: 'admin', user_id: 'lead' }]
  await gateway.json('/team/new', {
    body: { team_id: 'crew', members_with_roles, object_permission: { agents: 'all' } },
  })
  const { key } = await gateway.json('/key/generate', { body: { user_id: 'lead', team_id: 'crew' } })
  const made = await gateway.json('/key/generate', { key, body: { team_id: 'crew', tags: ['ours'] } })
  for (const [path, body] of [
    ['/key/generate', { team_id: 'crew', agent_id: 'writer' }],
    ['/key/update', { key: made.token, agent_id: 'writer' }],
    ['/key/update', { key: made.token, agent_id: null }],
    ['/key/regenerate', { key: made.token, agent_id: 'writer' }],
  ] as const) {
    const refused = await gateway.request(path, { key, body })
    expect([path, refused.status, await refused.text()]).toEqual([path, 403, expect.stringMatching(/agent_id/)])
  }
})

test('nobody but an administrator gets another secret of an agent’s key: it would let them act as the agent', async () => {
  verifies('keys')
  const { key } = await gateway.json('/key/generate', { body: { user_id: 'lead', team_id: 'crew' } })
  const of = await gateway.json('/key/generate', { body: { user_id: 'lead', team_id: 'crew', agent_id: 'writer' } })
  const refused = await gateway.request('/key/regenerate', { key, body: { key: of.token } })
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringMatching(/it is an agent’s/)])
  expect((await gateway.json('/key/regenerate', { body: { key: of.token } })).agent_id).toBe(of.agent_id)
})

test('keys and calls have tags', async () => {
  verifies('keys')
  const { key, token, tags } = await gateway.json('/key/generate', {
    body: { tags: ['team red', 'eu', 'eu'], object_permission: { agents: ['hello'] } },
  })
  expect(tags).toEqual(['team red', 'eu'])
  expect((await gateway.json('/key/list?tag=eu')).keys).toEqual([token])
  expect((await call(key)).status).toBe(200)
  expect((await call(key, { 'x-litellm-tags': 'nightly, eu,' })).status).toBe(200)
  const logsOf = async (tag: string) => (await gateway.json(`/v1/logs?tag=${tag}`)).logs
  expect(await logsOf('nightly')).toMatchObject([{ tags: ['team red', 'eu', 'nightly'] }])
  expect(await logsOf('eu')).toHaveLength(2)
  const refused = await call(key, { 'x-litellm-tags': 'x'.repeat(129) })
  expect([refused.status, await refused.text()]).toEqual([200, expect.stringMatching(/-32602.*x-litellm-tags/)])
  for (const wrong of [['a,b'], ['"'], [''], Array.from({ length: 33 }, String)]) {
    expect((await gateway.request('/key/update', { body: { key, tags: wrong } })).status).toBe(400)
  }
  await gateway.json('/key/update', { body: { key, tags: null } })
  expect(await gateway.json(`/key/info?key=${token}`)).toMatchObject({ info: { tags: [] } })
  expect((await gateway.json('/key/list?tag=eu')).keys).toEqual([])
})
