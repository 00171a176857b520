import type { KeyStore, StoredKey } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { storedTeam, storedUser } from './identities.fixture.ts'
import { createKeyAuthenticator, type KeyAuthenticatorOptions } from './key-authenticator.ts'
import { keyHash } from './key-hash.ts'

const MASTER_KEY = 'sk-master-0123456789'
const KEY = 'sk-of-a-member-01'
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

const storedKey = (more: Partial<StoredKey> = {}): StoredKey => ({
  id: keyHash(KEY),
  name: 'sk-...r-01',
  agents: { access: 'selected', agentIds: ['agent-1'] },
  blocked: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'master',
  ...more,
})

function setUp(options: Partial<KeyAuthenticatorOptions> = {}) {
  const store = memoryStore()
  const state = { reads: 0, away: false, hold: Promise.resolve() }
  const keys: KeyStore = {
    ...store.keys,
    findSecret: async (hash) => {
      state.reads += 1
      if (state.away) throw new Error('password of the database')
      const found = await store.keys.findSecret(hash)
      await state.hold
      return found
    },
  }
  const authenticator = createKeyAuthenticator({
    ...store,
    keys,
    masterKeyHash: keyHash(MASTER_KEY),
    ...options,
  })
  const authenticate = async (key: string) => authenticator(bearer(key))
  return { ...store, state, authenticator, authenticate }
}

afterEach(() => void vi.useRealTimers())

describe('a known key', () => {
  it('tells who calls', async () => {
    const { keys, teams, users, authenticate } = setUp()
    await teams.insert(storedTeam())
    await users.insert(storedUser())
    await keys.insert(storedKey({ alias: 'ci', userId: 'u', teamId: 't' }))
    expect(await authenticate(KEY)).toEqual({
      keyId: keyHash(KEY),
      keyAlias: 'ci',
      userId: 'u',
      teamId: 't',
      role: 'member',
      agents: { access: 'selected', agentIds: new Set(['agent-1']) },
    })
  })

  it('is looked up once, then answered at once', async () => {
    const { keys, state, authenticator, authenticate } = setUp()
    await keys.insert(storedKey())
    await authenticate(KEY)
    expect(authenticator({ 'x-litellm-api-key': KEY })).toMatchObject({ keyId: keyHash(KEY) })
    expect(state.reads).toBe(1)
  })

  it('still works while the database is away; one that is not at hand is UNAVAILABLE', async () => {
    const { keys, state, authenticate } = setUp()
    await keys.insert(storedKey())
    await authenticate(KEY)
    state.away = true
    expect(await authenticate(KEY)).toMatchObject({ role: 'member' })
    const error = authenticate('sk-not-at-hand')
    await expect(error).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 503, retryable: true })
    await expect(error).rejects.not.toThrow(/password/)
    state.away = false
    await expect(authenticate('sk-not-at-hand')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('the master key', () => {
  it('is an administrator, without a look-up', async () => {
    const { state, authenticate } = setUp()
    expect(await authenticate(MASTER_KEY)).toMatchObject({ keyId: 'master', role: 'admin', agents: { access: 'all' } })
    expect(state.reads).toBe(0)
  })
})

describe('a key that stops', () => {
  const refused = { code: 'UNAUTHENTICATED', status: 401 }

  it.each<[string, (keys: KeyStore) => Promise<unknown>, RegExp]>([
    ['is deleted', (keys) => keys.delete(keyHash(KEY)), /not known/],
    ['is blocked', (keys) => keys.update(storedKey({ blocked: true }), storedKey()), /blocked/],
    ['expires', (keys) => keys.update(storedKey({ expiresAt: '2020-01-01T00:00:00.000Z' }), storedKey()), /expired/],
    [
      'has an end that cannot be read',
      (keys) => keys.update(storedKey({ expiresAt: 'never' }), storedKey()),
      /expired/,
    ],
  ])('because it %s is refused from the notice on', async (_how, stop, reason) => {
    const { keys, authenticate } = setUp()
    await keys.insert(storedKey())
    await authenticate(KEY)
    await stop(keys)
    const error = authenticate(KEY)
    await expect(error).rejects.toMatchObject(refused)
    await expect(error).rejects.toThrow(reason)
    await expect(error).rejects.not.toThrow(KEY)
  })

  it('works again when it is unblocked, and follows what else changes', async () => {
    const { keys, authenticate } = setUp()
    await keys.insert(storedKey({ blocked: true }))
    await expect(authenticate(KEY)).rejects.toMatchObject(refused)
    await keys.update(storedKey({ agents: { access: 'all' } }), storedKey())
    expect((await authenticate(KEY)).agents).toEqual({ access: 'all' })
  })

  it('expires at its time, though it is at hand', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') })
    const { keys, authenticate } = setUp()
    await keys.insert(storedKey({ expiresAt: '2026-01-01T00:01:00.000Z' }))
    await authenticate(KEY)
    vi.setSystemTime('2026-01-01T00:00:59.999Z')
    await authenticate(KEY)
    vi.setSystemTime('2026-01-01T00:01:00.000Z')
    await expect(authenticate(KEY)).rejects.toMatchObject(refused)
  })

  it.each<[string, Partial<StoredKey> | undefined]>([
    ['blocked', { blocked: true }],
    ['deleted', undefined],
  ])('is not kept when it is %s during its look-up', async (_how, change) => {
    const { keys, state, authenticate } = setUp()
    await keys.insert(storedKey())
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    const first = authenticate(KEY)
    await Promise.resolve()
    if (change) await keys.update(storedKey(change), storedKey())
    else await keys.delete(keyHash(KEY))
    held.resolve()
    await first
    await expect(authenticate(KEY)).rejects.toMatchObject(refused)
  })
})

describe('an unknown key', () => {
  it('is remembered as unknown', async () => {
    const { state, authenticate } = setUp()
    for (let round = 0; round < 3; round++) {
      await expect(authenticate('sk-unknown')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    }
    expect(state.reads).toBe(1)
  })

  it('works as soon as it is made', async () => {
    const { keys, authenticate } = setUp()
    await expect(authenticate(KEY)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await keys.insert(storedKey())
    expect(await authenticate(KEY)).toMatchObject({ keyId: keyHash(KEY) })
  })

  it('is not remembered when it was made during its look-up', async () => {
    const { keys, state, authenticate } = setUp()
    const held = Promise.withResolvers<void>()
    state.hold = held.promise
    const first = authenticate(KEY)
    await Promise.resolve()
    await keys.insert(storedKey())
    held.resolve()
    await expect(first).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await authenticate(KEY)).toMatchObject({ keyId: keyHash(KEY) })
  })

  it('is forgotten beyond the limit, and pushes no known key out', async () => {
    const { keys, state, authenticate } = setUp({ unknownCacheSize: 2 })
    await keys.insert(storedKey())
    await authenticate(KEY)
    for (const name of ['sk-u1', 'sk-u2', 'sk-u3']) await authenticate(name).catch(() => {})
    expect(state.reads).toBe(4)
    await authenticate('sk-u3').catch(() => {})
    await authenticate(KEY)
    expect(state.reads).toBe(4)
    await authenticate('sk-u1').catch(() => {})
    expect(state.reads).toBe(5)
  })
})

it('refuses what is no key before anything is looked up', () => {
  const { state, authenticator } = setUp()
  expect(() => authenticator({})).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
  expect(() => authenticator({ authorization: 'Basic x' })).toThrow(
    expect.objectContaining({ code: 'UNAUTHENTICATED' }),
  )
  expect(state.reads).toBe(0)
})
