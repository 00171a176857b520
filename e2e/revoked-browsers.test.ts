import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TestServer } from './support/agent-script.ts'
import { browser } from './support/browser.ts'
import { AUDIENCE, type OidcIssuer, oidcIssuer } from './support/oidc-issuer.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

let issuer: OidcIssuer
let agent: TestServer
let gateway: TestGateway
beforeAll(async () => {
  issuer = await oidcIssuer()
  agent = await sdkAgent()
  gateway = await testGateway({
    config: {
      agents: [{ name: 'works', upstreams: [{ url: `${agent.url}/` }] }],
      authentication: {
        jwt: [{ issuer: issuer.issuer, audience: AUDIENCE, createUsers: true, clockToleranceSeconds: 0 }],
      },
    },
  })
})
afterAll(async () => {
  for (const each of [gateway, agent, issuer]) await each[Symbol.asyncDispose]()
})

/** A stream of work that does not end by itself. */
const endless = {
  jsonrpc: '2.0',
  id: 1,
  method: 'SendStreamingMessage',
  params: { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'wait' }] } },
}
const VERSION = { 'a2a-version': '1.0' }

async function lastOf(stream: Response): Promise<string> {
  expect(stream.headers.get('content-type')).toMatch(/event-stream/)
  const events = (await stream.text()).split('\n\n').filter((event) => event.startsWith('data:'))
  return events.at(-1) ?? ''
}

test('an open stream of a token ends when its user leaves the team that it is for', async () => {
  verifies('tokens')
  const token = await issuer.token()
  await gateway.json('/team/new', {
    body: { team_id: 'crew', members_with_roles: [{ user_id: 'worker' }], object_permission: { agents: 'all' } },
  })
  const headers = { ...VERSION, 'x-gateway-team': 'crew' }
  const stream = await gateway.request('/a2a/works', { key: token, body: endless, headers })
  await gateway.json('/team/member_delete', { body: { team_id: 'crew', user_id: 'worker' } })
  expect(await lastOf(stream)).toMatch(/"error".*not a member/)
})

test('an open stream of a token ends when the token expires', async () => {
  verifies('tokens')
  await gateway.json('/team/new', {
    body: { team_id: 'brief', members_with_roles: [{ user_id: 'worker' }], object_permission: { agents: 'all' } },
  })
  const headers = { ...VERSION, 'x-gateway-team': 'brief' }
  const [brief, lasting] = [await issuer.token({}, 5), await issuer.token()]
  const [stream, other] = await Promise.all(
    [brief, lasting].map((key) => gateway.request('/a2a/works', { key, body: endless, headers })),
  )
  if (stream === undefined || other === undefined) throw new Error('no answers')
  expect(await lastOf(stream)).toMatch(/"error".*expired/)
  // Of the same user and team, by a token that goes on.
  const reader = other.body?.getReader()
  await reader?.read()
  const next = Promise.resolve(reader?.read()).then((chunk) => chunk?.done)
  expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 700, 'open'))])).not.toBe(true)
  await reader?.cancel()
})

test('an open stream of a browser ends when it is signed out', async () => {
  verifies('users')
  const person = browser()
  const at = (path: string) => `${gateway.url}${path}`
  const session: Wire = await (await person.visit(at('/v1/session'), { body: { key: ADMIN_KEY } })).json()
  const csrf = { 'x-csrf-token': session.csrf_token }
  const stream = await person.visit(at('/a2a/works'), { body: endless, headers: { ...csrf, ...VERSION } })
  expect((await person.visit(at('/v1/session'), { method: 'DELETE', headers: csrf })).status).toBe(200)
  expect(await lastOf(stream)).toMatch(/"error".*signed in/)
})
