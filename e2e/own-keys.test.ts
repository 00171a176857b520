import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  const agents = ['hello', 'other', 'third'].map((name) => ({ name, upstreams: [{ adapter: 'hello' }] }))
  gateway = await testGateway({ config: { agents, keys: { personal: true } } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const post = async (path: string, body: object, key?: string) => {
  const response = await gateway.request(path, { body, key })
  const json: Wire = await response.json()
  return { status: response.status, json }
}
const read = async (path: string, key?: string) => {
  const response = await gateway.request(path, { key })
  const json: Wire = await response.json()
  return { status: response.status, json }
}
/** A team with two members and a key of each, which reaches `hello` and `other` alone. */
async function setUp(team_member_permissions?: readonly string[], grant: object = { agents: ['hello', 'other'] }) {
  const suffix = crypto.randomUUID().slice(0, 8)
  const [ann, bob] = [`ann-${suffix}`, `bob-${suffix}`]
  const { json: team } = await post('/team/new', {
    members_with_roles: [{ user_id: ann }, { user_id: bob }],
    object_permission: { agents: 'all' },
    ...(team_member_permissions ? { team_member_permissions } : {}),
  })
  const keyOf = async (user_id: string) =>
    (await post('/key/generate', { user_id, team_id: team.team_id, object_permission: grant })).json
  return { team_id: team.team_id, team, ann, bob, own: await keyOf(ann), others: await keyOf(bob) }
}
const listed = async (key: string): Promise<string[]> =>
  (await gateway.json('/v1/agents', { key })).map(({ agent_name }: Wire) => agent_name)

describe('members of a team', () => {
  test('manage no keys unless the team lets them, and see their own', async () => {
    verifies('teams', 'keys')
    const { team, team_id, own, others, ann } = await setUp()
    expect(team.team_member_permissions).toEqual([])
    const second = (await post('/key/generate', { user_id: ann, team_id })).json
    for (const [path, body] of [
      ['/key/generate', { team_id }],
      ['/key/service-account/generate', { team_id }],
      ['/key/update', { key: second.token, metadata: {} }],
      ['/key/block', { key: second.token }],
      ['/key/delete', { keys: [second.token] }],
    ] as const) {
      expect([path, (await post(path, body, own.key)).status]).toEqual([path, 403])
    }
    expect((await read(`/key/list?team_id=${team_id}`, own.key)).status).toBe(403)
    expect((await read(`/key/info?key=${second.token}`, own.key)).json.info.user_id).toBe(ann)
    expect((await read(`/key/info?key=${others.token}`, own.key)).status).toBe(403)
  })

  test('do what the team lets them, with their own keys in this team alone', async () => {
    verifies('teams', 'keys')
    const may = ['/key/generate', '/key/update', '/key/block', '/key/list', '/key/delete']
    const { team_id, own, others, ann, bob } = await setUp(may)
    const elsewhere = await setUp(may)
    const made = await post(
      '/key/generate',
      { team_id, key_alias: `mine-${ann}`, object_permission: { agents: ['hello'] } },
      own.key,
    )
    expect(made.status).toBe(200)
    expect(made.json).toMatchObject({ user_id: ann, team_id })
    expect(await listed(made.json.key)).toEqual(['hello'])
    const { token } = made.json
    expect((await post('/key/update', { key: token, metadata: { a: 1 } }, own.key)).json.metadata).toEqual({ a: 1 })
    const { json: list } = await read(`/key/list?team_id=${team_id}`, own.key)
    expect(list.keys.toSorted()).toEqual([own.token, token].toSorted())
    expect((await read(`/key/list?user_id=${bob}`, own.key)).json.keys).not.toContain(others.token)

    expect((await post('/key/block', { key: token }, own.key)).json.blocked).toBe(true)
    // To unblock is not among what they may.
    expect((await post('/key/unblock', { key: token }, own.key)).status).toBe(403)
    expect((await post('/key/update', { key: token, blocked: false }, own.key)).status).toBe(403)
    for (const [path, body] of [
      ['/key/generate', { team_id, user_id: bob }],
      ['/key/generate', { team_id: elsewhere.team_id }],
      ['/key/generate', {}],
      ['/key/service-account/generate', { team_id }],
      ['/key/update', { key: token, user_id: bob }],
      ['/key/update', { key: token, user_id: null }],
      ['/key/update', { key: token, team_id: null }],
      ['/key/update', { key: token, team_id: elsewhere.team_id }],
      ['/key/update', { key: others.token, metadata: {} }],
      ['/key/delete', { keys: [others.token] }],
      ['/key/delete', { keys: [elsewhere.own.token] }],
      ['/team/permissions_update', { team_id, team_member_permissions: ['/key/unblock'] }],
    ] as const) {
      expect([path, body, (await post(path, body, own.key)).status]).toEqual([path, body, 403])
    }
    expect((await read(`/key/list?team_id=${elsewhere.team_id}`, own.key)).status).toBe(403)
    expect((await post('/key/delete', { keys: [token] }, own.key)).json).toEqual({ deleted_keys: [token] })
  })

  test('give their keys no more than the key has that they do it with', async () => {
    verifies('teams', 'access')
    const restrictions = { agent_restrictions: { hello: { operations: ['read'] } } }
    const { team_id, own } = await setUp(['/key/generate', '/key/update'], {
      agents: ['hello', 'other'],
      ...restrictions,
    })
    const { json: wide } = await post('/key/generate', { team_id, object_permission: { agents: 'all' } }, own.key)
    expect(await listed(wide.key)).toEqual(['hello', 'other'])
    const message = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
    const send = async (agent: string) => (await gateway.call(agent, 'SendMessage', message, { key: wide.key })).error
    expect(await send('other')).toBeUndefined()
    expect((await send('hello')).message).toContain('may not use SendMessage')
    const change = { key: wide.token, object_permission: { agents: ['hello', 'third'], agent_restrictions: null } }
    await post('/key/update', change, own.key)
    expect(await listed(wide.key)).toEqual(['hello'])
    expect((await send('hello')).message).toContain('may not use SendMessage')
    // A change that says nothing of the grant leaves it.
    await post('/key/update', { key: wide.token, object_permission: { agents: 'all' } })
    await post('/key/update', { key: wide.token, metadata: {} }, own.key)
    expect(await listed(wide.key)).toEqual(['hello', 'other', 'third'])
  })

  test('may more or less from the next request on; admins of the team decide it', async () => {
    verifies('teams', 'keys')
    const { team_id, own, ann } = await setUp()
    const lead = (await post('/key/generate', { user_id: 'lead', team_id })).json
    await post('/team/member_add', { team_id, member: { user_id: 'lead', role: 'admin' } })
    const body = { team_id, team_member_permissions: ['/key/info', '/key/health', '/key/service-account/generate'] }
    const { json } = await post('/team/permissions_update', body, lead.key)
    expect(json.team_member_permissions).toEqual(['/key/info', '/key/service-account/generate'])
    expect(json.all_available_permissions).toContain('/key/regenerate')
    const made = await post('/key/service-account/generate', { team_id }, own.key)
    expect(made.json).toMatchObject({ team_id, user_id: null })
    expect((await read(`/team/permissions_list?team_id=${team_id}`, own.key)).json).toEqual(json)
    await post('/team/update', { team_id, team_member_permissions: [] })
    expect((await post('/key/service-account/generate', { team_id }, own.key)).status).toBe(403)
    const wrong = await post('/team/permissions_update', { team_id, team_member_permissions: ['/key/all'] })
    expect([wrong.status, wrong.json.error.message]).toEqual([400, expect.stringContaining('/key/generate')])

    // A viewer reads; who has left the team is no member.
    await post('/team/update', { team_id, team_member_permissions: ['/key/generate', '/key/list'] })
    await post('/user/update', { user_id: ann, user_role: 'internal_user_viewer' })
    expect((await post('/key/generate', { team_id }, own.key)).status).toBe(403)
    expect((await read(`/key/list?team_id=${team_id}`, own.key)).status).toBe(200)
    await post('/user/update', { user_id: ann, user_role: 'internal_user' })
    const personal = (await post('/key/generate', { user_id: ann })).json
    expect((await post('/key/generate', { team_id }, personal.key)).status).toBe(200)
    await post('/team/member_delete', { team_id, user_id: ann })
    expect((await post('/key/generate', { team_id }, personal.key)).status).toBe(403)
  })
})

describe('personal keys, where the file allows them', () => {
  test('are made and managed with a key of no team, and go no further than it', async () => {
    verifies('keys', 'users')
    const { json: first } = await post('/user/new', { object_permission: { agents: ['hello'] } })
    const made = await post('/key/generate', { object_permission: { agents: 'all' } }, first.key)
    expect(made.json).toMatchObject({ user_id: first.user_id, team_id: null })
    expect(await listed(made.json.key)).toEqual(['hello'])
    await post('/user/update', { user_id: first.user_id, object_permission: { agents: 'all' } })
    expect(await listed(made.json.key)).toEqual(['hello'])
    expect((await read('/key/list', first.key)).json.total_count).toBe(2)
    expect((await post('/key/delete', { keys: [made.json.token] }, first.key)).status).toBe(200)
    const { own } = await setUp()
    expect((await post('/key/generate', {}, own.key)).status).toBe(403)
    const nobody = (await post('/key/generate', {})).json
    expect((await post('/key/generate', {}, nobody.key)).status).toBe(403)
  })

  test('are refused where it does not', async () => {
    verifies('keys', 'users')
    await using closed = await testGateway()
    const { key } = await closed.json('/user/new', { body: { object_permission: { agents: 'all' } } })
    expect((await closed.request('/key/generate', { key, body: {} })).status).toBe(403)
    expect((await closed.request('/key/list', { key })).status).toBe(403)
  })
})
