import type { AgentGrant, Store, StoredSignIn, StoredUser, UserRole } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, test } from 'vitest'
import { createCallerOfUser } from './caller-of-user.ts'
import { storedTeam } from './identities.fixture.ts'

const TIME = '2026-01-01T00:00:00.000Z'
const userOf = (role: UserRole, agents: AgentGrant): StoredUser => ({
  id: 'ann',
  role,
  agents,
  createdAt: TIME,
  updatedAt: TIME,
  createdBy: 'test',
})

/** Signed in for a user who was made at that time. */
const callerIn = (store: Store) => {
  const { caller } = createCallerOfUser(store)
  return (userId: string, userSince: string | undefined, more: Partial<StoredSignIn> = {}) =>
    caller({
      userId,
      expiresAt: '2026-01-02T00:00:00.000Z',
      ...(userSince === undefined ? {} : { userSince }),
      ...more,
    })
}

test.each([
  ['proxy_admin', { access: 'all' }, 'all'],
  ['proxy_admin', { access: 'none' }, 'none'],
  // Everybody has `all` until somebody narrows it: that grants nothing.
  ['internal_user', { access: 'all' }, 'none'],
  ['proxy_admin_viewer', { access: 'all' }, 'none'],
  ['internal_user', { access: 'selected', agentIds: ['a'] }, 'selected'],
] as const)('a %s with %j reaches %s', async (role, agents, access) => {
  const store = memoryStore()
  await store.users.insert(userOf(role, agents))
  const callerOfUser = callerIn(store)
  expect(await callerOfUser('ann', TIME)).toMatchObject({ keyId: 'user:ann', userId: 'ann', agents: { access } })
})

test('a user who is gone, or another of that id, is nobody', async () => {
  const store = memoryStore()
  await store.users.insert(userOf('proxy_admin', { access: 'all' }))
  const callerOfUser = callerIn(store)
  await callerOfUser('ann', TIME)
  await expect(callerOfUser('ann', '2025-01-01T00:00:00.000Z')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(callerOfUser('ann', undefined)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await store.users.delete('ann')
  await expect(callerOfUser('ann', TIME)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('a user who is blocked is nobody until they are unblocked', async () => {
  const store = memoryStore()
  const ann = userOf('proxy_admin', { access: 'all' })
  const blocked = { ...ann, blocked: true, updatedAt: '2026-02-01T00:00:00.000Z' }
  await store.users.insert(ann)
  const callerOfUser = callerIn(store)
  await callerOfUser('ann', TIME)
  await store.users.update(blocked, ann)
  await expect(callerOfUser('ann', TIME)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringContaining('blocked'),
  })
  await store.users.update({ ...ann, updatedAt: '2026-03-01T00:00:00.000Z' }, blocked)
  expect(await callerOfUser('ann', TIME)).toMatchObject({ role: 'admin' })
})

const selected = (...agentIds: string[]): AgentGrant => ({ access: 'selected', agentIds })

test.each<[string, Partial<StoredSignIn>, string | undefined]>([
  ['the one that the provider names, by alias', { teams: ['Crew', 'nobody here'] }, 'crew'],
  ['none of several before one is chosen', { teams: ['crew', 'desk'] }, undefined],
  ['the one that was chosen', { teams: ['crew', 'desk'], teamId: 'desk' }, 'desk'],
  ['none where the provider names the chosen one no more', { teams: ['crew'], teamId: 'desk' }, undefined],
  ['none where the provider names none', { teams: [], teamId: 'desk' }, undefined],
  ['none that is blocked', { teams: ['shut'] }, undefined],
  ["none of one's own before one is chosen", {}, undefined],
  ["a chosen one of one's own", { teamId: 'desk' }, 'desk'],
  ['none that one is not a member of', { teamId: 'crew' }, undefined],
])('a browser acts for %s', async (_which, more, teamId) => {
  const store = memoryStore()
  await store.users.insert(userOf('internal_user', { access: 'all' }))
  await store.teams.insert(storedTeam({ id: 'crew', alias: 'Crew', agents: selected('a') }))
  await store.teams.insert(
    storedTeam({ id: 'desk', agents: selected('b'), members: [{ userId: 'ann', role: 'user' }] }),
  )
  await store.teams.insert(storedTeam({ id: 'shut', blocked: true }))
  const caller = await callerIn(store)('ann', TIME, more)
  expect(caller.teamId).toBe(teamId)
  const reached = { crew: 'a', desk: 'b' }[teamId ?? '']
  expect(caller.agents).toEqual(
    reached === undefined ? { access: 'none' } : { access: 'selected', agentIds: new Set([reached]) },
  )
  expect(caller.session).toEqual({
    agents: { access: teamId === undefined ? 'none' : 'all' },
    expiresAt: '2026-01-02T00:00:00.000Z',
  })
})
