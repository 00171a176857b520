import type {
  EntryStore,
  Store,
  StoredAccessGroup,
  StoredEntry,
  StoredTeam,
  StoredUser,
  UserFilter,
} from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleKey } from './samples.ts'

const entry = (id: string): StoredEntry => ({
  id,
  createdAt: '2026-01-02T03:04:05.006Z',
  updatedAt: '2026-01-02T03:04:05.006Z',
  createdBy: 'master',
})
const team = (id: string, more: Partial<StoredTeam> = {}): StoredTeam => ({
  ...entry(id),
  alias: AWKWARD,
  members: [{ userId: 'ann', role: 'admin' }],
  agents: { access: 'selected', agentIds: ['agent-1'], groupIds: ['group-1'] },
  blocked: false,
  limits: { requestsPerMinute: 60, parallel: 2 },
  metadata: { text: AWKWARD },
  ...more,
})
const user = (id: string, more: Partial<StoredUser> = {}): StoredUser => ({
  ...entry(id),
  role: 'internal_user',
  agents: { access: 'all' },
  ...more,
})
const group = (id: string, more: Partial<StoredAccessGroup> = {}): StoredAccessGroup => ({
  ...entry(id),
  name: `group ${id}`,
  agentIds: ['agent-1'],
  ...more,
})

export function testEntries(store: () => Store): void {
  testKind('teams', () => store().teams, team, { blocked: true, members: [] })
  testKind('users', () => store().users, user, { role: 'proxy_admin', blocked: true, email: 'ann@example.com' })
  testKind('access groups', () => store().accessGroups, group, { description: AWKWARD, agentIds: [] })

  describe('teams, users and access groups', () => {
    it('take their keys with them when they are deleted, and no others', async () => {
      await store().teams.insert(team('entries-gone'))
      await store().users.insert(user('entries-gone'))
      await store().keys.insert(sampleKey({ id: 'entries-key-team', teamId: 'entries-gone' }))
      await store().keys.insert(sampleKey({ id: 'entries-key-user', userId: 'entries-gone' }))
      await store().keys.insert(sampleKey({ id: 'entries-key-other', teamId: 'entries-stays' }))
      expect(await store().teams.delete('entries-gone')).toBe(true)
      expect(await store().keys.get('entries-key-team')).toBeUndefined()
      expect(await store().keys.get('entries-key-user')).toBeDefined()
      expect(await store().users.delete('entries-gone')).toBe(true)
      expect(await store().keys.get('entries-key-user')).toBeUndefined()
      expect(await store().keys.get('entries-key-other')).toBeDefined()
    })

    it('are found by members, roles and mail addresses, as they are now', async () => {
      const made = team('entries-found', { members: [{ userId: 'entries-ann', role: 'admin' }] })
      await store().teams.insert(made)
      await store().teams.insert(team('entries-unfound', { members: [] }))
      const teamsOf = async (memberId: string) => {
        const { entries, total } = await store().teams.list({ memberId, offset: 0, limit: 10 })
        expect(total).toBe(entries.length)
        return entries.map(({ id }) => id)
      }
      expect(await teamsOf('entries-ann')).toEqual(['entries-found'])
      const many = Array.from({ length: 1_200 }, (_, index) => ({ userId: `entries-${index}`, role: 'user' as const }))
      const grown = { ...made, members: many, updatedAt: '2026-02-01T00:00:00.000Z' }
      await store().teams.update(grown, made)
      expect(await teamsOf('entries-ann')).toEqual([])
      expect(await teamsOf('entries-1199')).toEqual(['entries-found'])
      await store().teams.update({ ...grown, members: many.slice(0, 1), updatedAt: '2026-03-01T00:00:00.000Z' }, grown)
      expect(await teamsOf('entries-1199')).toEqual([])
      expect(await teamsOf('entries-0')).toEqual(['entries-found'])
      await store().teams.delete('entries-found')
      expect(await teamsOf('entries-0')).toEqual([])

      await store().users.insert(user('entries-mail', { role: 'proxy_admin_viewer', email: 'entries@example.com' }))
      await store().users.insert(user('entries-plain', { role: 'proxy_admin_viewer' }))
      const users = async (filter: Pick<UserFilter, 'role' | 'email'>) =>
        (await store().users.list({ ...filter, offset: 0, limit: 10 })).entries.map(({ id }) => id)
      expect(await users({ email: 'entries@example.com' })).toEqual(['entries-mail'])
      expect(await users({ role: 'proxy_admin_viewer' })).toEqual(['entries-plain', 'entries-mail'])
      expect(await users({ role: 'proxy_admin', email: 'entries@example.com' })).toEqual([])
    })

    it('give the id of a deleted team to no other: its tasks are still there', async () => {
      await store().teams.insert(team('entries-once'))
      await store().teams.delete('entries-once')
      await expect(store().teams.insert(team('entries-once'))).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await store().teams.get('entries-once')).toBeUndefined()
      // People come back, and that they had left is known.
      await store().users.insert(user('entries-once'))
      expect(await store().users.wasDeleted('entries-once')).toBe(false)
      await store().users.delete('entries-once')
      expect(await store().users.wasDeleted('entries-once')).toBe(true)
      await store().users.insert(user('entries-once'))
      expect(await store().users.delete('entries-once')).toBe(true)
      expect(await store().users.wasDeleted('entries-once')).toBe(true)
      expect(await store().users.wasDeleted('entries-never')).toBe(false)
    })

    it('let only one access group have a name', async () => {
      const conflict = { code: 'CONFLICT' }
      await store().accessGroups.insert(group('entries-one', { name: 'entries-name' }))
      await store().accessGroups.insert(group('entries-two'))
      await expect(store().accessGroups.insert(group('entries-three', { name: 'entries-name' }))).rejects.toMatchObject(
        conflict,
      )
      await expect(
        store().accessGroups.update(group('entries-two', { name: 'entries-name' }), group('entries-two')),
      ).rejects.toMatchObject(conflict)
    })
  })
}

