import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { browser } from './support/browser.ts'
import { CLIENT, type IdentityProvider, identityProvider, throughProvider } from './support/identity-provider.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

/** The address of both gateways, as behind a balancer. */
const PUBLIC = 'https://agents.example.com'
const BEGIN = `${PUBLIC}/v1/session/oidc`

// What oidc-provider says of itself when it is used for tests.
for (const method of ['warn', 'info'] as const) vi.spyOn(console, method).mockImplementation(() => {})

let postgres: TestPostgres
let provider: IdentityProvider
let agent: TestServer
let one: TestGateway
let two: TestGateway

beforeAll(async () => {
  postgres = await startPostgres()
  agent = await sdkAgent()
  provider = await identityProvider(() => [`${BEGIN}/callback`])
  const variables = {
    DATABASE_URL: await postgres.createDatabase('signin'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
    TRUSTED_PROXIES: '127.0.0.1',
    OIDC_SECRET: CLIENT.clientSecret,
  }
  const signIn = {
    oidc: {
      issuer: provider.issuer,
      clientId: CLIENT.clientId,
      clientSecret: '$'.concat('{OIDC_SECRET}'),
      label: 'Sign in with Example',
      claims: { roles: 'groups' },
      roles: { 'gateway-admins': 'proxy_admin', auditors: 'proxy_admin_viewer' },
      createUsers: true,
    },
  }
  const start = () => testGateway({ variables, config: { signIn } })
  ;[one, two] = await Promise.all([start(), start()])
})
afterAll(async () => {
  await one?.[Symbol.asyncDispose]()
  await two?.[Symbol.asyncDispose]()
  await agent?.[Symbol.asyncDispose]()
  await provider?.[Symbol.asyncDispose]()
  await postgres?.[Symbol.asyncDispose]()
})

const json = async (answer: Promise<Response> | Response): Promise<Wire> => (await answer).json()
const session = `${PUBLIC}/v1/session`

/** A browser that reaches the balancer, which sends it to one gateway or the other. */
function person() {
  const served: Record<string, string> = { [PUBLIC]: one.url }
  return {
    ...browser(served),
    to(gateway: TestGateway) {
      served[PUBLIC] = gateway.url
    },
  }
}

/** Signs in as somebody; answers with the last redirect. */
async function signIn(who: ReturnType<typeof person>, login: string, query = '') {
  const callback = await throughProvider(who, `${BEGIN}${query}`, login, provider.issuer)
  return who.visit(callback, { from: 'navigation', headers: { 'sec-fetch-site': 'cross-site' } })
}

test('people sign in, begun on one gateway and ended on another, and out of both', async () => {
  provider.people.set('ann', { groups: ['staff', 'gateway-admins'], email: 'ann@example.com', email_verified: true })
  const ann = person()
  const callback = await throughProvider(ann, `${BEGIN}?return_to=/agents?x=1`, 'ann', provider.issuer)
  expect(callback).toContain(`${BEGIN}/callback?code=`)
  ann.to(two)
  const back = await ann.visit(callback, { from: 'navigation', headers: { 'sec-fetch-site': 'cross-site' } })
  expect([back.status, back.headers.get('location')]).toEqual([303, '/agents?x=1'])
  expect(ann.cookies(PUBLIC)).toEqual(['__Host-a2a-gateway-session'])
  expect(provider.tokenRequests.at(-1)?.get('code_verifier')).toMatch(/^[\w-]{43}$/)
  const who = await json(ann.visit(session))
  expect(who).toMatchObject({ signed_in_with: 'oidc', user_id: 'ann', role: 'admin' })
  expect(await json(one.request('/user/info?user_id=ann'))).toMatchObject({
    user_info: { user_email: 'ann@example.com', user_role: 'proxy_admin' },
  })
  ann.to(one)
  expect((await ann.visit(session)).status).toBe(200)
  const csrf = { 'x-csrf-token': who.csrf_token }
  expect((await ann.visit(`${PUBLIC}/key/generate`, { body: {}, headers: csrf })).status).toBe(200)
  const cookie = `__Host-a2a-gateway-session=${ann.steal(PUBLIC, '__Host-a2a-gateway-session')}`
  const onTwo = () =>
    two
      .request('/v1/session', { key: '', headers: { cookie, 'x-forwarded-proto': 'https' } })
      .then(({ status }) => status)
  expect(await onTwo()).toBe(200)
  const out = await json(ann.visit(session, { method: 'DELETE', headers: csrf }))
  expect(out.end_session_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/session\/end\?(?:.*&)?client_id=gateway/)
  await eventually(onTwo, (status) => status === 401)
})

test('an open stream of a browser ends when it is signed out at another gateway', async () => {
  provider.people.set('dee', { groups: [] })
  const [dee, elsewhere] = [person(), person()]
  for (const who of [dee, elsewhere]) await signIn(who, 'dee')
  await one.json('/v1/agents', { body: { name: 'works', url: agent.url } })
  await one.json('/user/update', { body: { user_id: 'dee', object_permission: { agents: ['works'] } } })
  const message = { messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'wait' }] }
  const begun = async (who: typeof dee) => {
    const csrf = { 'x-csrf-token': (await json(who.visit(session))).csrf_token }
    const stream = await who.visit(`${PUBLIC}/a2a/works`, {
      body: { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: { message } },
      headers: { ...csrf, 'a2a-version': '1.0' },
    })
    expect(stream.headers.get('content-type')).toMatch(/event-stream/)
    return { csrf, stream }
  }
  const [{ csrf, stream }, other] = [await begun(dee), await begun(elsewhere)]
  dee.to(two)
  expect((await dee.visit(session, { method: 'DELETE', headers: csrf })).status).toBe(200)
  expect((await stream.text()).split('\n\n').findLast((event) => event.startsWith('data:'))).toMatch(
    /"error".*signed in/,
  )
  // The other browser of the same person goes on.
  const reader = other.stream.body?.getReader()
  await reader?.read()
  const next = Promise.resolve(reader?.read()).then((chunk) => chunk?.done)
  expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).not.toBe(true)
  await reader?.cancel()
})

