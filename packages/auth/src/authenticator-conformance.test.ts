import type { StoredKey } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { testAuthenticator } from '@gateway/testing'
import { firstOf } from './first-of.ts'
import { storedTeam, storedUser } from './identities.fixture.ts'
import { createKeyAuthenticator } from './key-authenticator.ts'
import { keyHash } from './key-hash.ts'
import { AUDIENCE, ISSUER, testIssuer } from './token/issuer.fixture.ts'
import { createTokenAuthenticator } from './token/token-authenticator.ts'

const TIME = '2026-01-01T00:00:00.000Z'

/** A store with a user and a team that may, and those that may not. */
async function peopled() {
  const store = memoryStore()
  await store.users.insert(storedUser({ id: 'ann' }))
  await store.users.insert(storedUser({ id: 'bob', blocked: true }))
  await store.teams.insert(storedTeam({ id: 'crew' }))
  await store.teams.insert(storedTeam({ id: 'shut', blocked: true }))
  const keys = createKeyAuthenticator({ ...store, masterKeyHash: keyHash('sk-the-master-key') })
  return { store, keys }
}

testAuthenticator('virtual keys', async () => {
  const { store, keys } = await peopled()
  const key = async (more: Partial<StoredKey> = {}) => {
    const secret = `sk-${crypto.randomUUID()}`
    const times = { createdAt: TIME, updatedAt: TIME, createdBy: 'test' }
    const owner = { userId: 'ann', teamId: 'crew', agents: { access: 'all' }, blocked: false } as const
    await store.keys.insert({ id: keyHash(secret), name: 'test', ...owner, ...times, ...more })
    return secret
  }
  return {
    authenticate: keys,
    carrying: (secret) => ({ authorization: `Bearer ${secret}` }),
    good: () => key(),
    bad: {
      unknown: async () => `sk-${crypto.randomUUID()}`,
      blocked: () => key({ blocked: true }),
      expired: () => key({ expiresAt: '2020-01-01T00:00:00.000Z' }),
      'of a time that cannot be read': () => key({ expiresAt: 'tomorrow' }),
      'of a blocked user': () => key({ userId: 'bob' }),
      'of a blocked team': () => key({ teamId: 'shut' }),
      'of a user who is gone': () => key({ userId: 'nobody' }),
      'of a team that is gone': () => key({ teamId: 'nobody' }),
    },
  }
})

testAuthenticator('tokens', async () => {
  const { store, keys } = await peopled()
  const issuer = await testIssuer()
  const stranger = await testIssuer('https://stranger.example.com')
  const tokens = createTokenAuthenticator({
    ...store,
    issuers: [{ issuer: ISSUER, audience: [AUDIENCE], claims: { team: 'team' }, createUsers: true }],
    fetchDocument: issuer.fetchDocument,
    findAgent: () => undefined,
  })
  await store.users.insert(storedUser({ id: 'gone' }))
  await store.users.delete('gone')
  return {
    authenticate: firstOf([tokens], keys),
    carrying: (token) => ({ authorization: `Bearer ${token}` }),
    good: () => issuer.sign({ team: 'crew' }),
    bad: {
      'of an unknown issuer': () => stranger.sign(),
      'signed by another': () => stranger.sign({ iss: ISSUER }),
      expired: () => issuer.sign({ exp: 1_600_000_000 }),
      'without an end': () => issuer.sign({ exp: undefined }),
      'not valid yet': () => issuer.sign({ nbf: 4_000_000_000 }),
      'for somebody else': () => issuer.sign({ aud: 'other' }),
      'of nobody': () => issuer.sign({ sub: undefined }),
      'of a blocked user': () => issuer.sign({ sub: 'bob' }),
      'of a blocked team': () => issuer.sign({ team: 'shut' }),
      'of a user who was deleted': () => issuer.sign({ sub: 'gone' }),
    },
  }
})
