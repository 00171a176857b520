import type { AgentGrant, StoredKey, StoredTeam, StoredUser, UserRole } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { storedTeam, storedUser } from './identities.fixture.ts'
import { createKeyAuthenticator } from './key-authenticator.ts'
import { keyHash } from './key-hash.ts'

const KEY = 'sk-of-a-team-0123'
const selected = (...agentIds: string[]): AgentGrant => ({ access: 'selected', agentIds })
const effective = (grant: AgentGrant) => (grant.access === 'selected' ? reaching(...grant.agentIds) : grant)
const reaching = (...ids: string[]) => ({ access: 'selected', agentIds: new Set(ids) })
const key: StoredKey = {
  id: keyHash(KEY),
  name: 'sk-...0123',
  teamId: 't',
  userId: 'u',
  agents: { access: 'all' },
  blocked: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'master',
}

async function setUp(more: { key?: Partial<StoredKey>; team?: Partial<StoredTeam>; user?: Partial<StoredUser> } = {}) {
  const store = memoryStore()
  await store.teams.insert(storedTeam(more.team))
  await store.users.insert(storedUser(more.user))
  await store.keys.insert({ ...key, ...more.key })
  const authenticator = createKeyAuthenticator({ ...store, masterKeyHash: keyHash('sk-master') })
  const authenticate = async () => authenticator({ authorization: `Bearer ${KEY}` })
  return { store, authenticator, authenticate, grant: async () => (await authenticate()).agents }
}

describe('the grant of a key', () => {
  const all: AgentGrant = { access: 'all' }
  const none: AgentGrant = { access: 'none' }
  it.each<[AgentGrant, AgentGrant, AgentGrant, AgentGrant]>([
    [all, all, all, all],
    [all, selected('a', 'b'), all, selected('a', 'b')],
    [selected('a', 'c'), selected('a', 'b'), all, selected('a')],
    [selected('a', 'b'), selected('a', 'b'), selected('b'), selected('b')],
    [selected('a'), selected('b'), all, selected()],
    [all, none, all, none],
    [all, all, none, none],
    [none, all, all, none],
  ])('%j in a team with %j of a user with %j is %j', async (own, team, user, left) => {
    const { grant } = await setUp({ key: { agents: own }, team: { agents: team }, user: { agents: user } })
    expect(await grant()).toEqual(effective(left))
  })

  it('has the agents that are in its access groups now; a group that is gone grants nothing', async () => {
    const { store, grant } = await setUp({
      key: { agents: { access: 'selected', agentIds: ['a'], groupIds: ['g', 'gone'] } },
      team: { agents: { access: 'selected', agentIds: ['a', 'b'], groupIds: ['g'] } },
    })
    expect(await grant()).toEqual(reaching('a'))
    const { createdAt, updatedAt, createdBy } = key
    const group = { id: 'g', name: 'group', agentIds: ['b', 'c'], createdAt, updatedAt, createdBy }
    await store.accessGroups.insert(group)
    expect(await grant()).toEqual(reaching('a', 'b', 'c'))
    await store.accessGroups.delete('g')
    expect(await grant()).toEqual(reaching('a'))
  })

  it('follows its team and user at once, and costs nothing in between', async () => {
    const { store, grant, authenticator } = await setUp()
    expect(await grant()).toEqual({ access: 'all' })
    await store.teams.update(storedTeam({ agents: selected('a') }), storedTeam())
    expect(await grant()).toEqual(reaching('a'))
    await store.users.update(storedUser({ agents: { access: 'none' } }), storedUser())
    expect(await grant()).toEqual({ access: 'none' })
    expect(authenticator({ authorization: `Bearer ${KEY}` })).toMatchObject({ agents: { access: 'none' } })
  })
})

describe('a key', () => {
  const refused = { code: 'UNAUTHENTICATED' }

  it('stops when its team is blocked, or its team or user is deleted', async () => {
    const { store, authenticate } = await setUp()
    await authenticate()
    await store.teams.update(storedTeam({ blocked: true }), storedTeam())
    await expect(authenticate()).rejects.toThrow(/team of this key is blocked/)
    await store.teams.update(storedTeam(), storedTeam())
    await authenticate()
    await store.teams.delete('t')
    await expect(authenticate()).rejects.toMatchObject(refused)
  })

  it('that went with its user does not come back with another of that id', async () => {
    const { store, authenticate } = await setUp()
    await authenticate()
    await store.users.delete('u')
    await store.users.insert(storedUser({ createdAt: '2026-02-02T00:00:00.000Z' }))
    await expect(authenticate()).rejects.toMatchObject(refused)
  })

  it.each([
    ['teams', 't', /team of this key has been deleted/],
    ['users', 'u', /user of this key has been deleted/],
  ] as const)('that names one of the %s that is not there is refused', async (kind, id, reason) => {
    const { store, authenticate } = await setUp()
    await store[kind].delete(id)
    await store.keys.insert(key)
    await expect(authenticate()).rejects.toThrow(reason)
  })

  it.each<[UserRole, string]>([
    ['proxy_admin', 'admin'],
    ['proxy_admin_viewer', 'admin-viewer'],
    ['internal_user', 'member'],
    ['internal_user_viewer', 'viewer'],
  ])('of a user who is %s is that of one who is %s', async (role, expected) => {
    const { authenticate } = await setUp({ user: { role } })
    expect(await authenticate()).toMatchObject({ role: expected })
  })
})
