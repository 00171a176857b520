import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { sdkAgent03 } from './support/sdk-agent-0-3.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

let gateway: TestGateway
let modern: TestServer
let legacy: TestServer

beforeAll(async () => {
  modern = await sdkAgent({ legacy: true })
  legacy = await sdkAgent03()
  gateway = await testGateway()
  await gateway.json('/v1/agents', { body: { name: 'modern', url: `${modern.url}/` } })
  await gateway.json('/v1/agents', { body: { name: 'legacy', url: `${legacy.url}/` } })
  await cardFound(gateway, 'modern')
  await cardFound(gateway, 'legacy')
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await modern[Symbol.asyncDispose]()
  await legacy[Symbol.asyncDispose]()
})

describe.each(['modern', 'legacy'])('the card of %s', (agent) => {
  const base = () => `/a2a/${agent}/.well-known`

  test('for a 0.3 reader and for one that says nothing', async () => {
    verifies('card')
    for (const path of ['agent-card.json', 'agent.json']) {
      for (const headers of [{}, { 'A2A-Version': '0.3' }]) {
        const card = await gateway.json(`${base()}/${path}`, { headers })
        expect(card).toMatchObject({
          protocolVersion: '0.3.0',
          url: `${gateway.url}/a2a/${agent}`,
          preferredTransport: 'JSONRPC',
          version: '1.2.3',
          description: 'Does what the text says.',
          defaultInputModes: ['text/plain'],
          skills: [{ id: 'script' }],
          security: [{ gatewayKey: [] }],
          securitySchemes: { gatewayKey: { type: 'http', scheme: 'bearer' } },
        })
        expect(card.supportedInterfaces).toHaveLength(2)
      }
    }
  })

  test('for a 1.0 reader', async () => {
    verifies('card')
    const card = await gateway.json(`${base()}/agent-card.json`, { headers: { 'A2A-Version': '1.0' } })
    const url = `${gateway.url}/a2a/${agent}`
    expect(card.supportedInterfaces).toEqual([
      { url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' },
      { url, protocolBinding: 'JSONRPC', protocolVersion: '0.3' },
    ])
    expect(card).not.toHaveProperty('url')
    expect(card).not.toHaveProperty('protocolVersion')
    expect(card.securitySchemes.gatewayKey.httpAuthSecurityScheme.scheme).toBe('bearer')
    expect(card.securityRequirements).toEqual([{ schemes: { gatewayKey: { list: [] } } }])
    expect(card.capabilities).toMatchObject({ streaming: true, pushNotifications: true })
  })

  test('tells nothing of the upstream, and no signature', async () => {
    verifies('card')
    for (const headers of [{}, { 'A2A-Version': '1.0' }]) {
      const text = JSON.stringify(await gateway.json(`${base()}/agent-card.json`, { headers }))
      expect(text).not.toContain(new URL(agent === 'modern' ? modern.url : legacy.url).host)
      expect(text).not.toContain('signatures')
    }
    const key = await gateway.key([agent])
    const listed = JSON.stringify(await gateway.json('/v1/agents', { key }))
    expect(listed).toContain('Does what the text says.')
    expect(listed).not.toContain(new URL(agent === 'modern' ? modern.url : legacy.url).host)
  })

  test('can be kept: ETag, Cache-Control, Vary', async () => {
    verifies('card')
    const response = await gateway.request(`${base()}/agent-card.json`)
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{20,}"$/)
    expect(response.headers.get('cache-control')).toContain('max-age=')
    expect(response.headers.get('vary')).toContain('A2A-Version')
    const again = await gateway.request(`${base()}/agent-card.json`, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    const other = await gateway.request(`${base()}/agent-card.json`, {
      headers: { 'If-None-Match': etag, 'A2A-Version': '1.0' },
    })
    expect(other.status).toBe(200)
  })
})

test('addresses come from PUBLIC_URL, else from the origin; forwarded headers only from a trusted proxy', async () => {
  verifies('card')
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example.com' }
  const urlAt = async (tested: TestGateway) =>
    (await tested.json('/a2a/hello/.well-known/agent-card.json', { headers: forwarded })).url
  await using plain = await testGateway()
  expect(await urlAt(plain)).toBe(`${plain.url}/a2a/hello`)
  await using behind = await testGateway({ variables: { TRUSTED_PROXIES: '127.0.0.0/8' } })
  expect(await urlAt(behind)).toBe('https://evil.example.com/a2a/hello')
  await using fixed = await testGateway({
    variables: { PUBLIC_URL: 'https://agents.example.com/base/', TRUSTED_PROXIES: '127.0.0.1' },
  })
  expect(await urlAt(fixed)).toBe('https://agents.example.com/base/a2a/hello')
})

describe('the search for a card', () => {
  const card = {
    name: 'Found',
    description: 'Found it.',
    version: '3',
    protocolVersion: '0.3.0',
    url: 'http://elsewhere.example.com/',
    capabilities: {},
    defaultInputModes: [],
    defaultOutputModes: [],
    skills: [],
  }

  test('never holds up a registration or a call, and goes on until the card is there', async () => {
    verifies('card-search')
    let up = false
    let asked = 0
    const posts: string[] = []
    await using server = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      if (request.method === 'GET') {
        asked += 1
        if (!up) return // Never answered.
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(card))
        return
      }
      posts.push(request.url ?? '')
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id: JSON.parse(body).id,
          result: { message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'hi' }] } },
        }),
      )
    })
    const started = performance.now()
    const created = await gateway.json('/v1/agents', {
      body: { name: 'slow-card', description: 'By its operator.', url: `${server.url}/rpc` },
    })
    const message = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
    expect((await gateway.call('slow-card', 'SendMessage', message)).result.message.parts[0].text).toBe('hi')
    const minimal = await gateway.json('/a2a/slow-card/.well-known/agent-card.json')
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(created.card_state.state).toBe('searching')
    expect(minimal).toMatchObject({
      name: 'slow-card',
      description: 'By its operator.',
      url: `${gateway.url}/a2a/slow-card`,
    })
    expect(minimal.skills.length).toBeGreaterThan(0)
    up = true
    // The first look is given up after ten seconds; saying anew where the agent is begins another at once.
    await gateway.json(`/v1/agents/slow-card`, { method: 'PATCH', body: { url: `${server.url}/rpc2` } })
    await cardFound(gateway, 'slow-card')
    expect(await gateway.json('/a2a/slow-card/.well-known/agent-card.json')).toMatchObject({
      name: 'Found',
      url: `${gateway.url}/a2a/slow-card`,
    })
    // The registered address is the one that is called, whatever the card says; and no call looks for a card.
    const before = asked
    await gateway.call('slow-card', 'SendMessage', message)
    expect(posts).toEqual(['/rpc', '/rpc2'])
    expect(asked).toBe(before)
  })

  test.each([
    ['/sub/agent/.well-known/agent-card.json', {}],
    ['/sub/agent/.well-known/agent.json', {}],
    ['/.well-known/agent-card.json', {}],
    ['/.well-known/agent.json', {}],
    ['/cards/mine?tenant=a', { cardPath: '/cards/mine?tenant=a' }],
  ])('finds it at %s', async (path, settings) => {
    verifies('card-search')
    await using server = await serve((request, response) => {
      if (request.url !== path) {
        response.writeHead(404).end()
        return
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(card))
    })
    const name = `at ${path.replaceAll(/\W/g, '-')}`
    await gateway.json('/v1/agents', { body: { name, upstreams: [{ url: `${server.url}/sub/agent`, settings }] } })
    await cardFound(gateway, name)
    expect((await gateway.json(`/v1/agents/${encodeURIComponent(name)}`)).stored_card.name).toBe('Found')
  })

  test('that finds none says where it looked', async () => {
    verifies('card-search')
    await using server = await serve((_request, response) => response.writeHead(404).end('secret body'))
    await gateway.json('/v1/agents', { body: { name: 'cardless', url: `${server.url}/` } })
    const view = await eventually(
      () => gateway.json('/v1/agents/cardless'),
      ({ card_state }) => card_state.state === 'missing',
    )
    expect(view.card_state.error).toContain('/.well-known/agent-card.json')
    expect(view.card_state.error).toContain('404')
    expect(JSON.stringify(view)).not.toContain('secret body')
  })
})
