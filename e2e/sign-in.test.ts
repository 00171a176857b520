import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browser } from './support/browser.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
let at: (path: string) => string

beforeAll(async () => {
  gateway = await testGateway({ variables: { TRUSTED_PROXIES: '127.0.0.1' } })
  at = (path) => `${gateway.url}${path}`
})
afterAll(() => gateway[Symbol.asyncDispose]())

/** The JSON of an answer. */
const json = async (answer: Promise<Response> | Response): Promise<Wire> => (await answer).json()

/** A browser that is signed in, and what its pages know. */
async function signedIn(key = ADMIN_KEY) {
  const person = browser()
  const response = await person.visit(at('/v1/session'), { body: { key } })
  expect(response.status).toBe(201)
  const session = await json(response)
  const csrf = { 'x-csrf-token': session.csrf_token }
  return { person, session, csrf }
}

const keyOf = async (user: object, fields: object = {}) => {
  const { user_id } = await gateway.json('/user/new', { body: { object_permission: { agents: 'all' }, ...user } })
  return { user_id, key: await gateway.key('all', { user_id, ...fields }) }
}

describe('a browser that signs in with the admin key', () => {
  test('is who the key is, until it signs out', async () => {
    const { person, session, csrf } = await signedIn()
    expect(session).toMatchObject({ signed_in_with: 'key', role: 'admin', key_alias: 'master' })
    expect(session.may).toContain('manage agents')
    expect(Date.parse(session.expires_at)).toBeGreaterThan(Date.parse(session.idle_until))
    expect(await json(person.visit(at('/v1/session')))).toMatchObject({
      id: session.id,
      ...session,
      idle_until: expect.any(String),
    })
    expect((await person.visit(at('/key/list'))).status).toBe(200)
    const out = await person.visit(at('/v1/session'), { method: 'DELETE', headers: csrf })
    expect(await json(out)).toEqual({ signed_out: true })
    expect(person.cookies(gateway.url)).toEqual([])
    expect((await person.visit(at('/v1/session'))).status).toBe(401)
  })

  test('holds what nobody else can read, and the answer does not name', async () => {
    const { person, session } = await signedIn()
    const { port } = new URL(gateway.url)
    const name = `a2a-gateway-session-${port}`
    expect(person.cookies(gateway.url)).toEqual([name])
    const secret = person.steal(gateway.url, name) ?? ''
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(session)).not.toContain(secret)
    const again = await person.visit(at('/v1/session'), { body: { key: ADMIN_KEY } })
    const [line = ''] = again.headers.getSetCookie()
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43(?:200|199)$/)
    // The former one has ended: an id is never used twice.
    expect(person.steal(gateway.url, name)).not.toBe(secret)
    const former = await fetch(at('/v1/session'), { headers: { cookie: `${name}=${secret}` } })
    expect(former.status).toBe(401)
  })

  test('calls agents from our own pages', async () => {
    const { person, csrf } = await signedIn()
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'SendMessage',
      params: { message: { messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
    }
    const call = (headers: Record<string, string>, from?: string) =>
      person.visit(at('/a2a/hello'), { body, headers, ...(from === undefined ? {} : { from }) })
    expect(await json(call(csrf))).toMatchObject({ result: {} })
    expect((await json(call({}))).error.message).toMatch(/^x-csrf-token/)
    expect((await json(call(csrf, 'https://evil.example'))).error.message).toMatch(/page that is not of this/)
  })
})

describe('requests of other pages', () => {
  test.each([
    ['another page, with the token', { from: 'https://evil.example' }, true, 403],
    ['a page of another port of this host', { from: 'http://127.0.0.1:1' }, true, 403],
    ['no page at all', { from: 'navigation' }, true, 403],
    ['our page without the token', {}, false, 403],
    ['our page', {}, true, 200],
  ])('a change by %s', async (_what, visit, token, status) => {
    const { person, csrf } = await signedIn()
    const body = { object_permission: { agents: 'none' } }
    const answer = await person.visit(at('/key/generate'), { body, headers: token ? csrf : {}, ...visit })
    expect(answer.status).toBe(status)
  })

  test('a browser without Sec-Fetch-Site is judged by Origin, and one without either is refused', async () => {
    const { person, csrf } = await signedIn()
    const name = person.cookies(gateway.url)[0] ?? ''
    const cookie = `${name}=${person.steal(gateway.url, name)}`
    const change = (headers: Record<string, string>) =>
      fetch(at('/key/generate'), { method: 'POST', body: '{}', headers: { cookie, ...csrf, ...headers } })
    expect((await change({ origin: gateway.url })).status).toBe(200)
    expect((await change({ origin: 'null' })).status).toBe(403)
    expect((await change({ origin: `${gateway.url}.evil.example` })).status).toBe(403)
    expect((await change({})).status).toBe(403)
    expect((await change({ origin: gateway.url, 'x-csrf-token': 'x' })).status).toBe(403)
    // A key needs neither.
    expect((await change({ authorization: `Bearer ${ADMIN_KEY}`, origin: 'https://evil.example' })).status).toBe(200)
    // Who sends a key acts by it, not by what the browser adds.
    expect((await change({ authorization: 'Bearer sk-wrong', origin: gateway.url })).status).toBe(401)
  })

  test('nobody is signed in as somebody else from another page', async () => {
    const person = browser()
    const answer = await person.visit(at('/v1/session'), { body: { key: ADMIN_KEY }, from: 'https://evil.example' })
    expect(answer.status).toBe(403)
    expect(person.cookies(gateway.url)).toEqual([])
  })

  test('pages that may call with keys may not use a session', async () => {
    const open = await testGateway({ variables: { CORS_ORIGINS: '*' } })
    try {
      const person = browser()
      expect((await person.visit(`${open.url}/v1/session`, { body: { key: ADMIN_KEY } })).status).toBe(201)
      const read = await person.visit(`${open.url}/v1/session`, {
        from: 'https://app.example.com',
        headers: { origin: 'https://app.example.com' },
      })
      expect(read.status).toBe(403)
      expect(read.headers.get('access-control-allow-origin')).toBe('*')
      expect(read.headers.get('access-control-allow-credentials')).toBeNull()
    } finally {
      await open[Symbol.asyncDispose]()
    }
  })
})

