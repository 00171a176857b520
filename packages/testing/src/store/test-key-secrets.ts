import type { Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { sampleKey } from './samples.ts'

const END = '2030-01-02T00:00:00.000Z'

export function testKeySecrets(store: () => Store): void {
  describe('secrets of keys', () => {
    it('finds a key by its first secret, which is its id', async () => {
      const key = sampleKey({ id: 'secrets-1' })
      await store().keys.insert(key)
      expect(await store().keys.findSecret('secrets-1')).toEqual({ key })
      expect(await store().keys.findSecret('secrets-none')).toBeUndefined()
    })

    it('finds it by each secret that it gets, and ends those before, never later than they were to end', async () => {
      const first = sampleKey({ id: 'secrets-2', updatedAt: '2026-02-01T00:00:00.000Z' })
      const rotation = { count: 1, lastAt: '2026-02-01T00:00:01.000Z', interval: '30d', grace: '48h', dueAt: END }
      const second = { ...first, rotation, updatedAt: '2026-02-01T00:00:01.000Z' }
      const third = { ...first, name: 'sk-…third', updatedAt: '2026-02-01T00:00:02.000Z' }
      await store().keys.insert(first)
      expect(await store().keys.rotate(second, first, { hash: 'secrets-2b', formerUntil: END })).toBe(true)
      expect(await store().keys.findSecret('secrets-2')).toEqual({ key: second, expiresAt: END })
      expect(await store().keys.findSecret('secrets-2b')).toEqual({ key: second })
      expect(await store().keys.get('secrets-2')).toEqual(second)
      expect(await store().keys.get('secrets-2b')).toBeUndefined()
      const later = '2031-01-01T00:00:00.000Z'
      expect(await store().keys.rotate(third, second, { hash: 'secrets-2c', formerUntil: later })).toBe(true)
      expect(await store().keys.findSecret('secrets-2')).toEqual({ key: third, expiresAt: END })
      expect(await store().keys.findSecret('secrets-2b')).toEqual({ key: third, expiresAt: later })
      const fourth = { ...third, updatedAt: '2026-02-01T00:00:03.000Z' }
      await store().keys.rotate(fourth, third, { hash: 'secrets-2d', formerUntil: '2026-02-01T00:00:03.000Z' })
      for (const hash of ['secrets-2', 'secrets-2b', 'secrets-2c']) {
        expect(await store().keys.findSecret(hash)).toEqual({ key: fourth, expiresAt: '2026-02-01T00:00:03.000Z' })
      }
    })

    it('gives a secret once, of two at the same time', async () => {
      const key = sampleKey({ id: 'secrets-3', updatedAt: '2026-02-01T00:00:00.000Z' })
      await store().keys.insert(key)
      const changed = { ...key, updatedAt: '2026-02-01T00:00:01.000Z' }
      const done = await Promise.all(
        ['secrets-3b', 'secrets-3c'].map((hash) => store().keys.rotate(changed, key, { hash, formerUntil: END })),
      )
      expect(done.sort()).toEqual([false, true])
      const found = await Promise.all(['secrets-3b', 'secrets-3c'].map((hash) => store().keys.findSecret(hash)))
      expect(found.filter((secret) => secret !== undefined)).toEqual([{ key: changed }])
      const gone = sampleKey({ id: 'secrets-gone' })
      expect(await store().keys.rotate(gone, gone, { hash: 'secrets-3d', formerUntil: END })).toBe(false)
    })

    it('refuses a secret that is or was one of any key, and leaves the key as it was', async () => {
      const [key, other] = [sampleKey({ id: 'secrets-4' }), sampleKey({ id: 'secrets-5' })]
      await store().keys.insert(key)
      await store().keys.insert(other)
      const changed = { ...key, updatedAt: '2030-02-01T00:00:01.000Z' }
      for (const hash of ['secrets-5', 'secrets-4']) {
        await expect(store().keys.rotate(changed, key, { hash, formerUntil: END })).rejects.toMatchObject({
          code: 'CONFLICT',
        })
      }
      expect(await store().keys.findSecret('secrets-4')).toEqual({ key })
      await store().keys.rotate(changed, key, { hash: 'secrets-4b', formerUntil: END })
      await expect(store().keys.insert(sampleKey({ id: 'secrets-4b' }))).rejects.toMatchObject({ code: 'CONFLICT' })
    })

    it('forgets former secrets a month after they ended, and of many the oldest, but never the first', async () => {
      let key = sampleKey({ id: 'secrets-8', updatedAt: '2026-02-01T00:00:00.000Z' })
      await store().keys.insert(key)
      const rotate = async (hash: string, updatedAt: string) => {
        const changed = { ...key, updatedAt }
        expect(await store().keys.rotate(changed, key, { hash, formerUntil: updatedAt })).toBe(true)
        key = changed
      }
      await rotate('secrets-8b', '2026-02-02T00:00:00.000Z')
      await rotate('secrets-8c', '2026-02-03T00:00:00.000Z')
      await rotate('secrets-8d', '2026-03-04T00:00:00.000Z')
      expect(await store().keys.findSecret('secrets-8b')).toMatchObject({ expiresAt: '2026-02-03T00:00:00.000Z' })
      await rotate('secrets-8e', '2026-03-06T00:00:00.000Z')
      expect(await store().keys.findSecret('secrets-8b')).toBeUndefined()
      expect(await store().keys.findSecret('secrets-8c')).toMatchObject({ expiresAt: '2026-03-04T00:00:00.000Z' })
      expect(await store().keys.findSecret('secrets-8')).toMatchObject({ expiresAt: '2026-02-02T00:00:00.000Z' })
      for (let count = 0; count < 100; count++) {
        await rotate(`secrets-8f${count}`, new Date(Date.parse('2026-03-07T00:00:00.000Z') + count).toISOString())
      }
      // Ended are c, d, e and f0 to f98; c, d and e ended first.
      expect(await store().keys.findSecret('secrets-8d')).toBeUndefined()
      expect(await store().keys.findSecret('secrets-8e')).toMatchObject({ expiresAt: '2026-03-07T00:00:00.000Z' })
      expect(await store().keys.findSecret('secrets-8f0')).toMatchObject({ key })
      expect(await store().keys.findSecret('secrets-8f99')).toEqual({ key })
      expect(await store().keys.findSecret('secrets-8')).toMatchObject({ key })
    })

    it('forgets the secrets of a key that is deleted, also with its team', async () => {
      const team = { id: 'secrets-team', createdAt: END, updatedAt: END, createdBy: 'm', members: [], blocked: false }
      await store().teams.insert({ ...team, agents: { access: 'all' } })
      for (const [id, teamId] of [
        ['secrets-6', undefined],
        ['secrets-7', 'secrets-team'],
      ] as const) {
        const key = sampleKey({ id, ...(teamId === undefined ? {} : { teamId }) })
        await store().keys.insert(key)
        await store().keys.rotate({ ...key, updatedAt: END }, key, { hash: `${id}b`, formerUntil: END })
      }
      await store().keys.delete('secrets-6')
      await store().teams.delete('secrets-team')
      for (const hash of ['secrets-6', 'secrets-6b', 'secrets-7', 'secrets-7b']) {
        expect(await store().keys.findSecret(hash)).toBeUndefined()
      }
      await store().keys.insert(sampleKey({ id: 'secrets-6b' }))
    })
  })
}
