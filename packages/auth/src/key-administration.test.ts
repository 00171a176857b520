import type { KeyAdministration, Store } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { createKeyAdministration } from './key-administration.ts'
import { keyHash } from './key-hash.ts'

const MASTER_KEY = 'sk-master-0123456789'
const AGENTS: Record<string, string> = { invoices: 'agent-1', 'agent-1': 'agent-1', weather: 'agent-2' }

function administration(store: Pick<Store, 'keys' | 'teams' | 'users' | 'accessGroups'> = memoryStore()) {
  const findAgent = (idOrName: string) => (AGENTS[idOrName] === undefined ? undefined : { id: AGENTS[idOrName] })
  const keyAdministration = createKeyAdministration({ ...store, findAgent, masterKeyHash: keyHash(MASTER_KEY) })
  const team = async (id: string) => {
    const entry = { id, createdAt: '', updatedAt: '', createdBy: 'master' }
    await store.teams.insert({ ...entry, members: [], agents: { access: 'all' }, blocked: false })
  }
  return { keys: store.keys, users: store.users, team, keyAdministration }
}

describe('generate', () => {
  it('makes a key that is told once and stored as its hash', async () => {
    const { keys, keyAdministration } = administration()
    const { key, stored } = await keyAdministration.generate({}, 'master')
    const another = await keyAdministration.generate({}, 'master')
    expect(key).toMatch(/^sk-[\w-]{43}$/)
    expect(another.key).not.toBe(key)
    expect(stored).toMatchObject({
      id: keyHash(key),
      name: `sk-...${key.slice(-4)}`,
      createdBy: 'master',
      blocked: false,
    })
    expect(JSON.stringify((await keys.list({ offset: 0, limit: 10 })).keys)).not.toContain(key)
  })

  it('denies every agent unless granted', async () => {
    const { keyAdministration } = administration()
    expect((await keyAdministration.generate({}, 'master')).stored.agents).toEqual({ access: 'none' })
    expect((await keyAdministration.generate({ agents: [] }, 'master')).stored.agents).toEqual({ access: 'none' })
    expect((await keyAdministration.generate({ agents: 'none' }, 'master')).stored.agents).toEqual({ access: 'none' })
    expect((await keyAdministration.generate({ agents: 'all' }, 'master')).stored.agents).toEqual({ access: 'all' })
  })

  it('keeps a grant by id, each agent once', async () => {
    const { keyAdministration } = administration()
    const { stored } = await keyAdministration.generate({ agents: ['invoices', 'agent-1', 'weather'] }, 'master')
    expect(stored.agents).toEqual({ access: 'selected', agentIds: ['agent-1', 'agent-2'] })
  })

  it.each([[['weather', 'nobody']], [['weather', 'all']]])('refuses agents that are not there: %j', async (agents) => {
    const { keys, keyAdministration } = administration()
    await expect(keyAdministration.generate({ agents }, 'master')).rejects.toMatchObject({
      code: 'INVALID_PARAMS',
      field: 'object_permission.agents[1]',
    })
    expect((await keys.list({ offset: 0, limit: 1 })).total).toBe(0)
  })

  it('takes a key of one’s own', async () => {
    const { keyAdministration } = administration()
    const own = { key: 'sk-my-own-key-01' }
    expect((await keyAdministration.generate(own, 'master')).key).toBe(own.key)
    await expect(keyAdministration.generate(own, 'master')).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it.each(['sk-short', 'my-own-key-without-prefix', 'sk-with space-in-it', 'sk-ümlaut-is-no-ascii', 'sk-123456789012'])(
    'refuses %j as a key',
    async (key) => {
      const { keyAdministration } = administration()
      const error = await keyAdministration.generate({ key }, 'master').catch(String)
      expect(error).toContain('at least 16 characters')
      expect(error).not.toContain(key)
    },
  )

  it('refuses the master key and an alias that is taken', async () => {
    const { keyAdministration } = administration()
    await expect(keyAdministration.generate({ key: MASTER_KEY }, 'master')).rejects.toMatchObject({ code: 'CONFLICT' })
    await keyAdministration.generate({ alias: 'ci' }, 'master')
    await expect(keyAdministration.generate({ alias: 'ci' }, 'master')).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('ends after its duration', async () => {
    const { keyAdministration } = administration()
    const before = Date.now()
    const { stored } = await keyAdministration.generate({ duration: '1h' }, 'master')
    const expiry = Date.parse(stored.expiresAt ?? '')
    expect(expiry).toBeGreaterThanOrEqual(before + 3_600_000)
    expect(expiry).toBeLessThanOrEqual(Date.now() + 3_600_000)
    await expect(keyAdministration.generate({ duration: '999999999w' }, 'master')).rejects.toMatchObject({
      code: 'INVALID_PARAMS',
    })
  })
})

describe('a key', () => {
  it('is named by itself or by its hash', async () => {
    const { keyAdministration } = administration()
    const { key, stored } = await keyAdministration.generate({ alias: 'ci' }, 'master')
    expect(await keyAdministration.info(key)).toEqual(stored)
    expect(await keyAdministration.info(keyHash(key))).toEqual(stored)
  })

  it.each<[string, (keys: KeyAdministration, key: string) => Promise<unknown>]>([
    ['info', (keys, key) => keys.info(key)],
    ['delete', (keys, key) => keys.delete(key)],
    ['update', (keys, key) => keys.update(key, {})],
  ])('that is not there is NOT_FOUND for %s, and not repeated', async (_name, ask) => {
    const { keyAdministration } = administration()
    const error = ask(keyAdministration, 'sk-unknown-key-000')
    await expect(error).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
    await expect(error).rejects.not.toThrow(/sk-unknown/)
  })

  it('changes in what is said, and keeps the rest', async () => {
    const { keyAdministration, team } = administration()
    await team('t')
    await team('t2')
    const said = { alias: 'ci', userId: 'u', teamId: 't', duration: '1h', agents: ['invoices'], metadata: { a: 1 } }
    const { key, stored } = await keyAdministration.generate(said, 'master')
    const blocked = await keyAdministration.update(key, { blocked: true })
    expect(blocked).toEqual({ ...stored, blocked: true, updatedAt: blocked.updatedAt })
    const moved = await keyAdministration.update(key, { teamId: 't2', agents: 'all', metadata: { b: 2 } })
    expect(moved).toMatchObject({
      alias: 'ci',
      userId: 'u',
      teamId: 't2',
      agents: { access: 'all' },
      metadata: { b: 2 },
    })
    expect(moved).toMatchObject({ blocked: true, expiresAt: stored.expiresAt, createdAt: stored.createdAt })
    expect(await keyAdministration.info(key)).toEqual(moved)
  })

  it('has a team that is there, and a user who is known from then on', async () => {
    const { keyAdministration, users } = administration()
    const unknown = { code: 'INVALID_PARAMS', field: 'team_id' }
    await expect(keyAdministration.generate({ teamId: 't' }, 'master')).rejects.toMatchObject(unknown)
    const { key } = await keyAdministration.generate({ userId: 'u' }, 'master')
    await expect(keyAdministration.update(key, { teamId: 't' })).rejects.toMatchObject(unknown)
    expect(await users.get('u')).toMatchObject({ role: 'internal_user', agents: { access: 'all' } })
    await keyAdministration.generate({ userId: 'u' }, 'master')
  })

  it('loses what is said to be null', async () => {
    const { keyAdministration, team } = administration()
    await team('t')
    const { key } = await keyAdministration.generate(
      { alias: 'ci', userId: 'u', teamId: 't', duration: '1h' },
      'master',
    )
    const bare = await keyAdministration.update(key, { alias: null, userId: null, teamId: null, duration: null })
    for (const member of ['alias', 'userId', 'teamId', 'expiresAt']) expect(bare).not.toHaveProperty(member)
  })

  it('is gone after delete', async () => {
    const { keyAdministration } = administration()
    const { key, stored } = await keyAdministration.generate({}, 'master')
    expect(await keyAdministration.delete(key)).toEqual(stored)
    await expect(keyAdministration.info(key)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('changed by two at once has both changes', async () => {
    const { keyAdministration, team } = administration()
    await team('t1')
    await team('t2')
    const { key } = await keyAdministration.generate({}, 'master')
    await Promise.all([
      keyAdministration.update(key, { blocked: true }),
      keyAdministration.update(key, { alias: 'both' }),
      keyAdministration.update(key, { teamId: 't1' }),
    ])
    expect(await keyAdministration.info(key)).toMatchObject({ blocked: true, alias: 'both', teamId: 't1' })
  })

  it('that is deleted while it is changed does not come back', async () => {
    const store = memoryStore()
    const { keys } = store
    const { keyAdministration } = administration({
      ...store,
      keys: {
        ...keys,
        update: async (key, before) => {
          await keys.delete(key.id)
          return keys.update(key, before)
        },
      },
    })
    const { key } = await keyAdministration.generate({}, 'master')
    await expect(keyAdministration.update(key, { blocked: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await keys.list({ offset: 0, limit: 1 })).total).toBe(0)
  })

  it('is found in lists by user and team', async () => {
    const { keyAdministration, team } = administration()
    await team('t')
    await keyAdministration.generate({ alias: 'a', teamId: 't' }, 'master')
    await keyAdministration.generate({ alias: 'b', userId: 'u' }, 'master')
    const page = await keyAdministration.list({ teamId: 't', offset: 0, limit: 10 })
    expect([page.total, page.keys.map(({ alias }) => alias)]).toEqual([1, ['a']])
  })
})
