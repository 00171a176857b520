import { memoryStore } from '@gateway/store'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeyAdministration } from './key-administration.ts'
import { createKeyAuthenticator } from './key-authenticator.ts'
import { keyHash } from './key-hash.ts'

const START = Date.parse('2026-01-01T00:00:00.000Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

function setUp() {
  const store = memoryStore()
  const masterKeyHash = keyHash('sk-master-0123456789')
  const keys = createKeyAdministration({ ...store, findAgent: () => undefined, masterKeyHash })
  const authenticator = createKeyAuthenticator({ ...store, masterKeyHash })
  const authenticate = async (key: string) => authenticator({ authorization: `Bearer ${key}` })
  return { store, keys, authenticate }
}

describe('a key with another secret', () => {
  it('stays the same key; the former secret stops at once', async () => {
    const { keys, authenticate } = setUp()
    const made = await keys.generate({ alias: 'ci', agents: 'all' }, 'master')
    await authenticate(made.key)
    const next = await keys.regenerate(made.key, { blocked: false })
    expect(next.key).not.toBe(made.key)
    expect(next.stored).toMatchObject({ id: made.stored.id, alias: 'ci', rotation: { count: 1 } })
    expect(next.stored.name).toBe(`sk-...${next.key.slice(-4)}`)
    expect(await authenticate(next.key)).toMatchObject({ keyId: made.stored.id, agents: { access: 'all' } })
    await expect(authenticate(made.key)).rejects.toThrow(/replaced/)
    for (const name of [made.key, next.key, made.stored.id, keyHash(next.key)]) {
      expect((await keys.info(name)).id).toBe(made.stored.id)
    }
  })

  it('takes the former one until its grace ends, and tells until when', async () => {
    const { keys, authenticate } = setUp()
    const made = await keys.generate({}, 'master')
    const next = await keys.regenerate(made.stored.id, { grace: '48h' })
    expect(await authenticate(made.key)).toMatchObject({
      keyId: made.stored.id,
      endsAt: START + 2 * DAY,
      secret: { replaced: true, replaceFrom: 0, endsAt: START + 2 * DAY },
    })
    expect((await authenticate(next.key)).endsAt).toBeUndefined()
    vi.setSystemTime(START + 2 * DAY - 1)
    await authenticate(made.key)
    vi.setSystemTime(START + 2 * DAY)
    await expect(authenticate(made.key)).rejects.toThrow(/replaced/)
    await authenticate(next.key)
  })

  it('ends every former secret with one that is given at once', async () => {
    const { keys, authenticate } = setUp()
    const made = await keys.generate({}, 'master')
    const second = await keys.regenerate(made.key, { grace: '48h' })
    vi.setSystemTime(START + 1)
    const third = await keys.regenerate(made.key, {})
    vi.setSystemTime(START + 2)
    for (const key of [made.key, second.key]) await expect(authenticate(key)).rejects.toThrow(/replaced/)
    await authenticate(third.key)
  })

  it('is blocked and deleted with all of its secrets', async () => {
    const { keys, authenticate } = setUp()
    const made = await keys.generate({}, 'master')
    const next = await keys.regenerate(made.key, { grace: '48h' })
    for (const key of [made.key, next.key]) await authenticate(key)
    await keys.update(made.stored.id, { blocked: true })
    for (const key of [made.key, next.key]) await expect(authenticate(key)).rejects.toThrow(/blocked/)
    await keys.delete(keyHash(next.key))
    for (const key of [made.key, next.key]) await expect(authenticate(key)).rejects.toThrow(/not known/)
  })

  it('takes a secret of one’s own, also one that was tried before, and none that opens something already', async () => {
    const { keys, authenticate } = setUp()
    const made = await keys.generate({}, 'master')
    const other = await keys.generate({}, 'master')
    await expect(authenticate('sk-of-my-own-choosing')).rejects.toThrow(/not known/)
    await keys.regenerate(made.key, { key: 'sk-of-my-own-choosing' })
    await authenticate('sk-of-my-own-choosing')
    const conflict = { code: 'CONFLICT' }
    for (const key of [other.key, made.key, 'sk-master-0123456789']) {
      await expect(keys.regenerate(made.stored.id, { key })).rejects.toMatchObject(conflict)
    }
    await expect(keys.generate({ key: made.key }, 'master')).rejects.toMatchObject(conflict)
    await expect(keys.regenerate(made.stored.id, { grace: 'soon' })).rejects.toMatchObject({ field: 'grace_period' })
  })
})

describe('a key that its holder replaces', () => {
  const rotation = { interval: '30d', grace: '2d' }

  it('is told of from when it is due, and works no more after the grace', async () => {
    const { keys, authenticate } = setUp()
    const { key, stored } = await keys.generate({ rotation }, 'master')
    expect(stored.rotation).toEqual({ ...rotation, count: 0, dueAt: new Date(START + 30 * DAY).toISOString() })
    const { secret } = await authenticate(key)
    expect(secret).toMatchObject({ replaceFrom: START + 30 * DAY, endsAt: START + 32 * DAY, replaced: false })
    vi.setSystemTime(START + 32 * DAY - 1)
    await authenticate(key)
    vi.setSystemTime(START + 32 * DAY)
    await expect(authenticate(key)).rejects.toThrow(/not replaced in time/)
    const next = await keys.regenerate(stored.id, {})
    expect(await authenticate(next.key)).toMatchObject({ secret: { replaceFrom: START + 62 * DAY } })
  })

  it('is replaced once: who comes second hears so, and works on meanwhile', async () => {
    const { keys, authenticate } = setUp()
    const { key, stored } = await keys.generate({ rotation }, 'master')
    const caller = await authenticate(key)
    const results = await Promise.allSettled([keys.rotate(caller, {}), keys.rotate(caller, {})])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } })
    const former = await authenticate(key)
    expect(former).toMatchObject({ secret: { replaced: true, endsAt: START + 2 * DAY } })
    await expect(keys.rotate(former, {})).rejects.toThrow(/replaced already/)
    const [done] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(await authenticate(done?.key ?? '')).toMatchObject({ keyId: stored.id })
    expect(done?.stored.rotation).toMatchObject({ count: 1, dueAt: '2026-01-31T00:00:00.001Z' })
  })

  it('may be asked for again with the secret that was chosen, where the answer was lost', async () => {
    const { keys, authenticate } = setUp()
    const { key } = await keys.generate({ rotation }, 'master')
    const chosen = { key: 'sk-written-down-first' }
    const first = await keys.rotate(await authenticate(key), chosen)
    expect(await keys.rotate(await authenticate(key), chosen)).toEqual(first)
    expect(await keys.rotate(await authenticate(chosen.key), chosen)).toEqual(first)
    const stranger = await keys.generate({ rotation }, 'master')
    await expect(keys.rotate(await authenticate(stranger.key), chosen)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is none without the rule, nor once it is taken away', async () => {
    const { keys, authenticate } = setUp()
    const { key, stored } = await keys.generate({}, 'master')
    const denied = { code: 'PERMISSION_DENIED' }
    await expect(keys.rotate(await authenticate(key), {})).rejects.toMatchObject(denied)
    await keys.update(key, { rotation })
    const caller = await authenticate(key)
    expect((await keys.update(key, { rotation: null })).rotation).toBeUndefined()
    await expect(keys.rotate(caller, {})).rejects.toMatchObject(denied)
    expect((await authenticate(key)).secret).toBeUndefined()
    await expect(keys.update(stored.id, { rotation: { interval: 'monthly' } })).rejects.toMatchObject({
      field: 'rotation_interval',
    })
  })
})
