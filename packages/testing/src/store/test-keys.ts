import type { KeyFilter, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleKey } from './samples.ts'

export function testKeys(store: () => Store): void {
  describe('keys', () => {
    it('gives back what was inserted, with and without what is optional', async () => {
      const bare = sampleKey({ id: 'keys-1', agents: { access: 'none' } })
      const full = sampleKey({
        id: 'keys-2',
        alias: `keys ${AWKWARD}`,
        userId: 'user',
        teamId: '',
        agentId: 'agent',
        scopes: ['calls', 'reading'],
        tags: ['one', `two ${'\u00e9'}`],
        agents: { access: 'all' },
        blocked: true,
        expiresAt: '2027-01-01T00:00:00.000Z',
        metadata: { text: AWKWARD, nested: { list: [1, null, true] } },
        limits: { requestsPerMinute: 60, tokensPerMinute: 9_000, parallel: 2 },
      })
      await store().keys.insert(bare)
      await store().keys.insert(full)
      expect(await store().keys.get('keys-1')).toEqual(bare)
      expect(await store().keys.get('keys-2')).toEqual(full)
      expect(await store().keys.get('keys-none')).toBeUndefined()
    })

    it('refuses a key or an alias that exists with CONFLICT', async () => {
      await store().keys.insert(sampleKey({ id: 'keys-3', alias: 'keys-taken' }))
      await store().keys.insert(sampleKey({ id: 'keys-4', alias: 'keys-other' }))
      const taken = { code: 'CONFLICT' }
      await expect(store().keys.insert(sampleKey({ id: 'keys-3' }))).rejects.toMatchObject(taken)
      await expect(store().keys.insert(sampleKey({ id: 'keys-5', alias: 'keys-taken' }))).rejects.toMatchObject(taken)
      await expect(
        store().keys.update(sampleKey({ id: 'keys-4', alias: 'keys-taken' }), sampleKey({ id: 'keys-4' })),
      ).rejects.toMatchObject(taken)
      expect(await store().keys.get('keys-5')).toBeUndefined()
    })

    it('takes any number of keys without an alias', async () => {
      await store().keys.insert(sampleKey({ id: 'keys-6' }))
      await store().keys.insert(sampleKey({ id: 'keys-7' }))
      expect(await store().keys.get('keys-7')).toEqual(sampleKey({ id: 'keys-7' }))
    })

    it('updates whole, and removes what is left out', async () => {
      await store().keys.insert(sampleKey({ id: 'keys-8', alias: 'keys-eight', userId: 'user', metadata: { a: 1 } }))
      const before = sampleKey({ id: 'keys-8' })
      const changed = sampleKey({
        id: 'keys-8',
        blocked: true,
        agents: { access: 'all' },
        updatedAt: '2030-01-01T00:00:00.000Z',
      })
      expect(await store().keys.update(changed, before)).toBe(true)
      expect(await store().keys.get('keys-8')).toEqual(changed)
      // Somebody who read it before that change does not undo it.
      expect(await store().keys.update(sampleKey({ id: 'keys-8', alias: 'late' }), before)).toBe(false)
      expect(await store().keys.get('keys-8')).toEqual(changed)
      const none = sampleKey({ id: 'keys-none' })
      expect(await store().keys.update(none, none)).toBe(false)
    })

    it('is found by its tags as they are now', async () => {
      const before = sampleKey({ id: 'keys-10', tags: ['keys-former', 'keys-kept'] })
      await store().keys.insert(before)
      const after = { ...before, tags: ['keys-kept', 'keys-new'], updatedAt: '2030-01-01T00:00:00.000Z' }
      await store().keys.update(after, before)
      const found = async (tag: string) => (await store().keys.list({ tag, offset: 0, limit: 10 })).total
      expect([await found('keys-former'), await found('keys-kept'), await found('keys-new')]).toEqual([0, 1, 1])
      await store().keys.delete('keys-10')
      expect([await found('keys-kept'), await found('keys-new')]).toEqual([0, 0])
    })

    it('deletes once', async () => {
      await store().keys.insert(sampleKey({ id: 'keys-9' }))
      const kept = await store().keys.get('keys-9')
      if (kept === undefined) throw new Error('it is there')
      expect(await store().keys.delete('keys-9', { ...kept, updatedAt: '2020-01-01T00:00:00.000Z' })).toBe(false)
      expect(await store().keys.delete('keys-9', kept)).toBe(true)
      expect(await store().keys.delete('keys-9')).toBe(false)
      expect(await store().keys.get('keys-9')).toBeUndefined()
    })

    it('lists newest first, by page and filter, with the total', async () => {
      for (let number = 0; number < 5; number++) {
        const createdAt = `2026-03-01T00:00:0${number}.000Z`
        const userId = number % 2 === 0 ? 'keys-even' : 'keys-odd'
        await store().keys.insert(
          sampleKey({
            id: `keys-list-${number}`,
            alias: `keys-list-${number}`,
            teamId: 'keys-team',
            userId,
            createdAt,
            ...(number > 2 ? { agentId: 'keys-agent' } : {}),
            ...(number > 0 ? { tags: ['keys-tag', `keys-${userId}`] } : {}),
          }),
        )
      }
      const list = async (filter: Omit<KeyFilter, 'offset' | 'limit'>, offset: number, limit: number) => {
        const { keys, total } = await store().keys.list({ ...filter, offset, limit })
        return [keys.map(({ id }) => Number(id.at(-1))), total]
      }
      expect(await list({ teamId: 'keys-team' }, 0, 10)).toEqual([[4, 3, 2, 1, 0], 5])
      expect(await list({ teamId: 'keys-team' }, 1, 2)).toEqual([[3, 2], 5])
      expect(await list({ teamId: 'keys-team' }, 5, 2)).toEqual([[], 5])
      expect(await list({ teamId: 'keys-team', userId: 'keys-even' }, 0, 10)).toEqual([[4, 2, 0], 3])
      expect(await list({ agentId: 'keys-agent' }, 0, 10)).toEqual([[4, 3], 2])
      expect(await list({ tag: 'keys-tag' }, 1, 2)).toEqual([[3, 2], 4])
      expect(await list({ tag: 'keys-tag', agentId: 'keys-agent', teamId: 'keys-team' }, 0, 1)).toEqual([[4], 2])
      expect(await list({ tag: 'keys-keys-odd' }, 0, 10)).toEqual([[3, 1], 2])
      expect(await list({ tag: 'keys' }, 0, 10)).toEqual([[], 0])
      expect(await list({ alias: 'keys-list-3' }, 0, 10)).toEqual([[3], 1])
      expect(await list({ alias: 'keys-list' }, 0, 10)).toEqual([[], 0])
      expect((await store().keys.list({ offset: 0, limit: 100 })).keys.length).toBeGreaterThanOrEqual(5)
    })
  })
}
