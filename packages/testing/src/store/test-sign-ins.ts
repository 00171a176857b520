import { setTimeout as delay } from 'node:timers/promises'
import type { Change, Store, StoredSignIn } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD } from './samples.ts'

/** Within this time every change has been told, or never will be. */
const TOLD_MS = 1_200

const sample = (fields: Partial<StoredSignIn> & Pick<StoredSignIn, 'id'>): StoredSignIn => ({
  owner: 'user:sign-ins',
  way: 'key',
  createdAt: '2026-01-01T00:00:00.000Z',
  seenAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
  ...fields,
})

export function testSignIns(store: () => Store): void {
  describe('sign-ins', () => {
    it('gives back what was inserted, with and without what is optional', async () => {
      const bare = sample({ id: 'sign-ins-bare' })
      const full = sample({
        id: 'sign-ins-full',
        owner: `user:${AWKWARD}`,
        way: 'oidc',
        keyId: 'key',
        userId: AWKWARD,
        teams: [AWKWARD],
        teamId: AWKWARD,
        idToken: AWKWARD,
        userSince: '2025-01-01T00:00:00.000Z',
        address: '192.0.2.1',
        userAgent: AWKWARD,
      })
      await store().signIns.insert(bare)
      await store().signIns.insert(full)
      expect(await store().signIns.get(bare.id)).toEqual(bare)
      expect(await store().signIns.get(full.id)).toEqual(full)
      expect(await store().signIns.get('sign-ins-none')).toBeUndefined()
    })

    it('lists those of an owner, newest first', async () => {
      const [old, young] = ['1', '3'].map((day) =>
        sample({ id: `sign-ins-${day}`, owner: 'user:list', createdAt: `2026-01-0${day}T00:00:00.000Z` }),
      )
      if (old === undefined || young === undefined) throw new Error('there are two')
      await store().signIns.insert(old)
      await store().signIns.insert(young)
      await store().signIns.insert(sample({ id: 'sign-ins-other', owner: 'key:list' }))
      expect(await store().signIns.list('user:list')).toEqual([young, old])
      expect(await store().signIns.list('user:nobody')).toEqual([])
    })

    it('moves on when it was seen, and makes none of one that has ended', async () => {
      const seenAt = '2026-01-01T12:00:00.000Z'
      await store().signIns.insert(sample({ id: 'sign-ins-seen' }))
      await store().signIns.touch('sign-ins-seen', seenAt)
      await store().signIns.touch('sign-ins-never', seenAt)
      expect(await store().signIns.get('sign-ins-seen')).toEqual(sample({ id: 'sign-ins-seen', seenAt }))
      expect(await store().signIns.get('sign-ins-never')).toBeUndefined()
    })

    it('changes all but when it was seen, tells of it, and makes none of one that has ended', async () => {
      const made = sample({ id: 'sign-ins-changed' })
      const seenAt = '2026-01-01T12:00:00.000Z'
      await store().signIns.insert(made)
      await store().signIns.touch(made.id, seenAt)
      await delay(TOLD_MS)
      const changes: Change[] = []
      const stop = store().onChange((change) => changes.push(change))
      expect(await store().signIns.update({ ...made, teamId: AWKWARD })).toBe(true)
      expect(await store().signIns.update(sample({ id: 'sign-ins-never' }))).toBe(false)
      await delay(TOLD_MS)
      stop()
      expect(changes).toEqual([{ kind: 'sign-in', id: made.id }])
      expect(await store().signIns.get(made.id)).toEqual({ ...made, seenAt, teamId: AWKWARD })
      expect(await store().signIns.get('sign-ins-never')).toBeUndefined()
    })

    it('tells every gateway of one that ends', async () => {
      await store().signIns.insert(sample({ id: 'sign-ins-told' }))
      await delay(TOLD_MS)
      const changes: Change[] = []
      const stop = store().onChange((change) => changes.push(change))
      await store().signIns.touch('sign-ins-told', '2026-01-01T13:00:00.000Z')
      expect(await store().signIns.delete('sign-ins-told')).toBe(true)
      expect(await store().signIns.delete('sign-ins-told')).toBe(false)
      await delay(TOLD_MS)
      stop()
      expect(changes).toEqual([{ kind: 'sign-in', id: 'sign-ins-told' }])
      expect(await store().signIns.get('sign-ins-told')).toBeUndefined()
    })

    it('removes those that are over, by either time, and no other', async () => {
      const owner = 'user:over'
      const times = { seenAt: '2020-01-02T00:00:00.000Z', expiresAt: '2020-01-09T00:00:00.000Z' }
      await store().signIns.insert(sample({ id: 'over-idle', owner, ...times, seenAt: '2020-01-01T23:59:59.999Z' }))
      await store().signIns.insert(sample({ id: 'over-old', owner, ...times, expiresAt: '2020-01-08T00:00:00.000Z' }))
      await store().signIns.insert(sample({ id: 'over-not', owner, ...times }))
      await store().signIns.deleteOver({ seenBefore: '2020-01-02T00:00:00.000Z', now: '2020-01-08T00:00:00.000Z' })
      expect((await store().signIns.list(owner)).map(({ id }) => id)).toEqual(['over-not'])
    })
  })
}
