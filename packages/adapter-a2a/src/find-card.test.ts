import type { RequestListener } from 'node:http'
import type { GatewayError } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { a2aAdapter } from './a2a-adapter.ts'
import { hello, json, serve, testContext, waitFor } from './upstream.fixture.ts'

const CARD_1_0 = {
  name: 'Invoices',
  description: 'Reads invoices.',
  version: '2',
  supportedInterfaces: [{ url: 'http://elsewhere.example.com/', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
  capabilities: { streaming: false, pushNotifications: true },
  skills: [],
}
const CARD_0_2 = {
  name: 'Old',
  url: 'http://elsewhere.example.com/',
  version: '1',
  protocolVersion: '0.2.6',
  capabilities: { streaming: true },
}

/** Serves cards at paths and writes down every request. */
async function cards(
  at: Record<string, unknown>,
  otherwise: RequestListener = (_request, response) => response.writeHead(404).end(),
) {
  const asked: string[] = []
  const headers: Record<string, unknown>[] = []
  const upstream = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    const card = at[request.url ?? '']
    if (card === undefined) otherwise(request, response)
    else json(response, card)
  })
  return { ...upstream, asked, headers, [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose]() }
}

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isGatewayError(error)) throw error
  return error
}

test('it is looked for where configured, below the URL, and at the origin', async () => {
  await using upstream = await cards({ '/.well-known/agent.json': CARD_0_2 })
  const agent = a2aAdapter.connect({ url: `${upstream.url}a2a/rpc?x=1`, cardPath: '/cards/agent.json?tenant=7' })
  expect((await agent.getAgentCard()).name).toBe('Old')
  expect(upstream.asked).toEqual([
    'GET /cards/agent.json?tenant=7',
    'GET /a2a/rpc/.well-known/agent-card.json',
    'GET /a2a/rpc/.well-known/agent.json',
    'GET /.well-known/agent-card.json',
    'GET /.well-known/agent.json',
  ])
})

test('it tells traits, and sends the credential meant for this origin', async () => {
  await using upstream = await cards({ '/.well-known/agent-card.json': CARD_1_0 })
  const agent = a2aAdapter.connect({ url: upstream.url, headers: { 'x-key': 'secret' } })
  expect((await agent.getAgentCard()).name).toBe('Invoices')
  expect(agent.traits).toEqual({ tasks: true, streaming: false, push: true, resume: false, cancel: true })
  expect(upstream.headers).toEqual([
    expect.objectContaining({ 'x-key': 'secret', 'a2a-version': '1.0', accept: 'application/json' }),
  ])
})

test('a 0.2 card is called as 0.3', async () => {
  await using upstream = await cards({ '/.well-known/agent-card.json': CARD_0_2 })
  const agent = a2aAdapter.connect({ url: upstream.url })
  await agent.getAgentCard()
  const context = testContext({ version: '1.0' })
  await failure(agent.sendMessage(hello, context))
  expect(context.facts[0]).toMatchObject({ version: '0.3' })
})

test('what is no card is passed over, and the error says why each failed', async () => {
  await using upstream = await cards(
    { '/x': 'text', '/a/.well-known/agent.json': { hello: 1 } },
    (request, response) => {
      if (request.url === '/.well-known/agent-card.json')
        response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      else if (request.url === '/.well-known/agent.json') response.end('<html>password</html>')
      else response.writeHead(403).end('password')
    },
  )
  const error = await failure(
    a2aAdapter.connect({ url: `${upstream.url}a`, cardPath: '/x?token=secret' }).getAgentCard(),
  )
  expect(error.code).toBe('AGENT_CARD_NOT_FOUND')
  for (const part of [
    '/x (',
    '/a/.well-known/agent-card.json (HTTP 403)',
    '/a/.well-known/agent.json (',
    '/.well-known/agent-card.json (HTTP 302: redirects are not followed)',
    '/.well-known/agent.json (not JSON)',
    'cardPath',
  ]) {
    expect(error.message).toContain(part)
  }
  expect(error.message).not.toMatch(/password|secret|127\.0\.0\.1|169\.254/)
})

test('a card over 1 MiB is not read', async () => {
  await using upstream = await cards({
    '/.well-known/agent-card.json': { ...CARD_1_0, description: 'x'.repeat(1_100_000) },
  })
  expect((await failure(a2aAdapter.connect({ url: upstream.url }).getAgentCard())).message).toContain(
    'larger than 1 MiB',
  )
})

test('an agent that cannot be reached is tried once', async () => {
  const upstream = await cards({})
  await upstream[Symbol.asyncDispose]()
  const error = await failure(a2aAdapter.connect({ url: upstream.url }).getAgentCard())
  expect(error.message).toMatch(/Tried \/\.well-known\/agent-card\.json \(The agent refused the connection[^)]*\)\. If/)
})

test('whoever no longer wants it gets it no more', async () => {
  await using upstream = await cards({}, () => {})
  const abort = new AbortController()
  const card = a2aAdapter.connect({ url: upstream.url }).getAgentCard({ signal: abort.signal })
  await waitFor(() => upstream.asked.length === 1)
  abort.abort()
  expect((await failure(card)).code).toBe('CANCELED')
  await waitFor(async () => (await upstream.connections()) === 0, 1000)
})

test('no call fetches the card', async () => {
  await using upstream = await cards({ '/.well-known/agent-card.json': CARD_1_0 })
  const agent = a2aAdapter.connect({ url: upstream.url })
  await failure(agent.sendMessage(hello, testContext()))
  expect(upstream.asked).toEqual(['POST /'])
})
