import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const url = 'http://127.0.0.1:9/'
const message = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } }

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
  await gateway.json('/v1/agents', { body: { name: 'other', url } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const user = (body: object): Promise<Wire> => gateway.json('/user/new', { body })
const status = async (path: string, body?: object, key?: string) => (await gateway.request(path, { body, key })).status
const listed = async (key: string): Promise<string[]> =>
  (await gateway.json('/v1/agents', { key })).map(({ agent_name }: Wire) => agent_name)
const rpc = async (method: string, params: object, key: string) =>
  status('/a2a/hello', { jsonrpc: '2.0', id: 1, method, params }, key)

describe('users', () => {
  test('are made with a key of theirs, shown, listed, changed and deleted', async () => {
    verifies('users')
    await gateway.json('/team/new', { body: { team_id: 'crew', object_permission: { agents: 'all' } } })
    const made = await user({
      user_id: 'ann',
      user_email: 'ann@example.com',
      user_alias: 'Ann',
      teams: ['crew'],
      object_permission: { agents: ['hello'] },
    })
    expect(made).toMatchObject({ user_id: 'ann', user_role: 'internal_user', teams: ['crew'], user_alias: 'Ann' })
    expect(await listed(made.key)).toEqual(['hello'])
    const info = await gateway.json('/user/info?user_id=ann')
    expect(info).toMatchObject({
      user_id: 'ann',
      user_info: { user_email: 'ann@example.com', object_permission: { agents_access: 'selected' } },
      keys: [{ token: made.token }],
      teams: [{ team_id: 'crew', members: ['ann'] }],
    })
    expect(await gateway.json('/user/info', { key: made.key })).toEqual(info)
    expect((await gateway.json('/user/list?user_email=ann@example.com')).users).toMatchObject([{ user_id: 'ann' }])
    expect(await status('/user/new', { user_id: 'ann' })).toBe(409)

    // The user's grant narrows every key of theirs, also those of a team.
    const wide = await gateway.key('all', { user_id: 'ann', team_id: 'crew' })
    expect(await listed(wide)).toEqual(['hello'])
    const changed = await gateway.json('/user/update', {
      body: { user_id: 'ann', object_permission: { agents: ['other'] } },
    })
    expect(changed).toMatchObject({ user_id: 'ann', data: { user_alias: 'Ann' } })
    expect(await listed(wide)).toEqual(['other'])

    expect(await status('/user/delete', { user_ids: ['ann', 'nobody'] })).toBe(404)
    expect(await gateway.json('/user/delete', { body: { user_ids: ['ann'] } })).toEqual({ deleted_users: ['ann'] })
    for (const key of [made.key, wide]) expect(await status('/v1/agents', undefined, key)).toBe(401)
    expect((await gateway.json('/team/info?team_id=crew')).team_info.members).toEqual([])
    expect(await status('/user/info?user_id=ann')).toBe(404)
  })

  test.each<[object, RegExp]>([
    [{ user_role: 'owner' }, /user_role: must be proxy_admin/],
    [{ soft_budget: '80%' }, /soft_budget: 80% is a share/],
    [{ teams: ['nobody'] }, /no team 'nobody'/],
    [{ rol: 'proxy_admin' }, /rol: is not known here/],
  ])('%j is refused, and makes nobody', async (body, pattern) => {
    verifies('users', 'bad-input')
    const response = await gateway.request('/user/new', { body: { user_id: 'refused', ...body } })
    expect([400, 404]).toContain(response.status)
    expect(((await response.json()) as Wire).error.message).toMatch(pattern)
    expect(await status('/user/info?user_id=refused')).toBe(404)
  })
})

describe('roles', () => {
  const made: Record<string, string> = {}
  beforeAll(async () => {
    for (const user_role of ['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer']) {
      made[user_role] = (await user({ user_role, object_permission: { agents: ['hello'] } })).key
    }
  })

  const READ = ['/key/list', '/team/list', '/user/list', '/v1/adapters', '/v1/access_group', '/v1/agents/other']
  const CHANGE: readonly [string, object][] = [
    ['/v1/agents', {}],
    ['/key/generate', { key: 'short' }],
    ['/key/update', { key: 'nobody' }],
    ['/key/block', { key: 'nobody' }],
    ['/key/delete', { keys: ['nobody'] }],
    ['/team/new', { team_id: 7 }],
    ['/team/update', { team_id: 'nobody' }],
    ['/team/delete', { team_ids: ['nobody'] }],
    ['/team/block', { team_id: 'nobody' }],
    ['/team/member_add', { team_id: 'nobody', member: { user_id: 'x' } }],
    ['/user/new', { user_id: 7 }],
    ['/user/update', { user_id: 'nobody' }],
    ['/user/delete', { user_ids: ['nobody'] }],
    ['/v1/access_group', {}],
  ]
  test.each<[string, { reads: boolean; changes: boolean; sends: boolean }]>([
    ['proxy_admin', { reads: true, changes: true, sends: true }],
    ['proxy_admin_viewer', { reads: true, changes: false, sends: false }],
    ['internal_user', { reads: false, changes: false, sends: true }],
    ['internal_user_viewer', { reads: false, changes: false, sends: false }],
  ])('%s: %j', async (role, { reads, changes, sends }) => {
    verifies('users', 'access')
    const key = made[role] ?? ''
    for (const path of READ) {
      const expected = reads || path === '/team/list' ? 200 : 403
      expect({ path, status: await status(path, undefined, key) }).toEqual({ path, status: expected })
    }
    for (const [path, body] of CHANGE) {
      // What is sent is mistaken: who may change something hears of the mistake.
      const answered = await status(path, body, key)
      expect({ path, may: answered === 400 || answered === 404 }).toEqual({ path, may: changes })
      if (!changes) expect({ path, answered }).toEqual({ path, answered: 403 })
    }
    expect(await rpc('SendMessage', message, key)).toBe(sends ? 200 : 403)
    expect(await rpc('SendStreamingMessage', message, key)).toBe(sends ? 200 : 403)
    expect(await rpc('CancelTask', { id: 'nobody' }, key)).toBe(sends ? 200 : 403)
    for (const [method, params] of [
      ['ListTasks', {}],
      ['GetTask', { id: 'nobody' }],
    ] as const) {
      expect(await rpc(method, params, key)).toBe(200)
    }
  })

  test('hold from the moment they change', async () => {
    verifies('users')
    const { key, user_id } = await user({ user_role: 'proxy_admin' })
    expect(await status('/user/list', undefined, key)).toBe(200)
    await gateway.json('/user/update', { body: { user_id, user_role: 'internal_user' } })
    expect(await status('/user/list', undefined, key)).toBe(403)
  })
})

describe('access groups', () => {
  test('grant what is in them when asked', async () => {
    verifies('access')
    const group = await gateway.json('/v1/access_group', {
      body: { access_group_name: 'finance', access_agent_ids: ['hello'] },
    })
    expect(group).toMatchObject({ access_group_name: 'finance', description: null })
    const body = { object_permission: { agent_access_groups: ['finance'] } }
    const { key, object_permission } = await gateway.json('/key/generate', { body })
    expect(object_permission).toEqual({
      agents: [],
      agent_access_groups: [group.access_group_id],
      agents_access: 'selected',
    })
    expect(await listed(key)).toEqual(['hello'])
    await gateway.json('/v1/access_group/finance', { method: 'PUT', body: { access_agent_ids: ['hello', 'other'] } })
    expect(await listed(key)).toEqual(['hello', 'other'])
    await gateway.json('/team/new', {
      body: { team_id: 'grouped', object_permission: { agents: ['other'], agent_access_groups: [] } },
    })
    await gateway.json('/key/update', { body: { key, team_id: 'grouped' } })
    expect(await listed(key)).toEqual(['other'])
    expect(await status('/key/generate', { object_permission: { agent_access_groups: ['nobody'] } })).toBe(400)
    expect(await status('/v1/access_group', { access_group_name: 'finance' })).toBe(409)
    await gateway.json('/v1/access_group/finance', { method: 'DELETE' })
    expect(await listed(key)).toEqual([])
    // Another group of that name is not the one that was granted.
    await gateway.json('/v1/access_group', { body: { access_group_name: 'finance', access_agent_ids: ['other'] } })
    expect(await listed(key)).toEqual([])
  })
})

describe('GET /v1/access', () => {
  test('explains step by step why a key may or may not call an agent, as calls find it', async () => {
    verifies('access')
    await gateway.json('/team/new', { body: { team_id: 'asked', object_permission: { agents: ['other'] } } })
    await user({ user_id: 'reader', user_role: 'internal_user_viewer', auto_create_key: false })
    const keys = {
      bare: await gateway.key([]),
      granted: await gateway.key(['hello']),
      teamed: await gateway.key('all', { team_id: 'asked' }),
      reading: await gateway.key('all', { user_id: 'reader' }),
      blocked: await gateway.key('all'),
    }
    await gateway.json('/key/block', { body: { key: keys.blocked } })
    const why = async (key: string, asking?: string) => {
      const { allowed, steps } = await gateway.json(`/v1/access?agent=hello&key=${key}`, { key: asking })
      expect(allowed).toBe((await rpc('SendMessage', message, key)) === 200)
      return steps.filter((step: Wire) => !step.allowed).map(({ step, reason }: Wire) => `${step}: ${reason}`)
    }
    expect(await why(keys.granted)).toEqual([])
    expect(await why(keys.granted, keys.granted)).toEqual([])
    expect(await why(keys.bare)).toEqual([expect.stringMatching(/^key: The key is granted no agent.*\/key\/update/)])
    expect(await why(keys.teamed)).toEqual([expect.stringMatching(/^team: The team 'asked' is granted other agents/)])
    expect(await why(keys.reading)).toEqual([expect.stringMatching(/^role: .*internal_user_viewer/)])
    expect(await why(keys.blocked)).toEqual([expect.stringMatching(/^key: The key is blocked/)])
    expect(await gateway.json('/v1/access?agent=hello')).toMatchObject({ key: 'master', allowed: true })
    expect(await status(`/v1/access?agent=hello&key=${keys.bare}`, undefined, keys.granted)).toBe(403)
    expect(await status('/v1/access?agent=hello&key=sk-nobody-has-this-key')).toBe(404)
    expect(await status('/v1/access?agent=nobody')).toBe(404)
    expect(await status('/v1/access')).toBe(400)
  })
})
