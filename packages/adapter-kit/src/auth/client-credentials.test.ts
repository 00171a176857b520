import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createHttpClient } from '../http-client.ts'
import { closeAll, failure, serve } from '../server.fixture.ts'
import { type AuthorizationServer, CLIENT, serveTokens } from './authorization-server.fixture.ts'
import { clientCredentials } from './client-credentials.ts'

// The authorization server warns that it is not set up for production.
vi.spyOn(console, 'warn').mockImplementation(() => {})
vi.spyOn(console, 'info').mockImplementation(() => {})

afterEach(closeAll)

const client = createHttpClient()
let server: AuthorizationServer
beforeAll(async () => {
  server = await serveTokens()
})
afterAll(async () => {
  await client.close()
  await server?.[Symbol.asyncDispose]()
})

const source = (tokenUrl: string, more: object = {}) => clientCredentials({ tokenUrl, ...CLIENT, ...more }, client)
const refusalOf = (tokenUrl: string, more: object = {}) => failure(source(tokenUrl, more).obtain())
const answers = (status: number, body: string) => serve((_request, response) => response.writeHead(status).end(body))

describe('a real authorization server', () => {
  test('grants a token, and tells how long it holds', async () => {
    const before = Date.now()
    const { value, expiresAt = 0 } = await source(server.tokenUrl, { scope: 'agents' }).obtain()
    expect(await server.accepts(value)).toBe(true)
    expect(expiresAt).toBeGreaterThanOrEqual(before + 600_000)
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 600_000)
  })

  test('takes a secret with any characters, by Basic and in the body', async () => {
    for (const body of [false, true]) {
      await using tokens = await serveTokens({ body })
      const clientAuthentication = body ? 'body' : 'basic'
      const { value } = await source(tokens.tokenUrl, { clientAuthentication }).obtain()
      expect(await tokens.accepts(value)).toBe(true)
    }
  })

  test.each([
    ['a wrong secret', { clientSecret: 'wrong-secret' }, /refused.*HTTP 401, invalid_client.*auth\.clientSecret/],
    ['a scope that is not granted', { scope: 'everything' }, /HTTP 400, invalid_scope.*auth\.scope/],
  ])('%s: the error says what to check and shows nothing', async (_, wrong, message) => {
    const error = await refusalOf(server.tokenUrl, wrong)
    expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringMatching(message) })
    expect(error.message).not.toMatch(/wrong-secret|gateway:1/)
  })
})

test.each([
  [200, '<html>password</html>', 'AGENT_ERROR', /no bearer token/],
  [200, '{"access_token":"a b","token_type":"bearer"}', 'AGENT_ERROR', /no bearer token/],
  [404, '{"error":"password"}', 'AGENT_ERROR', /HTTP 404\).*tokenUrl/],
  [503, '{"error":"password"}', 'AGENT_UNREACHABLE', /gives no tokens now/],
])('a token endpoint that answers %i %s', async (status, body, code, message) => {
  const { url } = await answers(status, body)
  const error = await refusalOf(url)
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(error.message).not.toContain('password')
})

test('a token endpoint that is away', async () => {
  const error = await refusalOf('http://127.0.0.1:9/token')
  expect(error).toMatchObject({ code: 'AGENT_UNREACHABLE', message: expect.stringContaining('token endpoint') })
})

test('an answer that does not tell how long its token holds: five minutes', async () => {
  const { url } = await answers(200, '{"access_token":"ey.x","token_type":"Bearer"}')
  const { value, expiresAt = 0 } = await source(url).obtain()
  expect(value).toBe('ey.x')
  expect(Math.abs(expiresAt - Date.now() - 300_000)).toBeLessThan(60_000)
})
