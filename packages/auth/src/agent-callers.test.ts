import type { StoredKey } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, it } from 'vitest'
import { createAgentCallers } from './agent-callers.ts'
import { storedTeam, storedUser } from './identities.fixture.ts'

const time = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', createdBy: 'master' }
const agent = { id: 'a1', name: 'invoices' }
const key = (id: string, more: Partial<StoredKey> = {}): StoredKey => ({
  ...time,
  id,
  name: `sk-...${id}`,
  agents: { access: 'all' },
  blocked: false,
  ...more,
})

it('tells the keys that reach an agent in the end, and the grants that have it', async () => {
  const store = memoryStore()
  await store.accessGroups.insert({ ...time, id: 'g', name: 'Money', agentIds: ['a1'] })
  await store.teams.insert(
    storedTeam({ alias: 'Finance', agents: { access: 'selected', agentIds: [], groupIds: ['g'] } }),
  )
  await store.teams.insert(storedTeam({ id: 'other', agents: { access: 'selected', agentIds: ['a2'] } }))
  await store.users.insert(storedUser())
  await store.users.insert(storedUser({ id: 'reader', role: 'internal_user_viewer' }))
  const keys = [
    key('free', { alias: 'of nobody' }),
    key('team', { teamId: 't', userId: 'u', agents: { access: 'selected', agentIds: ['a1'] } }),
    key('wrong-team', { teamId: 'other' }),
    key('gone-team', { teamId: 'gone' }),
    key('none', { agents: { access: 'none' } }),
    key('blocked', { blocked: true }),
    key('expired', { expiresAt: '2026-01-02T00:00:00.000Z' }),
    key('reader', { userId: 'reader' }),
    key('reading', { scopes: ['reading'] }),
    key('narrowed', { agents: { access: 'all', restrictions: { a1: { operations: ['getTask'] } } } }),
  ]
  for (const each of keys) await store.keys.insert(each)

  const callers = await createAgentCallers(store)(agent)
  const byId = [...callers.keys.first].sort((one, other) => (one.id < other.id ? -1 : 1))
  expect(byId).toEqual([
    { id: 'free', name: 'of nobody', reason: 'The key is granted every agent.' },
    { id: 'team', name: 'sk-...team', teamId: 't', userId: 'u', reason: 'The key is granted this agent.' },
  ])
  expect(callers.keys.total).toBe(2)
  expect(callers.complete).toBe(true)
  expect(callers.teams.first).toEqual([
    {
      id: 't',
      name: 'Finance',
      reason: "The team 'Finance' is granted the access group 'Money', which this agent is in.",
    },
  ])
  expect(callers.users.total).toBe(2)
})

it('tells a long list by its number and its beginning', async () => {
  const store = memoryStore()
  for (let index = 0; index < 120; index += 1) await store.keys.insert(key(`k${index}`))
  const { keys } = await createAgentCallers(store)(agent)
  expect([keys.total, keys.first.length]).toEqual([120, 100])
})
