import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ config: { agents: [{ name: 'desk', upstreams: [{ adapter: 'hello' }] }] } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const audit = async (query = '', key?: string): Promise<Wire> =>
  gateway.json(`/v1/audit${query}`, key === undefined ? {} : { key })
const actions = async (query: string): Promise<string[]> =>
  (await audit(query)).entries.map(({ action }: Wire) => action)

/** Stands wherever a secret, or what looks like one, can be written. */
const CANARY = 'canary-2f9c'
const CANARY_KEY = `sk-${CANARY}-of-somebody-else`

test('every change is written down with who made it, from where, before and after, and no secret', async () => {
  const metadata = { cost_center: 'c1', deep: [{ api_key: CANARY, note: CANARY_KEY }] }
  const { team_id } = await gateway.json('/team/new', { body: { team_alias: CANARY_KEY, metadata } })
  await gateway.json('/team/update', { body: { team_id, blocked: true } })
  await gateway.json('/user/new', { body: { user_id: 'ann', metadata } })
  await gateway.json('/team/member_add', { body: { team_id, member: { user_id: 'ann', role: 'admin' } } })
  await gateway.json('/v1/access_group', { body: { access_group_name: 'Group', description: CANARY_KEY } })
  const { key, token } = await gateway.json('/key/generate', { body: { key_alias: 'own', team_id, metadata } })
  await gateway.json('/key/block', { body: { key } })
  const headers = { 'x-secret': CANARY }
  const agent = { name: 'told', upstreams: [{ adapter: 'a2a', settings: { url: 'http://127.0.0.1:9', headers } }] }
  const { agent_id } = await gateway.json('/v1/agents', { body: agent })
  await gateway.json(`/v1/agents/${agent_id}/stop`, { body: { reason: CANARY_KEY } })
  await gateway.json(`/v1/agents/${agent_id}/start`, { body: {} })
  expect((await gateway.request(`/v1/agents/${agent_id}`, { method: 'DELETE' })).status).toBe(200)
  await gateway.json('/team/delete', { body: { team_ids: [team_id] } })

  const { entries } = await audit('?limit=200')
  const done: string[] = entries.map(({ action }: Wire) => action).reverse()
  for (const action of [
    'team.create',
    'team.update',
    'user.create',
    'access-group.create',
    'key.create',
    'key.update',
    'agent.create',
    'agent.stop',
    'agent.start',
    'agent.delete',
    'team.delete',
    'key.delete',
  ]) {
    expect(done).toContain(action)
  }
  expect(await actions('?action=team.update')).toEqual(['team.update', 'team.update'])
  const [blocked] = (await audit(`?action=key.update&target=${token}`)).entries
  expect(blocked).toMatchObject({
    actor: { kind: 'caller', keyId: 'master', role: 'admin' },
    address: '127.0.0.1',
    requestId: expect.any(String),
    target: { kind: 'key', id: token, name: 'own', teamId: team_id },
    before: { blocked: false, metadata: { cost_center: 'c1' } },
    after: { blocked: true },
    outcome: 'done',
  })
  const [created] = (await audit('?action=agent.create')).entries
  expect(created.after.upstreams[0].settings.headers).toEqual({ 'x-secret': '[redacted]' })
  expect(JSON.stringify(entries)).not.toContain(CANARY)
  expect(JSON.stringify(entries)).not.toContain(key)
})

test('it is asked by filter and page by page', async () => {
  const start = new Date().toISOString()
  await gateway.json('/user/new', { body: { user_id: 'bob', user_alias: 'Robert' } })
  await gateway.json('/user/new', { body: { user_id: 'cid' } })
  expect(await actions(`?action=user&from=${start}&target=bob`)).toEqual(['user.create'])
  expect((await audit(`?from=${start}&text=robert`)).entries).toHaveLength(1)
  expect((await audit(`?to=${start}&target=bob`)).entries).toEqual([])
  expect((await audit(`?target_kind=user&from=${start}&actor=nobody`)).entries).toEqual([])
  const first = await audit(`?action=user.create&from=${start}&limit=1`)
  expect(first.entries[0].target.id).toBe('cid')
  const second = await audit(`?action=user.create&from=${start}&limit=1&cursor=${first.next_cursor}`)
  expect(second.entries[0].target.id).toBe('bob')
  expect(second.next_cursor).toBeNull()
  expect((await gateway.request('/v1/audit?who=me', {})).status).toBe(400)
})

test('admins of a team see what concerns it, others nothing, and refused attempts are there', async () => {
  const { team_id } = await gateway.json('/team/new', {
    body: { team_alias: 'Ours', members_with_roles: [{ user_id: 'tina', role: 'admin' }] },
  })
  const { team_id: other } = await gateway.json('/team/new', { body: { team_alias: 'Theirs' } })
  const { key } = await gateway.json('/key/generate', { body: { user_id: 'tina' } })
  const { key: nobody } = await gateway.json('/key/generate', { body: {} })

  const { entries } = await audit(`?team_id=${team_id}`, key)
  expect(entries.map(({ action }: Wire) => action)).toEqual(['team.create'])
  for (const [asking, query] of [
    [key, ''],
    [key, `?team_id=${other}`],
    [nobody, ''],
    [nobody, `?team_id=${team_id}`],
  ] as const) {
    expect((await gateway.request(`/v1/audit${query}`, { key: asking })).status).toBe(403)
  }

  const refused = () => gateway.request('/v1/agents/desk/stop', { key: nobody, body: {} })
  for (let attempt = 0; attempt < 12; attempt += 1) expect((await refused()).status).toBe(403)
  const attempts = (await audit('?outcome=refused&target=/v1/agents/desk/stop')).entries
  // At most ten in a minute are written down of one key.
  expect(attempts).toHaveLength(10)
  expect(attempts[0]).toMatchObject({
    actor: { kind: 'caller', role: 'member' },
    action: 'route.post',
    target: { kind: 'route', id: '/v1/agents/desk/stop' },
    reason: expect.stringMatching(/may not manage agents/),
  })
})

test('nobody changes or deletes an entry through the API', async () => {
  const [{ id }] = (await audit()).entries
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const path of ['/v1/audit', `/v1/audit/${id}`]) {
      expect((await gateway.request(path, { method, body: {} })).status).toBe(404)
    }
  }
})
