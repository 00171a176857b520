import type { Store } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keyHash } from './key-hash.ts'
import { createMemoryCounters } from './memory-counters.ts'
import { createSignIns } from './sign-ins.ts'

const MASTER = 'sk-the-master-key'
const FROM = { address: '192.0.2.1' }
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000)
const ended = { code: 'UNAUTHENTICATED' }

/** Gateways on one store; each keeps what it has seen at hand. */
const gatewayOn = (store: Store, masterKey = MASTER) =>
  createSignIns({
    ...store,
    masterKeyHash: keyHash(masterKey),
    counters: createMemoryCounters(),
    idleSeconds: 3_600,
    longestSeconds: 43_200,
  })

describe('a sign-in', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-01T00:00:00.000Z') })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('ends when it was not used for long enough, and not while it is', async () => {
    const store = memoryStore()
    using one = gatewayOn(store)
    const { secret, signIn, caller } = await one.withKey(MASTER, FROM)
    expect(caller.endsAt).toBe(Date.parse(signIn.expiresAt))
    for (let turn = 0; turn < 3; turn += 1) {
      later(3_500)
      expect((await one.find(secret)).caller.role).toBe('admin')
    }
    later(3_601)
    await expect(one.find(secret)).rejects.toMatchObject({ ...ended, message: expect.stringContaining('time was up') })
    expect(await store.signIns.get(keyHash(secret))).toBeUndefined()
  })

  test('is not idle on one gateway while it is used on another', async () => {
    const store = memoryStore()
    using one = gatewayOn(store)
    using two = gatewayOn(store)
    const { secret } = await one.withKey(MASTER, FROM)
    for (let turn = 0; turn < 3; turn += 1) {
      later(3_000)
      await two.find(secret)
    }
    expect((await one.find(secret)).caller.role).toBe('admin')
  })

  test('ends after its longest time, however much it is used', async () => {
    using one = gatewayOn(memoryStore())
    const { secret } = await one.withKey(MASTER, FROM)
    for (let hour = 0; hour < 13; hour += 1) {
      later(3_300)
      await one.find(secret)
    }
    later(300)
    await expect(one.find(secret)).rejects.toMatchObject(ended)
  })

  test('is gone on every gateway when it was ended on one', async () => {
    const store = memoryStore()
    using one = gatewayOn(store)
    using two = gatewayOn(store)
    const { secret, signIn } = await one.withKey(MASTER, FROM)
    await two.find(secret)
    expect(await one.end(signIn.id)).toBe(true)
    await expect(two.find(secret)).rejects.toMatchObject(ended)
  })

  test('ends the one that the browser held before', async () => {
    using one = gatewayOn(memoryStore())
    const { secret: former } = await one.withKey(MASTER, FROM)
    const { secret } = await one.withKey(MASTER, { ...FROM, former })
    expect(secret).not.toBe(former)
    await expect(one.find(former)).rejects.toMatchObject(ended)
    expect((await one.list('key:master')).map(({ id }) => id)).toEqual([keyHash(secret)])
  })

  test('with a former master key ends with it', async () => {
    const store = memoryStore()
    using before = gatewayOn(store)
    const { secret } = await before.withKey(MASTER, FROM)
    using after = gatewayOn(store, 'sk-another-master-key')
    await expect(after.find(secret)).rejects.toMatchObject(ended)
  })

  test('is kept without what the browser holds', async () => {
    const store = memoryStore()
    using one = gatewayOn(store)
    const { secret, csrfToken } = await one.withKey(MASTER, { ...FROM, userAgent: 'x'.repeat(10_000) })
    const kept = JSON.stringify(await store.signIns.list('key:master'))
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(csrfToken)
    expect(kept.length).toBeLessThan(1_000)
  })

  test.each(['', 'x', `${'a'.repeat(42)}!`, 'a'.repeat(43), 'a'.repeat(100_000)])(
    'is none of %.50j',
    async (secret) => {
      using one = gatewayOn(memoryStore())
      await expect(one.find(secret)).rejects.toMatchObject(ended)
    },
  )
})

test('a database that is away is said to be, and no attempt counts as failed', async () => {
  const store = memoryStore()
  const away = { ...store, keys: { ...store.keys, findSecret: async () => Promise.reject(new Error('away')) } }
  using one = gatewayOn(away)
  for (let turn = 0; turn < 12; turn += 1) {
    await expect(one.withKey('sk-any', FROM)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  }
  expect((await one.withKey(MASTER, FROM)).caller.role).toBe('admin')
})
