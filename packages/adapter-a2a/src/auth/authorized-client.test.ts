import { expect, test, vi } from 'vitest'
import {
  type AuthorizationServer,
  CLIENT,
  serveTokens,
} from '../../../adapter-kit/src/auth/authorization-server.fixture.ts'
import { connect, failure, hello, json, result, send, serve, serveRpc, testContext } from '../upstream.fixture.ts'
import type { AuthSettings } from './auth-settings.ts'

// The authorization server warns that it is not set up for production.
vi.spyOn(console, 'warn').mockImplementation(() => {})
vi.spyOn(console, 'info').mockImplementation(() => {})

const oauth = (tokenUrl: string, more: object = {}): AuthSettings => ({
  type: 'oauth2-client-credentials',
  tokenUrl,
  ...CLIENT,
  ...more,
})

/** An agent that takes the tokens of an authorization server alone; `refuse` makes it answer 401 once more. */
async function serveAgent(tokens: AuthorizationServer) {
  const state = { calls: 0, carriedOut: 0, refuse: 0 }
  const upstream = await serveRpc(async ({ id, headers }, response) => {
    state.calls += 1
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    if (state.refuse > 0 || !(await tokens.accepts(token))) {
      state.refuse -= 1
      json(response, { error: 'password of the agent' }, 401)
      return
    }
    state.carriedOut += 1
    json(response, { jsonrpc: '2.0', id, result: result('in') })
  })
  return { state, upstream }
}

test('fetches one token for many calls and keeps it', async () => {
  await using tokens = await serveTokens()
  const { state, upstream } = await serveAgent(tokens)
  await using _ = upstream
  const agent = connect(upstream.url, { auth: oauth(tokens.tokenUrl, { scope: 'agents' }) })
  const call = () => agent.sendMessage(hello, testContext({ version: '1.0' }))
  const answers = await Promise.all(Array.from({ length: 8 }, call))
  expect(answers.map(({ message }) => message?.parts[0]?.text)).toEqual(Array(8).fill('in'))
  await call()
  expect(tokens.asked()).toBe(1)
  expect(state).toMatchObject({ calls: 9, carriedOut: 9 })
})

test('a 401 before anything was carried out is met with a new token, once', async () => {
  await using tokens = await serveTokens()
  const { state, upstream } = await serveAgent(tokens)
  await using _ = upstream
  const agent = connect(upstream.url, { auth: oauth(tokens.tokenUrl) })
  const call = () => agent.sendMessage(hello, testContext({ version: '1.0' }))
  await call()
  state.refuse = 1
  expect(await call()).toMatchObject({ message: { parts: [{ text: 'in' }] } })
  expect(tokens.asked()).toBe(2)
  expect(state).toMatchObject({ calls: 3, carriedOut: 2 })
  state.refuse = 9
  const error = await failure(call())
  expect(error).toMatchObject({ code: 'AGENT_ERROR', message: expect.stringContaining('HTTP 401') })
  expect(state.calls).toBe(5)
})

test('a stream and the card carry the token too', async () => {
  await using tokens = await serveTokens()
  const seen: (string | undefined)[] = []
  await using upstream = await serve((request, response) => {
    seen.push(request.headers.authorization)
    const card = { name: 'a', description: '', version: '1', url: 'http://elsewhere.example/', skills: [] }
    json(response, request.method === 'GET' ? card : { jsonrpc: '2.0', id: 'x' })
  })
  const agent = connect(upstream.url, { auth: oauth(tokens.tokenUrl) })
  await agent.getAgentCard()
  await agent
    .streamMessage(hello, testContext())
    [Symbol.asyncIterator]()
    .next()
    .catch(() => {})
  expect(seen).toEqual([expect.stringMatching(/^Bearer \S+$/), seen[0]])
  expect(tokens.asked()).toBe(1)
})

test('a token endpoint that is away; the next call asks anew', async () => {
  await using tokens = await serveTokens()
  const { upstream } = await serveAgent(tokens)
  await using _ = upstream
  const error = await failure(send(upstream.url, { auth: oauth('http://127.0.0.1:9/token') }))
  expect(error).toMatchObject({ code: 'AGENT_UNREACHABLE', message: expect.stringContaining('token endpoint') })
})

test('a caller that leaves does not take the token from the others', async () => {
  const asked = Promise.withResolvers<() => void>()
  await using tokens = await serve((_request, response) => {
    asked.resolve(() => json(response, { access_token: 't', token_type: 'Bearer', expires_in: '600' }))
  })
  const seen: (string | undefined)[] = []
  await using upstream = await serveRpc(({ id, headers }, response) => {
    seen.push(headers.authorization)
    json(response, { jsonrpc: '2.0', id, result: result('in') })
  })
  const agent = connect(upstream.url, { auth: oauth(tokens.url) })
  const leaving = new AbortController()
  const left = agent.sendMessage(hello, testContext({ version: '1.0', signal: leaving.signal }))
  const stays = agent.sendMessage(hello, testContext({ version: '1.0' }))
  leaving.abort(new Error('left'))
  await expect(left).rejects.toThrow('left')
  const answer = await asked.promise
  answer()
  expect(await stays).toMatchObject({ message: { parts: [{ text: 'in' }] } })
  expect(seen).toEqual(['Bearer t'])
})
