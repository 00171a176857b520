import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  const agents = ['hello', 'other'].map((name) => ({ name, upstreams: [{ adapter: 'hello' }] }))
  gateway = await testGateway({ config: { agents } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const post = async (path: string, body: object, key?: string) => {
  const response = await gateway.request(path, { body, key })
  const json: Wire = await response.json()
  return { status: response.status, json }
}
const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}`

describe('whoever replaces the secret of a key can act by it', () => {
  test('an admin of a team replaces those of the team and their own, and nobody else becomes somebody by it', async () => {
    verifies('teams', 'keys')
    const [lead, boss] = [unique('lead'), unique('boss')]
    const { json: team } = await post('/team/new', {
      members_with_roles: [
        { user_id: lead, role: 'admin' },
        { user_id: boss, role: 'user' },
      ],
    })
    const { team_id } = team
    await post('/user/update', { user_id: boss, user_role: 'proxy_admin' })
    const own = (await post('/key/generate', { user_id: lead, team_id })).json
    const bosss = (await post('/key/generate', { user_id: boss, team_id })).json
    const service = (await post('/key/service-account/generate', { team_id })).json

    for (const [path, body] of [
      ['/key/regenerate', { key: bosss.token }],
      ['/key/regenerate', { key: bosss.token, user_id: boss }],
      [`/key/${bosss.token}/regenerate`, { new_key: `sk-${unique('mine')}` }],
      ['/key/regenerate', { key: bosss.token, user_id: null }],
    ] as const) {
      expect([path, (await post(path, body, own.key)).status]).toEqual([path, 403])
    }
    // It is still theirs, and the team's admin may stop it.
    expect((await gateway.request('/user/list', { key: bosss.key })).status).toBe(200)
    expect((await post('/key/regenerate', { key: service.token }, own.key)).status).toBe(200)
    expect((await post('/key/block', { key: bosss.token }, own.key)).status).toBe(200)
    expect((await post('/key/regenerate', { key: own.token }, own.key)).status).toBe(200)
  })

  test('a member replaces keys of their own that reach no further than the one they ask with', async () => {
    verifies('teams', 'keys')
    const ann = unique('ann')
    const { json: team } = await post('/team/new', {
      members_with_roles: [{ user_id: ann }],
      object_permission: { agents: 'all' },
      team_member_permissions: ['/key/regenerate', '/key/update'],
    })
    const { team_id } = team
    const keyOf = async (object_permission: object) =>
      (await post('/key/generate', { user_id: ann, team_id, object_permission })).json
    const wide = await keyOf({ agents: ['hello', 'other'] })
    const narrow = await keyOf({ agents: ['hello'] })
    const reading = await keyOf({ agents: ['hello'], agent_restrictions: { '*': { operations: ['GetTask'] } } })

    expect((await post('/key/regenerate', { key: wide.token }, narrow.key)).status).toBe(403)
    expect((await post('/key/regenerate', { key: narrow.token }, reading.key)).status).toBe(403)
    // Not by narrowing it, either: those who hold it would lose it.
    const narrowed = { key: wide.token, object_permission: { agents: ['hello'] } }
    expect((await post('/key/regenerate', narrowed, narrow.key)).status).toBe(403)
    expect((await post('/key/regenerate', { key: reading.token }, narrow.key)).status).toBe(200)
    expect((await post('/key/regenerate', { key: narrow.token }, wide.key)).status).toBe(200)
    expect((await post('/key/regenerate', { key: wide.token }, wide.key)).status).toBe(200)
  })
})

test('a key of one team is told nothing of its user in another', async () => {
  verifies('teams', 'users')
  const ann = unique('ann')
  const teamOf = async () => (await post('/team/new', { members_with_roles: [{ user_id: ann }] })).json.team_id
  const [here, there] = [await teamOf(), await teamOf()]
  const own = (await post('/key/generate', { user_id: ann, team_id: here })).json
  const other = (await post('/key/generate', { user_id: ann, team_id: there })).json
  const personal = (await post('/key/generate', { user_id: ann })).json
  const seen = async (key?: string) => {
    const { keys, teams }: Wire = await gateway.json(`/user/info?user_id=${ann}`, { key })
    return [keys.map(({ token }: Wire) => token).toSorted(), teams.map(({ team_id }: Wire) => team_id).toSorted()]
  }
  expect(await seen(own.key)).toEqual([[own.token], [here]])
  const all = [[own.token, other.token, personal.token].toSorted(), [here, there].toSorted()]
  expect(await seen(personal.key)).toEqual(all)
  expect(await seen()).toEqual(all)
})

test('nobody learns from the audit log what the admin key could be tried against', async () => {
  verifies('keys', 'users')
  const signedIn = await gateway.request('/v1/session', { body: { key: ADMIN_KEY } })
  expect(signedIn.status).toBe(201)
  const { key } = await gateway.json('/user/new', { body: { user_role: 'proxy_admin_viewer' } })
  const { entries } = await gateway.json('/v1/audit?action=sign-in.create', { key })
  expect(entries).toMatchObject([{ target: { name: 'key:master' } }])
  expect(JSON.stringify(entries)).not.toContain(createHash('sha256').update(ADMIN_KEY).digest('hex'))
})