function testKind<Entry extends StoredEntry>(
  name: string,
  entries: () => EntryStore<Entry>,
  sample: (id: string, more?: Partial<Entry>) => Entry,
  change: Partial<Entry>,
): void {
  describe(name, () => {
    it('are given back, changed whole, and deleted once', async () => {
      const made = sample('entries-1')
      await entries().insert(made)
      expect(await entries().get('entries-1')).toEqual(made)
      expect(await entries().get('entries-none')).toBeUndefined()
      await expect(entries().insert(made)).rejects.toMatchObject({ code: 'CONFLICT' })
      const changed: Entry = { ...sample('entries-1', change), updatedAt: '2026-02-01T00:00:00.000Z' }
      expect(await entries().update(changed, made)).toBe(true)
      expect(await entries().get('entries-1')).toEqual(changed)
      // Somebody who read it before that change does not undo it.
      expect(await entries().update(made, made)).toBe(false)
      expect(await entries().update(sample('entries-none'), sample('entries-none'))).toBe(false)
      expect(await entries().delete('entries-1', made)).toBe(false)
      expect(await entries().delete('entries-1', changed)).toBe(true)
      expect(await entries().delete('entries-1')).toBe(false)
      expect(await entries().get('entries-1')).toBeUndefined()
    })

    it('are listed newest first, by page, with the total', async () => {
      const { total: before } = await entries().list({ offset: 0, limit: 1 })
      for (const number of [1, 2, 3]) {
        const createdAt = `2099-03-01T00:00:0${number}.000Z`
        await entries().insert({ ...sample(`entries-list-${number}`), createdAt })
      }
      const { entries: found, total } = await entries().list({ offset: 1, limit: 2 })
      expect(found.map(({ id }) => id)).toEqual(['entries-list-2', 'entries-list-1'])
      expect(total).toBe(before + 3)
    })
  })
}