test('what they may follows the provider at each sign-in, and the gateway at once', async () => {
  provider.people.set('bob', { groups: 'auditors' })
  const bob = person()
  await signIn(bob, 'bob')
  expect(await json(bob.visit(session))).toMatchObject({ role: 'admin-viewer' })
  provider.people.set('bob', { groups: ['gateway-admins-not'] })
  await signIn(bob, 'bob')
  expect(await json(bob.visit(session))).toMatchObject({ role: 'member' })
  // Nothing may be called before it is granted.
  const csrf = { 'x-csrf-token': (await json(bob.visit(session))).csrf_token }
  const message = { messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
  await one.json('/v1/agents', { body: { name: 'echo', upstreams: [{ adapter: 'hello' }] } })
  const call = () =>
    json(
      bob.visit(`${PUBLIC}/a2a/echo`, {
        body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } },
        headers: csrf,
      }),
    )
  expect((await call()).error).toBeDefined()
  await one.json('/user/update', { body: { user_id: 'bob', object_permission: { agents: ['echo'] } } })
  expect(await eventually(call, (answer) => answer.error === undefined)).toMatchObject({ result: {} })
  await two.json('/user/delete', { body: { user_ids: ['bob'] } })
  await eventually(
    async () => (await bob.visit(session)).status,
    (status) => status === 401,
  )
  // Another user of that id is somebody else.
  await two.json('/user/new', { body: { user_id: 'bob' } })
  await eventually(
    async () => (await one.request('/user/info?user_id=bob')).status,
    (status) => status === 200,
  )
  expect((await bob.visit(session)).status).toBe(401)
})

