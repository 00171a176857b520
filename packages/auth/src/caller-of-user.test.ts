import type { AgentGrant, StoredUser, UserRole } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, test } from 'vitest'
import { createCallerOfUser } from './caller-of-user.ts'

const TIME = '2026-01-01T00:00:00.000Z'
const userOf = (role: UserRole, agents: AgentGrant): StoredUser => ({
  id: 'ann',
  role,
  agents,
  createdAt: TIME,
  updatedAt: TIME,
  createdBy: 'test',
})

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
  const callerOfUser = createCallerOfUser(store)
  expect(await callerOfUser('ann', TIME)).toMatchObject({ keyId: 'user:ann', userId: 'ann', agents: { access } })
})

test('a user who is gone, or another of that id, is nobody', async () => {
  const store = memoryStore()
  await store.users.insert(userOf('proxy_admin', { access: 'all' }))
  const callerOfUser = createCallerOfUser(store)
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
  const callerOfUser = createCallerOfUser(store)
  await callerOfUser('ann', TIME)
  await store.users.update(blocked, ann)
  await expect(callerOfUser('ann', TIME)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringContaining('blocked'),
  })
  await store.users.update({ ...ann, updatedAt: '2026-03-01T00:00:00.000Z' }, blocked)
  expect(await callerOfUser('ann', TIME)).toMatchObject({ role: 'admin' })
})
