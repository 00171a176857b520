import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { browser } from './support/browser.ts'
import { CLIENT, type IdentityProvider, identityProvider, throughProvider } from './support/identity-provider.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

// What oidc-provider says of itself when it is used for tests.
for (const method of ['warn', 'info'] as const) vi.spyOn(console, method).mockImplementation(() => {})

let provider: IdentityProvider
let gateway: TestGateway
beforeAll(async () => {
  provider = await identityProvider(() => [`${gateway.url}/v1/session/oidc/callback`])
  const { clientId, clientSecret } = CLIENT
  const oidc = { issuer: provider.issuer, clientId, clientSecret, claims: { team: 'groups' }, createUsers: true }
  const agents = ['echo', 'other'].map((name) => ({ name, upstreams: [{ adapter: 'hello' }] }))
  gateway = await testGateway({ config: { agents, signIn: { oidc } } })
  await gateway.json('/team/new', { body: { team_id: 'crew', object_permission: { agents: ['echo'] } } })
  const desk = { team_id: 'desk', team_alias: 'Desk', object_permission: { agents: ['other'] } }
  await gateway.json('/team/new', { body: desk })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

const json = async (answer: Promise<Response>): Promise<Wire> => (await answer).json()
const names = (me: Wire): string[] => me.agents.map(({ agent_name }: Wire) => agent_name)

/** Somebody who has signed in by the provider, of these groups there. */
async function signedIn(login: string, groups: readonly string[]) {
  provider.people.set(login, { groups })
  const person = browser()
  const back = await throughProvider(person, `${gateway.url}/v1/session/oidc`, login, provider.issuer)
  const answer = await person.visit(back, { from: 'navigation' })
  const at = (path: string, more: object = {}) => person.visit(`${gateway.url}${path}`, more)
  if (answer.status !== 303) return { answer, at, session: undefined, headers: {} }
  const session = await json(at('/v1/session'))
  return { answer, at, session, headers: { 'x-csrf-token': String(session.csrf_token) } }
}

test('who signs in is of the teams that the provider names, and told what that gives and why', async () => {
  verifies('sign-in')
  const { at, session } = await signedIn('ann', ['crew', 'staff'])
  expect(session).toMatchObject({ team_id: 'crew', teams: [{ team_id: 'crew' }] })
  const me = await json(at('/v1/me'))
  expect(me).toMatchObject({
    key_id: 'user:ann',
    credential: 'session',
    issuer: null,
    expires: session.expires_at,
    user_id: 'ann',
    team_id: 'crew',
  })
  expect(names(me)).toEqual(['echo'])
  const why = await json(at('/v1/access?agent=echo'))
  expect(why).toMatchObject({ key: 'user:ann', allowed: true })
  expect(why.steps[0].reason).toContain('signed in until')
  expect(await json(at('/v1/access?agent=other'))).toMatchObject({ allowed: false })
})

test('who signs in with a key is told as that key', async () => {
  verifies('sign-in')
  const key = await gateway.key(['echo'], { user_id: 'kim' })
  for (const [secret, credential, reached] of [
    [key, 'key', ['echo']],
    [ADMIN_KEY, 'admin_key', ['echo', 'other']],
  ] as const) {
    const person = browser()
    await person.visit(`${gateway.url}/v1/session`, { body: { key: secret } })
    const me = await json(person.visit(`${gateway.url}/v1/me`))
    expect(me.credential).toBe(credential)
    expect(names(me).sort()).toEqual(reached)
    expect(await json(person.visit(`${gateway.url}/v1/access?agent=echo`))).toMatchObject({ allowed: true })
  }
})

test('of several teams one is chosen, for this browser, and only one of theirs', async () => {
  verifies('sign-in')
  const { at, session, headers } = await signedIn('bob', ['crew', 'Desk'])
  expect(session.team_id).toBeUndefined()
  expect(session.teams).toEqual([{ team_id: 'crew' }, { team_id: 'desk', team_alias: 'Desk' }])
  expect(names(await json(at('/v1/me')))).toEqual([])
  const choose = (team_id: string | null) => at('/v1/session', { method: 'PATCH', body: { team_id }, headers })
  expect(await json(choose('desk'))).toMatchObject({ team_id: 'desk', csrf_token: session.csrf_token })
  expect(names(await json(at('/v1/me')))).toEqual(['other'])
  await gateway.json('/team/new', { body: { team_id: 'theirs', object_permission: { agents: 'all' } } })
  expect((await choose('theirs')).status).toBe(403)
  expect((await at('/v1/session', { method: 'PATCH', body: { team_id: 'crew' } })).status).toBe(403)
  expect(names(await json(at('/v1/me')))).toEqual(['other'])
  expect((await json(choose(null))).team_id).toBeUndefined()
})

test('signing in and out is written down with who it was and from where, and what was refused', async () => {
  verifies('sign-in')
  const { at, session, headers } = await signedIn('cal', ['crew'])
  const out = await json(at('/v1/session', { method: 'DELETE', headers }))
  const url = new URL(out.end_session_url)
  const hint = url.searchParams.get('id_token_hint') ?? ''
  expect(JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ sub: 'cal' })
  // The provider takes it for its own.
  expect((await fetch(url)).status).toBe(200)

  const { entries } = await gateway.json(`/v1/audit?target=${session.id}`)
  expect(entries.map(({ action }: Wire) => action)).toEqual(['sign-in.delete', 'sign-in.create'])
  for (const entry of entries) {
    expect(entry).toMatchObject({
      actor: { kind: 'caller', keyId: 'user:cal', userId: 'cal', teamId: 'crew', role: 'member' },
      address: '127.0.0.1',
      requestId: expect.any(String),
    })
    expect(JSON.stringify(entry)).not.toMatch(/idToken/)
  }

  const wrong = 'sk-not-a-key-of-anybody'
  await browser().visit(`${gateway.url}/v1/session`, { body: { key: wrong } })
  await gateway.json('/user/update', { body: { user_id: 'cal', blocked: true } })
  expect((await signedIn('cal', ['crew'])).answer.status).toBe(403)
  const refused = await gateway.json('/v1/audit?action=sign-in.create&outcome=refused')
  expect(refused.entries).toMatchObject([
    { actor: { kind: 'anonymous' }, address: '127.0.0.1', reason: expect.stringContaining('"cal" is blocked') },
    { actor: { kind: 'anonymous' }, address: '127.0.0.1', reason: expect.stringContaining('cannot sign in') },
  ])
  expect(JSON.stringify(refused)).not.toContain(wrong)
})

test('attempts that fail fill no log', async () => {
  verifies('sign-in')
  const attempt = () => browser().visit(`${gateway.url}/v1/session`, { body: { key: 'sk-wrong' } })
  for (let turn = 0; turn < 15; turn += 1) await attempt()
  const { entries } = await gateway.json('/v1/audit?actor=anonymous&limit=200')
  expect(entries.length).toBeLessThanOrEqual(10)
})
