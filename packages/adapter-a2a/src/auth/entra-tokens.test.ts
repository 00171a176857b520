import { afterEach, expect, test, vi } from 'vitest'
import { CLIENT, serveTokens } from '../../../adapter-kit/src/auth/authorization-server.fixture.ts'
import { connect, failure, hello, json, result, serve, serveRpc, testContext } from '../upstream.fixture.ts'
import type { AuthSettings } from './auth-settings.ts'

vi.spyOn(console, 'warn').mockImplementation(() => {})
vi.spyOn(console, 'info').mockImplementation(() => {})
afterEach(() => void vi.unstubAllEnvs())

/** An agent that answers with the credential it was called with. */
const serveAgent = (status = 200) =>
  serveRpc(({ id, headers }, response) => {
    const answer = { jsonrpc: '2.0', id, result: result(headers.authorization ?? 'none') }
    json(response, status === 200 ? answer : { error: 'password' }, status)
  })
const ask = async (url: string, auth: AuthSettings) =>
  (await connect(url, { auth }).sendMessage(hello, testContext({ version: '1.0' }))).message?.parts[0]?.text

test('a token from elsewhere is sent as it is, and not asked for again when it is refused', async () => {
  await using agent = await serveAgent()
  expect(await ask(agent.url, { type: 'entra', token: 'ey.static' })).toBe('Bearer ey.static')
  await using refusing = await serveAgent(401)
  const error = await failure(ask(refusing.url, { type: 'entra', token: 'ey.static' }))
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(/HTTP 401\).*auth/) })
  expect(error.message).not.toContain('ey.static')
})

test("an app registration's secret gets a token of its tenant", async () => {
  await using tokens = await serveTokens({ body: true, path: '/tenant-1/oauth2/v2.0/token' })
  await using agent = await serveAgent()
  const auth: AuthSettings = { type: 'entra', tenantId: 'tenant-1', ...CLIENT, authority: `${tokens.origin}/` }
  const sent = await ask(agent.url, { ...auth, scope: 'agents' })
  expect(await tokens.accepts(sent?.replace('Bearer ', '') ?? '')).toBe(true)
  const error = await failure(ask(agent.url, { ...auth, clientSecret: 'wrong-one' }))
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(/invalid_client.*clientSecret/) })
  expect(error.message).not.toContain('wrong-one')
})

test('a managed identity gets a token for Foundry from where the gateway runs', async () => {
  const asked: (string | undefined)[] = []
  // As Azure's hosts serve it to what runs on them.
  await using identity = await serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://host')
    if (request.headers['x-identity-header'] !== 'header-1') {
      json(response, {}, 401)
      return
    }
    asked.push(`${url.searchParams.get('resource')} ${url.searchParams.get('client_id')}`)
    const expires_on = Math.floor(Date.now() / 1000) + 3600
    json(response, { access_token: 'ey.managed', expires_on, resource: '', token_type: 'Bearer' })
  })
  vi.stubEnv('IDENTITY_ENDPOINT', `${identity.url}msi/token`)
  vi.stubEnv('IDENTITY_HEADER', 'header-1')
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'ManagedIdentityCredential')
  await using agent = await serveAgent()
  expect(await ask(agent.url, { type: 'entra', clientId: 'identity-1' })).toBe('Bearer ey.managed')
  expect(asked).toEqual(['https://ai.azure.com identity-1'])
}, 30_000)

test('no identity: the error says what to do', async () => {
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential')
  await using agent = await serveAgent()
  const error = await failure(ask(agent.url, { type: 'entra' }))
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringContaining('managed identity') })
}, 30_000)
