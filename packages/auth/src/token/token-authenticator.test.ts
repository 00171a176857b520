import type { AgentGrant, EffectiveGrant, StoredTeam, StoredUser } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Headers } from '../credential.ts'
import { storedTeam, storedUser } from '../identities.fixture.ts'
import { AUDIENCE, ISSUER, type TestIssuer, testIssuer } from './issuer.fixture.ts'
import { createTokenAuthenticator } from './token-authenticator.ts'
import type { TokenIssuer } from './token-issuer.ts'

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await testIssuer()
})

const selected = (...agentIds: string[]): AgentGrant => ({ access: 'selected', agentIds })
const reached = (...agentIds: string[]): EffectiveGrant => ({ access: 'selected', agentIds: new Set(agentIds) })
const AGENTS = new Map([
  ['invoices', { id: 'a' }],
  ['a', { id: 'a' }],
  ['billing', { id: 'b' }],
])

interface Setting {
  readonly issuer?: Partial<TokenIssuer>
  readonly teams?: readonly Partial<StoredTeam>[]
  readonly user?: Partial<StoredUser> | 'none'
}

async function setUp({ issuer: more = {}, teams = [], user = {} }: Setting = {}) {
  const store = memoryStore()
  for (const team of teams) await store.teams.insert(storedTeam(team))
  if (user !== 'none') await store.users.insert(storedUser({ id: 'ann', ...user }))
  const fetchDocument = vi.fn(issuer.fetchDocument)
  const authenticator = createTokenAuthenticator({
    ...store,
    issuers: [{ issuer: ISSUER, audience: [AUDIENCE], ...more }],
    fetchDocument,
    findAgent: (idOrName) => AGENTS.get(idOrName),
    issuerKeys: { coolDownMs: 0 },
  })
  const authenticate = async (token: string, headers: Headers = {}) => {
    const caller = await authenticator({ authorization: `Bearer ${token}`, ...headers })
    if (caller === undefined) throw new TypeError('not taken for a token')
    return caller
  }
  return { store, authenticator, authenticate, fetchDocument }
}