describe('what is refused, on a page that says what to do', () => {
  const page = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    return { status: answer.status, text: await answer.text() }
  }

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/a\\b', '/%0d%0a x', 'javascript:1'])(
    'going on to %s',
    async (target) => {
      const answer = await person().visit(`${BEGIN}?return_to=${encodeURIComponent(target)}`, { from: 'navigation' })
      expect(await page(answer)).toMatchObject({ status: 400, text: expect.stringContaining('must be a path') })
    },
  )

  test('an answer in another browser, or with another state, or a second time', async () => {
    provider.people.set('eve', { groups: ['gateway-admins'] })
    const [eve, victim] = [person(), person()]
    const callback = await throughProvider(eve, BEGIN, 'eve', provider.issuer)
    expect(await page(await victim.visit(callback, { from: 'navigation' }))).toMatchObject({ status: 401 })
    await (await victim.visit(BEGIN, { from: 'navigation' })).text()
    expect(await page(await victim.visit(callback, { from: 'navigation' }))).toMatchObject({
      status: 401,
      text: expect.stringContaining('not the answer'),
    })
    expect(victim.cookies(PUBLIC)).toEqual(['__Host-a2a-gateway-oidc'])
    const kept = eve.steal(PUBLIC, '__Host-a2a-gateway-oidc') ?? ''
    expect((await eve.visit(callback, { from: 'navigation' })).status).toBe(303)
    const again = await fetch(callback.replace(PUBLIC, one.url), {
      redirect: 'manual',
      headers: {
        cookie: `__Host-a2a-gateway-oidc=${kept}`,
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'agents.example.com',
      },
    })
    expect(await page(again)).toMatchObject({ status: 401 })
    expect(again.headers.getSetCookie()).toEqual([])
  })

  test('what the provider refuses, in our words and not in those of the address', async () => {
    const ben = person()
    const start = await ben.visit(BEGIN, { from: 'navigation' })
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state')
    const back = `${BEGIN}/callback?error=access_denied&error_description=${encodeURIComponent('<b>Call 555</b>')}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
    const { status, text } = await page(await ben.visit(back, { from: 'navigation' }))
    expect(status).toBe(401)
    expect(text).toContain('did not let you in')
    expect(text).not.toContain('555')
    expect(text).toContain(`href="${BEGIN}"`)
  })

  test('what the browser kept, when it was changed', async () => {
    const answer = await fetch(`${one.url}/v1/session/oidc/callback?code=x&state=y`, {
      headers: {
        cookie: '__Host-a2a-gateway-oidc=v1.AAAA',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '192.0.2.7',
      },
    })
    expect(await page(answer)).toMatchObject({ status: 401, text: expect.stringContaining('cannot be read') })
  })

  test('a provider that is away, and users who have to be made first', async () => {
    const gone = await identityProvider(() => [])
    await gone[Symbol.asyncDispose]()
    const known = await identityProvider(() => [`${strict.url}/v1/session/oidc/callback`])
    const oidc = { issuer: known.issuer, clientId: CLIENT.clientId, clientSecret: CLIENT.clientSecret }
    const away = await testGateway({ config: { signIn: { oidc: { ...oidc, issuer: gone.issuer } } } })
    const strict = await testGateway({ config: { signIn: { oidc } } })
    try {
      const answer = await browser().visit(`${away.url}/v1/session/oidc`, { from: 'navigation' })
      expect(await page(answer)).toMatchObject({ status: 503, text: expect.stringContaining('sign in with a key') })
      const cal = browser()
      const start = `${strict.url}/v1/session/oidc`
      const callback = await throughProvider(cal, start, 'cal', known.issuer)
      expect(await page(await cal.visit(callback, { from: 'navigation' }))).toMatchObject({
        status: 403,
        text: expect.stringContaining('no user &quot;cal&quot;'),
      })
      await strict.json('/user/new', { body: { user_id: 'cal', user_role: 'proxy_admin_viewer' } })
      const second = await throughProvider(cal, start, 'cal', known.issuer)
      expect((await cal.visit(second, { from: 'navigation' })).status).toBe(303)
      // Without a mapping, roles are the gateway's own.
      expect(await json(cal.visit(`${strict.url}/v1/session`))).toMatchObject({ user_id: 'cal', role: 'admin-viewer' })
    } finally {
      await away[Symbol.asyncDispose]()
      await strict[Symbol.asyncDispose]()
      await known[Symbol.asyncDispose]()
    }
  })
})

test('GET /v1/sign-in offers the provider first', async () => {
  expect(await json(fetch(`${one.url}/v1/sign-in`))).toEqual({
    ways: [
      { way: 'oidc', label: 'Sign in with Example', url: '/v1/session/oidc' },
      { way: 'key', label: 'Sign in with a key' },
    ],
  })
})
