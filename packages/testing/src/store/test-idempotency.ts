import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { IdempotentRequest, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD } from './samples.ts'

const LONG_MS = 600_000

const request = (key: string): IdempotentRequest => ({ key, fingerprint: 'one', holder: randomUUID() })

export function testIdempotency(store: () => Store): void {
  describe('idempotent requests', () => {
    it('are taken by one of many at once, whose answer the others get', async () => {
      const attempts = Array.from({ length: 10 }, () => request('idempotent-1'))
      const taken = await Promise.all(attempts.map((each) => store().idempotency.take(each, LONG_MS)))
      expect(taken.filter((held) => held === undefined)).toHaveLength(1)
      expect(taken.filter((held) => held !== undefined)).toEqual(Array(9).fill({ fingerprint: 'one' }))
      const winner = attempts[taken.indexOf(undefined)] ?? request('none')
      const loser = attempts[taken.indexOf(undefined) === 0 ? 1 : 0] ?? request('none')
      expect(await store().idempotency.finish(loser, 'of another', LONG_MS)).toBe(false)
      expect(await store().idempotency.hold(winner, LONG_MS)).toBe(true)
      expect(await store().idempotency.finish(winner, AWKWARD, LONG_MS)).toBe(true)
      expect(await store().idempotency.take(loser, LONG_MS)).toEqual({ fingerprint: 'one', answer: AWKWARD })
      // What is done stays done.
      await store().idempotency.release(winner)
      expect(await store().idempotency.finish(winner, 'again', LONG_MS)).toBe(false)
      expect(await store().idempotency.take(loser, LONG_MS)).toEqual({ fingerprint: 'one', answer: AWKWARD })
    })

    it('are free again when they are given up, by whoever has them', async () => {
      const [first, second] = [request('idempotent-2'), request('idempotent-2')]
      await store().idempotency.take(first, LONG_MS)
      await store().idempotency.release(second)
      expect(await store().idempotency.take(second, LONG_MS)).toEqual({ fingerprint: 'one' })
      await store().idempotency.release(first)
      expect(await store().idempotency.take(second, LONG_MS)).toBeUndefined()
    })

    it('are free again when their time is over, done or not', async () => {
      const [first, second] = [request('idempotent-3'), { ...request('idempotent-3'), fingerprint: 'other' }]
      await store().idempotency.take(first, 1)
      await delay(20)
      expect(await store().idempotency.take(second, LONG_MS)).toBeUndefined()
      expect(await store().idempotency.hold(first, LONG_MS)).toBe(false)
      expect(await store().idempotency.finish(first, 'late', LONG_MS)).toBe(false)
      expect(await store().idempotency.take(first, LONG_MS)).toEqual({ fingerprint: 'other' })
      await store().idempotency.finish(second, 'done', 1)
      await delay(20)
      await store().idempotency.deleteOver()
      expect(await store().idempotency.take(first, LONG_MS)).toBeUndefined()
      await store().idempotency.deleteOver()
      expect(await store().idempotency.take(second, LONG_MS)).toEqual({ fingerprint: 'one' })
    })
  })
}
