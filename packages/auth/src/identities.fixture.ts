import type { StoredTeam, StoredUser } from '@gateway/core'

const entry = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', createdBy: 'master' }

/** The team `t`, which narrows nothing. */
export const storedTeam = (more: Partial<StoredTeam> = {}): StoredTeam => ({
  ...entry,
  id: 't',
  members: [],
  agents: { access: 'all' },
  blocked: false,
  ...more,
})

/** The user `u`, who narrows nothing. */
export const storedUser = (more: Partial<StoredUser> = {}): StoredUser => ({
  ...entry,
  id: 'u',
  role: 'internal_user',
  agents: { access: 'all' },
  ...more,
})
