import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const url = 'http://127.0.0.1:9/'
const message = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } }

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
  for (const name of ['other', 'third']) await gateway.json('/v1/agents', { body: { name, url } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const team = async (team_alias: string, agents: unknown, more: object = {}): Promise<string> =>
  (await gateway.json('/team/new', { body: { team_alias, object_permission: { agents }, ...more } })).team_id
const keyOf = async (body: object, agents: unknown = 'all'): Promise<string> =>
  (await gateway.json('/key/generate', { body: { object_permission: { agents }, ...body } })).key
const listed = async (key: string): Promise<string[]> =>
  (await gateway.json('/v1/agents', { key })).map(({ agent_name }: Wire) => agent_name)
const post = async (path: string, body: object, key?: string) => {
  const response = await gateway.request(path, { body, key })
  return { status: response.status, json: (await response.json()) as Wire }
}
const status = async (path: string, body?: object, key?: string) => (await gateway.request(path, { body, key })).status
const callStatus = async (agent: string, key: string) =>
  status(`/a2a/${agent}`, { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message }, key)

describe('two teams', () => {
  test('reach what they are granted, each key no more than it is granted itself', async () => {
    verifies('teams', 'access')
    const [one, two] = [await team('one', ['hello', 'other']), await team('two', ['third'])]
    const keys = {
      wide: await keyOf({ team_id: one }),
      narrow: await keyOf({ team_id: one }, ['hello', 'third']),
      bare: await keyOf({ team_id: one }, []),
      second: await keyOf({ team_id: two }),
    }
    expect(await listed(keys.wide)).toEqual(['hello', 'other'])
    expect(await listed(keys.narrow)).toEqual(['hello'])
    expect(await listed(keys.bare)).toEqual([])
    expect(await listed(keys.second)).toEqual(['third'])
    expect(await callStatus('hello', keys.narrow)).toBe(200)
    expect(await callStatus('third', keys.narrow)).toBe(403)
    expect(await callStatus('hello', keys.second)).toBe(403)

    // What changes holds for keys that are in use.
    const changed = await post('/team/update', { team_id: two, object_permission: { agents: ['hello'] } })
    expect(changed.json).toMatchObject({ team_id: two, data: { object_permission: { agents_access: 'selected' } } })
    expect(await callStatus('hello', keys.second)).toBe(200)
    await post('/team/update', { team_id: two, object_permission: null })
    expect(await callStatus('hello', keys.second)).toBe(403)

    expect((await post('/team/block', { team_id: one })).json.blocked).toBe(true)
    expect(await callStatus('hello', keys.wide)).toBe(401)
    await post('/team/unblock', { team_id: one })
    expect(await callStatus('hello', keys.wide)).toBe(200)

    const mistaken = await post('/team/delete', { team_ids: [one, 'nobody'] })
    expect(mistaken.status).toBe(404)
    expect(await callStatus('hello', keys.wide)).toBe(200)
    expect((await post('/team/delete', { team_ids: [one] })).json).toEqual({ deleted_teams: [one] })
    for (const key of [keys.wide, keys.narrow]) expect(await callStatus('hello', key)).toBe(401)
    expect(await status(`/key/info?key=${keys.wide}`)).toBe(404)
    expect(await listed(keys.second)).toEqual([])
    expect(await status('/key/generate', { team_id: one })).toBe(400)
  })

  test('are granted nothing unless it is said', async () => {
    verifies('teams')
    const made = (await post('/team/new', { team_alias: 'bare' })).json
    expect(made).toMatchObject({
      team_alias: 'bare',
      members_with_roles: [],
      blocked: false,
      object_permission: { agents: [], agents_access: 'none' },
    })
    expect(await listed(await keyOf({ team_id: made.team_id }))).toEqual([])
  })

  test('are shown with their members and keys, and listed', async () => {
    verifies('teams')
    const members_with_roles = [
      { role: 'admin', user_id: 'ann' },
      { role: 'user', user_id: 'bob' },
    ]
    const id = await team('shown', 'all', { team_id: 'shown', members_with_roles, metadata: { cost: 7 } })
    expect(id).toBe('shown')
    const key = await keyOf({ team_id: id, key_alias: 'key of shown' })
    const info = await gateway.json('/team/info?team_id=shown')
    expect(info).toMatchObject({
      team_id: 'shown',
      team_info: { team_alias: 'shown', members_with_roles, metadata: { cost: 7 }, admins: ['ann'] },
      keys: [{ key_alias: 'key of shown' }],
    })
    expect(JSON.stringify(info)).not.toContain(key)
    const ids = async (query = '', asking?: string) =>
      (await gateway.json(`/team/list${query}`, { key: asking })).map(({ team_id }: Wire) => team_id)
    expect(await ids()).toContain('shown')
    expect(await ids('?user_id=bob')).toEqual(['shown'])
    // A key of a team sees that team, and none else.
    expect(await ids('', key)).toEqual(['shown'])
    expect((await gateway.json('/team/info', { key })).keys).toEqual([])
    expect((await post('/team/new', { team_id: 'shown' })).status).toBe(409)
    expect((await gateway.request('/team/info?team_id=nobody')).status).toBe(404)
  })

  test('are shown with their members by pages, to a member of another page, too', async () => {
    const members_with_roles = ['dora', 'carl', 'bea'].map((user_id) => ({ role: 'user', user_id }))
    await team('large', 'all', { team_id: 'large', members_with_roles })
    await post('/team/member_add', { team_id: 'large', member: { role: 'admin', user_id: 'zoe' } })
    const admins = await keyOf({ team_id: 'large', user_id: 'zoe' })
    const page = async (cursor: string, key?: string) => {
      const info = await gateway.json(`/team/info?team_id=large&limit=2${cursor}`, { key })
      const ids = info.team_memberships.map(({ user_id }: Wire) => user_id)
      expect(info.team_info.members).toEqual(ids)
      return [ids, info.next_cursor, info.keys.length]
    }
    expect(await page('')).toEqual([['bea', 'carl'], 'carl', 1])
    expect(await page('', admins)).toEqual([['bea', 'carl'], 'carl', 1])
    expect(await page('&cursor=carl')).toEqual([['dora', 'zoe'], null, 1])
    expect(await gateway.json('/team/info?team_id=large')).not.toHaveProperty('next_cursor')
  })

  test.each<[object, RegExp]>([
    [{ team_id: 'x\u0000' }, /team_id/],
    [{ soft_budget: '80%' }, /soft_budget: 80% is a share of max_budget, which is not set/],
    [{ object_permissions: {} }, /object_permissions: is not known here/],
    [{ object_permission: { agents: ['nobody'] } }, /there is no agent 'nobody'/],
    [{ members_with_roles: [{ role: 'owner', user_id: 'ann' }] }, /members_with_roles\[0\]\.role/],
    [{ members_with_roles: [{ role: 'admin' }] }, /members_with_roles\[0\]\.user_id/],
  ])('%j is refused', async (body, pattern) => {
    verifies('teams', 'bad-input')
    const refused = await post('/team/new', body)
    expect(refused.status).toBe(400)
    expect(refused.json.error.message).toMatch(pattern)
  })
})

describe('an admin of a team', () => {
  test('manages its keys and members, and nothing else', async () => {
    verifies('teams')
    const own = await team('own', ['hello'], { members_with_roles: [{ role: 'admin', user_id: 'tess' }] })
    const foreign = await team('foreign', 'all')
    const key = await keyOf({ team_id: own, user_id: 'tess' }, 'none')

    const service = await post(
      '/key/service-account/generate',
      { team_id: own, object_permission: { agents: 'all' } },
      key,
    )
    expect(service).toMatchObject({ status: 200, json: { team_id: own, user_id: null } })
    expect(await listed(service.json.key)).toEqual(['hello'])
    expect(await status('/key/update', { key: service.json.key, key_alias: 'renamed by tess' }, key)).toBe(200)
    expect(await status('/key/block', { key: service.json.token }, key)).toBe(200)
    expect(await status(`/key/info?key=${service.json.token}`, undefined, key)).toBe(200)
    expect((await gateway.json(`/key/list?team_id=${own}`, { key })).total_count).toBe(2)
    expect(await status('/key/delete', { keys: [service.json.key] }, key)).toBe(200)

    const member = { user_id: 'joe', role: 'user' }
    expect(await status('/team/member_add', { team_id: own, member }, key)).toBe(200)
    const promoted = await post('/team/member_update', { team_id: own, user_id: 'joe', role: 'admin' }, key)
    expect(promoted.json).toMatchObject({ team_id: own, user_id: 'joe', user_email: null, role: 'admin' })
    const joes = await keyOf({ team_id: own, user_id: 'joe' })
    const left = await post('/team/member_delete', { team_id: own, user_id: 'joe' }, key)
    expect(left.json.members).toEqual(['tess'])
    expect(await callStatus('hello', joes)).toBe(401)
    expect(await status('/team/member_delete', { team_id: own, user_id: 'joe' }, key)).toBe(404)

    const stranger = await keyOf({ team_id: foreign })
    const loose = await keyOf({})
    const refused: [string, object | undefined][] = [
      ['/key/generate', {}],
      ['/key/generate', { team_id: foreign }],
      ['/key/generate', { team_id: 'nobody' }],
      ['/key/generate', { team_id: own, user_id: 'joe' }],
      ['/key/update', { key: stranger }],
      ['/key/update', { key: loose, team_id: own }],
      ['/key/update', { key, team_id: foreign }],
      ['/key/update', { key, team_id: null }],
      ['/key/update', { key, user_id: 'joe' }],
      ['/key/delete', { keys: [stranger] }],
      ['/key/block', { key: loose }],
      ['/key/list', undefined],
      [`/key/list?team_id=${foreign}`, undefined],
      [`/key/info?key=${stranger}`, undefined],
      ['/team/new', { team_alias: 'x' }],
      ['/team/update', { team_id: own, object_permission: { agents: 'all' } }],
      ['/team/delete', { team_ids: [own] }],
      ['/team/block', { team_id: own }],
      ['/team/member_add', { team_id: foreign, member }],
      [`/team/info?team_id=${foreign}`, undefined],
      ['/team/info?team_id=nobody', undefined],
      ['/v1/agents', { name: 'x', url }],
    ]
    for (const [path, body] of refused) {
      expect({ path, body, status: await status(path, body, key) }).toEqual({ path, body, status: 403 })
    }
    // The same user's key of another team is an admin of neither.
    const elsewhere = await keyOf({ team_id: foreign, user_id: 'tess' })
    expect(await status('/team/member_add', { team_id: own, member }, elsewhere)).toBe(403)
    expect(await status('/team/member_add', { team_id: foreign, member }, elsewhere)).toBe(403)
  })
})