describe('a token', () => {
  it('is told from a key by its form, in either header, and nothing else is looked at', async () => {
    const { authenticator, fetchDocument } = await setUp()
    for (const text of [
      'Bearer sk-1234',
      'Bearer eyJ',
      'Bearer a.b.c',
      'Basic ey.ey.ey',
      '',
      'Bearer ey.ey.ey.ey.ey',
    ]) {
      expect(authenticator({ authorization: text })).toBeUndefined()
    }
    expect(authenticator({})).toBeUndefined()
    expect(fetchDocument).not.toHaveBeenCalled()
    const token = await issuer.sign()
    for (const text of [token, `Bearer ${token}`]) {
      expect(await authenticator({ 'x-litellm-api-key': text })).toMatchObject({ userId: 'ann' })
    }
  })

  it('becomes a caller with the same key id for every token of its subject', async () => {
    const { authenticate } = await setUp()
    const first = await authenticate(await issuer.sign())
    expect(first).toMatchObject({
      userId: 'ann',
      role: 'member',
      agents: { access: 'none' },
      token: { issuer: ISSUER },
    })
    expect(first.keyId).toMatch(/^jwt:[0-9a-f]{64}$/)
    // What goes on for longer than the token is ended then.
    expect(first.endsAt).toBe(Date.parse(first.token?.expiresAt ?? ''))
    expect((await authenticate(await issuer.sign({ jti: 'other' }))).keyId).toBe(first.keyId)
  })

  it('costs no signature a second time, until it expires', async () => {
    const { authenticator, authenticate } = await setUp()
    const token = await issuer.sign()
    const caller = await authenticate(token)
    // At once, and not as a promise: nothing was checked or read.
    expect(authenticator({ authorization: `Bearer ${token}` })).toBe(caller)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 331_000 })
    try {
      await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('that is wrong stays so for ten seconds without another look', async () => {
    const { authenticator, authenticate } = await setUp()
    const token = await issuer.sign({ aud: 'other' })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(() => authenticator({ authorization: `Bearer ${token}` })).toThrow('audience')
  })

  it('is taken of several issuers, whose users are kept apart', async () => {
    const other = await testIssuer('https://other.example.com')
    const store = memoryStore()
    await store.users.insert(storedUser({ id: 'ann' }))
    await store.users.insert(storedUser({ id: 'other:ann' }))
    const authenticate = createTokenAuthenticator({
      ...store,
      issuers: [
        { issuer: ISSUER, audience: [AUDIENCE] },
        { issuer: 'https://other.example.com', audience: [AUDIENCE], userIdPrefix: 'other:' },
      ],
      fetchDocument: (url, signal) => (url.startsWith(ISSUER) ? issuer : other).fetchDocument(url, signal),
      findAgent: () => undefined,
    })
    const caller = async (token: string) => authenticate({ authorization: `Bearer ${token}` })
    const [one, two] = [await caller(await issuer.sign()), await caller(await other.sign())]
    expect([one?.userId, two?.userId]).toEqual(['ann', 'other:ann'])
    expect(one?.keyId).not.toBe(two?.keyId)
    // Signed by the one in the name of the other.
    await expect(caller(await other.sign({ iss: ISSUER }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('the user of a token', () => {
  it('is refused where they are not known, and let in as soon as they are', async () => {
    const { store, authenticate } = await setUp({ user: 'none' })
    const token = await issuer.sign()
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await store.users.insert(storedUser({ id: 'ann' }))
    await expect(authenticate(token)).resolves.toMatchObject({ userId: 'ann' })
    await store.users.delete('ann')
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('is made where that is set, with a verified email address and no grant that the token could use', async () => {
    const { store, authenticate } = await setUp({ user: 'none', issuer: { createUsers: true } })
    const claims = { email: 'ann@example.com', email_verified: true }
    expect(await authenticate(await issuer.sign(claims))).toMatchObject({ userId: 'ann', agents: { access: 'none' } })
    expect(await store.users.get('ann')).toMatchObject({ email: 'ann@example.com', role: 'internal_user' })
    await authenticate(await issuer.sign({ sub: 'bob', email: 'ann@example.com', email_verified: false }))
    expect(await store.users.get('bob')).not.toHaveProperty('email')
  })

  it('is said by the claim that is set, which has to be there and to be one', async () => {
    const { authenticate } = await setUp({ issuer: { claims: { user: 'oid' } } })
    expect(await authenticate(await issuer.sign({ sub: 'x', oid: 'ann' }))).toMatchObject({ userId: 'ann' })
    for (const oid of [undefined, '', ['ann'], { id: 'ann' }, 'a\nb', 'a'.repeat(257)]) {
      await expect(authenticate(await issuer.sign({ oid }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    }
  })

  it('is not said by an email address that is not verified', async () => {
    const { authenticate } = await setUp({ issuer: { claims: { user: 'email' } }, user: { id: 'ann@example.com' } })
    const token = (verified: boolean) => issuer.sign({ email: 'ann@example.com', email_verified: verified })
    await expect(authenticate(await token(true))).resolves.toMatchObject({ userId: 'ann@example.com' })
    await expect(authenticate(await token(false))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('the role of a token', () => {
  const claims = { roles: 'roles' }
  const roles = { boss: 'proxy_admin', auditor: 'proxy_admin_viewer', guest: 'internal_user_viewer' } as const
  it('is that of the stored user, where the issuer says nothing of roles', async () => {
    const { authenticate } = await setUp({ user: { role: 'proxy_admin' } })
    expect(await authenticate(await issuer.sign({ roles: ['guest'] }))).toMatchObject({ role: 'admin' })
  })

  it.each([
    [['auditor', 'boss', 'x'], 'internal_user', 'admin'],
    [['auditor'], 'internal_user', 'admin-viewer'],
    [['guest'], 'internal_user', 'viewer'],
    [['x', 'constructor'], 'internal_user', 'member'],
    [[], 'internal_user_viewer', 'viewer'],
    // Who administers is then said by the token alone.
    [[], 'proxy_admin', 'member'],
    [undefined, 'proxy_admin_viewer', 'viewer'],
  ] as const)('with %j of a stored %s is %s', async (values, stored, role) => {
    const { authenticate } = await setUp({ issuer: { claims, roles }, user: { role: stored } })
    expect(await authenticate(await issuer.sign({ roles: values }))).toMatchObject({ role })
  })
})

describe('the team of a token', () => {
  const claims = { team: 'groups' }
  const teams = [
    { id: 't', agents: selected('a', 'b') },
    { id: 'u', alias: 'Unit', agents: selected('b') },
  ]

  it('is the one there is among those it names, by id or alias', async () => {
    const { authenticate } = await setUp({ issuer: { claims }, teams })
    expect(await authenticate(await issuer.sign({ groups: ['everybody', 't'] }))).toMatchObject({
      teamId: 't',
      agents: reached('a', 'b'),
    })
    expect(await authenticate(await issuer.sign({ groups: 'Unit' }))).toMatchObject({ teamId: 'u' })
    const none = await authenticate(await issuer.sign({ groups: ['everybody'] }))
    expect(none).toMatchObject({ agents: { access: 'none' } })
    expect(none).not.toHaveProperty('teamId')
  })

  it('is none of an alias that two have', async () => {
    const { authenticate } = await setUp({ issuer: { claims }, teams: [...teams, { id: 'v', alias: 'Unit' }] })
    expect(await authenticate(await issuer.sign({ groups: ['Unit'] }))).not.toHaveProperty('teamId')
  })

  it('of several is the one that the caller says, and no other', async () => {
    const { authenticate } = await setUp({ issuer: { claims }, teams: [...teams, { id: 'v' }] })
    const token = await issuer.sign({ groups: ['t', 'Unit'] })
    await expect(authenticate(token)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: /x-gateway-team.*t, u/,
    })
    for (const [said, teamId] of [
      ['t', 't'],
      ['u', 'u'],
      ['Unit', 'u'],
    ] as const) {
      expect(await authenticate(token, { 'x-gateway-team': said })).toMatchObject({ teamId })
    }
    for (const said of ['v', 'none']) {
      await expect(authenticate(token, { 'x-gateway-team': said })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
    }
  })

  it('is one that its user is a member of, where the issuer says nothing of teams', async () => {
    const members = [{ userId: 'ann', role: 'user' }] as const
    const { authenticate } = await setUp({ teams: [{ id: 't', members }, { id: 'v' }] })
    const token = await issuer.sign({ groups: ['v'] })
    expect(await authenticate(token)).not.toHaveProperty('teamId')
    expect(await authenticate(token, { 'x-gateway-team': 't' })).toMatchObject({ teamId: 't' })
    await expect(authenticate(token, { 'x-gateway-team': 'v' })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
  })

  it('counts from the next call on, when it changes, is blocked or deleted', async () => {
    const { store, authenticate } = await setUp({ issuer: { claims }, teams })
    const token = await issuer.sign({ groups: ['t'] })
    await authenticate(token)
    const change = async (more: Partial<StoredTeam>) => {
      const before = await store.teams.get('t')
      if (before) await store.teams.update({ ...before, ...more, updatedAt: new Date().toISOString() }, before)
    }
    await change({ agents: selected('b'), limits: { requestsPerMinute: 7 } })
    expect(await authenticate(token)).toMatchObject({
      agents: reached('b'),
      limits: { team: { requestsPerMinute: 7 } },
    })
    await change({ blocked: true })
    await expect(authenticate(token)).rejects.toThrow('blocked')
    await store.teams.delete('t')
    expect(await authenticate(token)).toMatchObject({ agents: { access: 'none' } })
  })
})

describe('the grant of a token', () => {
  const all = { access: 'all' } as const
  const none = { access: 'none' } as const
  it.each<[string, TokenIssuer['agents'], unknown, AgentGrant | undefined, AgentGrant, EffectiveGrant]>([
    ['nothing by a user who narrows nothing', undefined, undefined, undefined, all, none],
    ['what its user is granted by name', undefined, undefined, undefined, selected('a'), reached('a')],
    ['what its team is granted', undefined, undefined, selected('a'), all, reached('a')],
    ['what both are granted', undefined, undefined, selected('a', 'b'), selected('b', 'c'), reached('b')],
    ['all, where the issuer is trusted with it', 'all', undefined, undefined, all, all],
    ['what the issuer is trusted with', ['invoices', 'gone'], undefined, undefined, all, reached('a')],
    ['none, where that is set', 'none', undefined, all, all, none],
    ['what it names itself', 'all', ['invoices', 'billing', 'gone'], undefined, all, reached('a', 'b')],
    ['nothing, where it names nothing', 'all', undefined, undefined, all, none],
    ['of what it names, what its team is granted', undefined, ['a', 'billing'], selected('b'), all, reached('b')],
  ])('is %s', async (what, agents, named, team, user, effective) => {
    const names = named !== undefined || what === 'nothing, where it names nothing'
    const { authenticate } = await setUp({
      issuer: { agents, claims: { team: 'team', ...(names ? { agents: 'agents' } : {}) } },
      teams: team === undefined ? [] : [{ id: 't', agents: team }],
      user: { agents: user },
    })
    const caller = await authenticate(await issuer.sign({ team: 't', agents: named }))
    expect(caller.agents).toEqual(effective)
  })
})

describe('a store that does not answer', () => {
  it('makes the gateway unavailable, and lets nobody in', async () => {
    const { store, authenticator } = await setUp()
    vi.spyOn(store.users, 'get').mockRejectedValue(new Error('away'))
    const headers = { authorization: `Bearer ${await issuer.sign()}` }
    await expect(async () => authenticator(headers)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfter: 5 })
  })
})