describe('where a browser reached the gateway', () => {
  const ask = (headers: Record<string, string>) =>
    fetch(at('/v1/session'), { method: 'POST', headers, body: JSON.stringify({ key: ADMIN_KEY }) })

  test('by https, the cookie is bound to host and TLS', async () => {
    const answer = await ask({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'agents.example.com' })
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-a2a-gateway-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=\d+$/,
    )
  })

  test('by plain http from elsewhere, nobody signs in', async () => {
    const answer = await ask({ 'x-forwarded-host': 'agents.example.com' })
    expect(answer.status).toBe(403)
    expect((await json(answer)).error.message).toMatch(/needs https.*PUBLIC_URL/)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('a cookie without its prefix is none by https', async () => {
    const { person } = await signedIn()
    const name = person.cookies(gateway.url)[0] ?? ''
    const answer = await fetch(at('/v1/session'), {
      headers: { cookie: `${name}=${person.steal(gateway.url, name)}`, 'x-forwarded-proto': 'https' },
    })
    expect(answer.status).toBe(401)
  })
})

describe('keys of users', () => {
  test('sign in as their user, with the role of now, until they end', async () => {
    const { user_id, key } = await keyOf({ user_role: 'proxy_admin_viewer' })
    const { person, session } = await signedIn(key)
    expect(session).toMatchObject({ user_id, role: 'admin-viewer' })
    expect(session.may).not.toContain('manage agents')
    await gateway.json('/user/update', { body: { user_id, user_role: 'internal_user' } })
    const role = async () => (await json(person.visit(at('/v1/session')))).role
    expect(await eventually(role, (now) => now === 'member')).toBe('member')
    await gateway.json('/key/block', { body: { key } })
    await eventually(
      async () => (await person.visit(at('/v1/session'))).status,
      (status) => status === 401,
    )
    await gateway.json('/key/unblock', { body: { key } })
    await gateway.json('/user/delete', { body: { user_ids: [user_id] } })
    await eventually(
      async () => (await person.visit(at('/v1/session'))).status,
      (status) => status === 401,
    )
  })

  test('of nobody do not sign in', async () => {
    const person = browser()
    const answer = await person.visit(at('/v1/session'), { body: { key: await gateway.key('all') } })
    expect(answer.status).toBe(403)
    expect((await json(answer)).error.message).toMatch(/belongs to no user/)
  })

  test('list and end what is theirs alone', async () => {
    const { user_id, key } = await keyOf({})
    const [one, two, other] = [await signedIn(key), await signedIn(key), await signedIn()]
    const listed = await json(one.person.visit(at('/v1/sessions')))
    expect(listed.sessions.map(({ id }: { id: string }) => id).sort()).toEqual([one.session.id, two.session.id].sort())
    expect(listed.sessions[0]).toMatchObject({ address: '127.0.0.1', user_agent: expect.any(String) })
    const end = (id: string) => one.person.visit(at(`/v1/sessions/${id}`), { method: 'DELETE', headers: one.csrf })
    expect((await end(other.session.id)).status).toBe(403)
    expect((await one.person.visit(at('/v1/sessions?user_id=somebody'))).status).toBe(403)
    expect((await end(two.session.id)).status).toBe(200)
    expect((await two.person.visit(at('/v1/session'))).status).toBe(401)
    const three = await signedIn(key)
    const out = await one.person.visit(at('/v1/session?everywhere=true'), { method: 'DELETE', headers: one.csrf })
    expect(out.status).toBe(200)
    expect((await three.person.visit(at('/v1/session'))).status).toBe(401)
    const four = await signedIn(key)
    expect(await gateway.json(`/v1/sessions?user_id=${user_id}`, { method: 'DELETE' })).toEqual({ ended: 1 })
    expect((await four.person.visit(at('/v1/session'))).status).toBe(401)
  })
})

describe('attempts that fail', () => {
  test('say nothing of the key, and are limited by address', async () => {
    const { key } = await keyOf({})
    await gateway.json('/key/block', { body: { key } })
    const attempt = (tried: string, from: string) =>
      fetch(at('/v1/session'), {
        method: 'POST',
        headers: { 'x-forwarded-for': from },
        body: JSON.stringify({ key: tried }),
      })
    const [unknown, blocked] = [await attempt('sk-never', '192.0.2.1'), await attempt(key, '192.0.2.1')]
    expect(await unknown.json()).toEqual(await blocked.json())
    expect([unknown.status, blocked.status]).toEqual([401, 401])
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, index) => attempt(`sk-${index}`, `2001:db8:0:1::${index + 1}`)),
    )
    const statuses = many.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
    const limited = await attempt(ADMIN_KEY, '2001:db8:0:1::ffff')
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    // Others are not held up, and those who succeed are not counted.
    for (let index = 0; index < 15; index += 1) expect((await attempt(ADMIN_KEY, '192.0.2.9')).status).toBe(201)
  })
})

test('GET /v1/sign-in tells everybody which ways there are', async () => {
  expect(await (await fetch(at('/v1/sign-in'))).json()).toEqual({ ways: [{ way: 'key', label: 'Sign in with a key' }] })
})
