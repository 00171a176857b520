import type { Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD } from './samples.ts'

export function testSettings(store: () => Store): void {
  describe('settings', () => {
    it('keeps the last value of a name', async () => {
      expect(await store().settings.get('settings-1')).toBeUndefined()
      await store().settings.put('settings-1', 'before')
      await store().settings.put('settings-1', AWKWARD)
      await store().settings.put('settings-2', '')
      expect(await store().settings.get('settings-1')).toBe(AWKWARD)
      expect(await store().settings.get('settings-2')).toBe('')
    })
  })

  describe('ping', () => {
    it('resolves while the database answers', async () => {
      await expect(store().ping()).resolves.toBeUndefined()
    })
  })
}
