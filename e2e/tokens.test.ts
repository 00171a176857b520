import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from './support/agent-script.ts'
import { client03, client10 } from './support/clients.ts'
import { AUDIENCE, type OidcIssuer, oidcIssuer } from './support/oidc-issuer.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { task10, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

let issuer: OidcIssuer
let agent: TestServer
let gateway: TestGateway
const lines: string[] = []
beforeAll(async () => {
  issuer = await oidcIssuer()
  agent = await sdkAgent()
  gateway = await testGateway({
    config: {
      agents: [{ name: 'echo', upstreams: [{ url: agent.url }] }],
      authentication: {
        jwt: [
          {
            issuer: issuer.issuer,
            audience: AUDIENCE,
            claims: { team: 'groups', roles: 'roles' },
            roles: { boss: 'proxy_admin' },
            createUsers: true,
          },
        ],
      },
    },
    log: (line) => lines.push(line),
  })
  await cardFound(gateway, 'echo')
  await gateway.json('/team/new', { body: { team_id: 'crew', object_permission: { agents: ['echo'] } } })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await issuer[Symbol.asyncDispose]()
})

const me = (key: string): Promise<Wire> => gateway.json('/v1/me', { key })

describe('tokens of an OpenID provider', () => {
  test.each([
    ['1.0', client10],
    ['0.3', client03],
  ])('an official client of %s calls with one', async (_version, client) => {
    verifies('tokens')
    const token = await issuer.token({ groups: ['crew'] })
    const calling = await client(`${gateway.url}/a2a/echo`, token)
    const answer = await calling.send('hello')
    const id = answer.task?.id ?? ''
    expect(id).not.toBe('')
    expect((await calling.get(id)).id).toBe(id)
    const types: string[] = []
    for await (const event of calling.stream('hello')) types.push(...Object.keys(event))
    expect(types).toContain('task')
    // It stays with the gateway, and out of its log.
    expect(lines.join('\n')).not.toContain(token)
    expect(lines.join('\n')).not.toContain(token.split('.')[2])
  })

  test('who comes with one is told who they are and why they may not', async () => {
    verifies('tokens')
    const token = await issuer.token({ groups: ['crew'] })
    expect(await me(token)).toMatchObject({
      credential: 'token',
      issuer: issuer.issuer,
      user_id: 'worker',
      user_role: 'internal_user',
      team_id: 'crew',
      agents: [{ agent_name: 'echo' }],
    })
    expect(await gateway.json('/v1/access?agent=echo', { key: token })).toMatchObject({ allowed: true })
    const outside = await issuer.token()
    expect((await me(outside)).agents).toEqual([])
    expect(await gateway.json('/v1/access?agent=echo', { key: outside })).toMatchObject({
      allowed: false,
      steps: [{ step: 'key', allowed: true }, { step: 'key', allowed: false }, { step: 'team' }, { step: 'user' }],
    })
    expect((await gateway.request('/a2a/echo/.well-known/agent-card.json', { key: outside })).status).toBe(403)
    expect(await me('sk-the-admin-key-of-the-tests')).toMatchObject({ credential: 'admin_key', issuer: null })
  })

  test('roles are as the token says', async () => {
    verifies('tokens')
    const list = async (key: string) => (await gateway.request('/user/list', { key })).status
    expect(await list(await issuer.token({ groups: ['crew'] }))).toBe(403)
    expect(await list(await issuer.token({ roles: ['boss'] }))).toBe(200)
  })

  test.each(['1.0', '0.3'])('a card for readers of %s declares the issuer', async (version) => {
    verifies('tokens', 'card')
    const card = await gateway.json('/a2a/echo/.well-known/agent-card.json', {
      key: await issuer.token({ groups: ['crew'] }),
      headers: { 'a2a-version': version },
    })
    const url = `${issuer.issuer}/.well-known/openid-configuration`
    const { openIdConnect } = card.securitySchemes
    expect(
      version === '1.0' ? openIdConnect.openIdConnectSecurityScheme.openIdConnectUrl : openIdConnect.openIdConnectUrl,
    ).toBe(url)
    const named = version === '1.0' ? card.securityRequirements.map((each: Wire) => each.schemes) : card.security
    expect(named.flatMap(Object.keys)).toEqual(['gatewayKey', 'openIdConnect'])
  })

  test('keys go on at once when a team is blocked, and while the issuer is away', async () => {
    verifies('tokens')
    const token = await issuer.token({ groups: ['crew'] })
    expect(await me(token)).toMatchObject({ team_id: 'crew' })
    await gateway.json('/team/block', { body: { team_id: 'crew' } })
    expect((await gateway.request('/v1/me', { key: token })).status).toBe(401)
    await gateway.json('/team/unblock', { body: { team_id: 'crew' } })
    const another = await issuer.token({ groups: ['crew'], other: 1 })
    issuer.away = true
    for (const key of [token, another]) expect(await me(key)).toMatchObject({ team_id: 'crew' })
    issuer.away = false
  })
})

test('a key that the issuer makes anew is found, and one that it has withdrawn is refused', async () => {
  verifies('tokens')
  const settings = { issuer: issuer.issuer, audience: AUDIENCE, createUsers: true }
  await using other = await testGateway({ config: { authentication: { jwt: [settings] } } })
  const status = async (key: string) => (await other.request('/v1/me', { key })).status
  const before = await issuer.token()
  await issuer.rotate()
  // The first question for keys is this one: they are already those of the new key.
  expect(await status(await issuer.token())).toBe(200)
  expect(await status(before)).toBe(401)
})

test('the issuer changes its keys while the gateway runs, and calls go on', { timeout: 120_000 }, async () => {
  verifies('tokens')
  const settings = { issuer: issuer.issuer, audience: AUDIENCE, createUsers: true }
  await using other = await testGateway({ config: { authentication: { jwt: [settings] } } })
  const status = async (key: string) => (await other.request('/v1/me', { key })).status
  const before = await issuer.token()
  expect(await status(before)).toBe(200)
  await issuer.rotate()
  // What was found good stays so until it expires; keys are asked for again half a minute after the last time.
  expect(await status(before)).toBe(200)
  await eventually(
    async () => status(await issuer.token({ at: Date.now() })),
    (found) => found === 200,
    60,
  )
  expect(await status(before)).toBe(200)
})

test('without keys nobody can be decided, and the caller is told to come again', async () => {
  verifies('tokens')
  const settings = { issuer: issuer.issuer, audience: AUDIENCE, createUsers: true }
  await using other = await testGateway({ config: { authentication: { jwt: [settings] } } })
  const token = await issuer.token()
  issuer.away = true
  const answer = await other.request('/v1/me', { key: token })
  issuer.away = false
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
})

test('a token never goes to an agent', async () => {
  verifies('tokens')
  await using wild = await wildAgent((call) => call.result({ task: task10('t') }))
  const settings = { issuer: issuer.issuer, audience: AUDIENCE, createUsers: true, agents: 'all' }
  const agents = [{ name: 'wild', upstreams: [{ url: wild.url, settings: { protocolVersion: '1.0' } }] }]
  await using other = await testGateway({ config: { agents, authentication: { jwt: [settings] } } })
  const token = await issuer.token()
  const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }
  await other.call('wild', 'SendMessage', { message }, { key: token })
  await other.call('wild', 'SendMessage', { message }, { key: '', headers: { 'x-litellm-api-key': token } })
  expect(wild.calls.length).toBe(2)
  for (const { request } of wild.calls) expect(JSON.stringify(request.rawHeaders)).not.toContain(token)
})
