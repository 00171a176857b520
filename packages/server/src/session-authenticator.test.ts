import { createKeyAuthenticator, createMemoryCounters, createSignIns, keyHash } from '@gateway/auth'
import type { StoredUser } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { testAuthenticator } from '@gateway/testing'
import { withSessions } from './session-authenticator.ts'

const TIME = '2026-01-01T00:00:00.000Z'
const ORIGIN = 'http://localhost:4000'
const COOKIE = 'a2a-gateway-session-4000'

testAuthenticator('browsers that are signed in', async () => {
  const store = memoryStore()
  const options = { ...store, masterKeyHash: keyHash('sk-the-master-key') }
  const signIns = createSignIns({ ...options, counters: createMemoryCounters() })
  const user = (id: string, more: Partial<StoredUser> = {}): StoredUser => {
    const times = { createdAt: TIME, updatedAt: TIME, createdBy: 'test' }
    return { id, role: 'internal_user', agents: { access: 'all' }, ...times, ...more }
  }
  /** What a browser holds whose user is then changed. */
  const signedIn = async (then: (made: StoredUser) => Promise<unknown> = async () => {}) => {
    const made = user(crypto.randomUUID())
    await store.users.insert(made)
    const { secret } = await signIns.withUser({ user: made }, {})
    await then(made)
    return secret
  }
  const authenticate = withSessions(createKeyAuthenticator(options), { signIns })
  return {
    authenticate: (headers) => authenticate(headers, { headers, origin: ORIGIN, method: 'GET' }),
    carrying: (secret) => ({ cookie: `${COOKIE}=${secret}` }),
    good: () => signedIn(),
    bad: {
      unknown: async () => Buffer.alloc(32, crypto.randomUUID()).toString('base64url'),
      'that has ended': () => signedIn(({ id }) => signIns.endAll(`user:${id}`)),
      'of a blocked user': () =>
        signedIn((made) => store.users.update({ ...made, blocked: true, updatedAt: `${TIME}+` }, made)),
      'of a user who was deleted': () => signedIn(({ id }) => store.users.delete(id)),
      'of another user of that id': () =>
        signedIn(async (made) => {
          await store.users.delete(made.id)
          await store.users.insert(user(made.id, { createdAt: '2026-02-01T00:00:00.000Z' }))
        }),
      expired: async () => {
        const secret = Buffer.alloc(32, crypto.randomUUID()).toString('base64url')
        await store.users.insert(user('late'))
        await store.signIns.insert({
          ...{ id: keyHash(secret), owner: 'user:late', way: 'oidc', userId: 'late', userSince: TIME },
          ...{ createdAt: TIME, seenAt: TIME, expiresAt: '2026-01-01T01:00:00.000Z' },
        })
        return secret
      },
    },
  }
})
