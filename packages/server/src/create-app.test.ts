import { once } from 'node:events'
import { request } from 'node:http'
import { type Agent, defineAgent } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { ADMIN, call, echo, events, MEMBER, message, paths, update } from './app.fixture.ts'
import { createApp } from './create-app.ts'
import { listeningApp, servedAgent, testPorts, until } from './gateway.fixture.ts'

describe.each(paths)('over %s', (_name, start) => {
  test('a unary call is answered, and observed once', async () => {
    const ports = testPorts([servedAgent('echo', echo)])
    await using app = await start(ports)
    const response = await app.ask('/a2a/echo', call('SendMessage'))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(response.headers.get('x-gateway-overhead-ms')).toBe('1.00')
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: { message: { ...message, role: 'ROLE_AGENT' } },
    })
    expect(ports.calls).toMatchObject([
      {
        caller: { keyId: 'member' },
        agent: { id: 'id-echo', content: true },
        subject: { operation: 'sendMessage', version: '1.0', streaming: false },
        outcomes: [{ httpStatus: 200, requestBytes: call('SendMessage').body.length }],
      },
    ])
    await until(() => ports.options.activeCalls.count === 0, 'the call has ended')
  })

  test('what had to be put right stands beside the agent, for its administrator', async () => {
    const crooked = defineAgent({
      sendMessage: async (_request, context) => {
        context.observe({ type: 'repair', repair: 'timestamp-zone' })
        return { message: { ...message, role: 'ROLE_AGENT' } }
      },
    })
    await using app = await start(testPorts([servedAgent('echo', crooked)]))
    await app.ask('/a2a/echo', call('SendMessage'))
    const show = async (headers: Record<string, string>) => (await app.ask('/v1/agents/echo', { headers })).json()
    expect(await show(ADMIN)).toMatchObject({
      repairs: [
        {
          name: 'timestamp-zone',
          since: '2026-01-02T00:00:00.000Z',
          meaning: 'Times come without a zone; they are taken as UTC.',
        },
      ],
    })
    expect(await show(MEMBER)).not.toHaveProperty('repairs')
  })

  test('a stream is answered event by event, and observed once', async () => {
    const ports = testPorts([servedAgent('echo', echo)])
    await using app = await start(ports)
    const response = await app.ask('/a2a/id-echo/message/stream/', call('SendStreamingMessage'))
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    const text = await response.text()
    expect(events(text)).toEqual([1, 2, 3].map((n) => ({ jsonrpc: '2.0', id: 7, result: update(n) })))
    await until(() => ports.options.activeCalls.count === 0, 'the call has ended')
    expect(ports.calls[0]?.outcomes).toEqual([
      expect.objectContaining({ events: 3, responseBytes: text.length, error: undefined }),
    ])
  })

  test('a client that cancels a stream ends it below, as canceled', async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<unknown>()
    const { promise: waiting, resolve: wait } = Promise.withResolvers<void>()
    const waits = defineAgent({
      async *streamMessage(_request, { signal }) {
        yield update(1)
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            resolve(signal.reason)
            // As APIs of the platform do it.
            reject(new DOMException('The operation was aborted', 'AbortError'))
          })
          wait()
        })
      },
    })
    const ports = testPorts([servedAgent('echo', waits)])
    await using app = await start(ports)
    const response = await app.ask('/a2a/echo', call('SendStreamingMessage'))
    const reader = response.body?.getReader()
    await reader?.read()
    // The next event is waited for when it leaves.
    const pending = reader?.read()
    await waiting
    await reader?.cancel()
    expect((await pending)?.done).toBe(true)
    expect(await aborted).toMatchObject({ code: 'CANCELED' })
    await until(() => ports.options.activeCalls.count === 0, 'the call has ended')
    expect(ports.calls[0]?.outcomes).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ code: 'CANCELED' }), events: 1 }),
    ])
    expect(ports.logged).toEqual([])
  })

  test('a drain ends what is open with a clear word, whatever the agent throws', async () => {
    const waits = defineAgent({
      async *streamMessage(_request, { signal }) {
        yield update(1)
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('low-level')))
        })
      },
    })
    const ports = testPorts([servedAgent('echo', waits)])
    await using app = await start(ports)
    const response = await app.ask('/a2a/echo', call('SendStreamingMessage'))
    const [text] = await Promise.all([response.text(), ports.options.activeCalls.drain(0)])
    expect(events(text).at(-1)).toMatchObject({
      error: { code: -32000, message: expect.stringContaining('shutting down') },
    })
    const refused = await app.ask('/a2a/echo', call('SendMessage'))
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await app.ask('/health/ready')).status).toBe(503)
    expect((await app.ask('/health/live')).status).toBe(200)
  })

  test.each([
    ['no key', '/a2a/echo', {}, 401, 'UNAUTHENTICATED'],
    ['an unknown agent', '/a2a/nobody', MEMBER, 404, 'AGENT_NOT_FOUND'],
  ] as const)('%s: an error in the form of the protocol', async (_what, path, headers, status, code) => {
    const ports = testPorts([servedAgent('echo', echo)])
    await using app = await start(ports)
    const response = await app.ask(path, call('SendMessage', { message }, headers))
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32000 } })
    expect(ports.calls[0]?.outcomes).toEqual([
      expect.objectContaining({ httpStatus: status, error: expect.objectContaining({ code }) }),
    ])
  })

  test("the agent's refusal before the first event is an answer of its own", async () => {
    const ports = testPorts([servedAgent('echo', defineAgent({}))])
    await using app = await start(ports)
    const response = await app.ask('/a2a/echo', call('SendStreamingMessage'))
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ error: { code: -32004 } })
  })

  test('a stream without a single event is an error', async () => {
    const silent = defineAgent({ async *streamMessage() {} })
    await using app = await start(testPorts([servedAgent('echo', silent)]))
    expect(await (await app.ask('/a2a/echo', call('SendStreamingMessage'))).json()).toMatchObject({
      error: { code: -32006 },
    })
  })

  test('what was not foreseen is logged with the request id, and not told', async () => {
    const ports = testPorts([servedAgent('echo', echo)])
    await using app = await start(ports)
    const response = await app.ask('/a2a/echo', call('ListTasks', {}, { ...MEMBER, 'x-request-id': 'mine-1' }))
    const text = await response.text()
    expect(text).toContain('"code":-32603')
    expect(text).not.toContain('secret detail')
    expect(response.headers.get('x-request-id')).toBe('mine-1')
    expect(ports.logged).toEqual([{ err: expect.any(TypeError), requestId: 'mine-1' }])
  })

  test.each(['two words', 'x'.repeat(129), 'ü'])('a request id that is none (%j) is replaced', async (id) => {
    await using app = await start(testPorts([]))
    const response = await app.ask('/nothing', { headers: { 'x-request-id': id } })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a body over the limit of the agent, else of the gateway', async () => {
    const small = servedAgent('small', echo, { limits: { bodyBytes: 50 } })
    const ports = testPorts([servedAgent('echo', echo), small])
    await using app = await start(ports)
    expect((await app.ask('/a2a/small', call('SendMessage'))).status).toBe(413)
    expect((await app.ask('/a2a/echo', call('SendMessage'))).status).toBe(200)
    const long = call('SendMessage', { message: { ...message, parts: [{ text: 'x'.repeat(100_000) }] } })
    expect((await app.ask('/a2a/echo', long)).status).toBe(413)
  })

  test('the card: address, versions, cache, HEAD', async () => {
    const ports = testPorts([servedAgent('echo', echo)], { publicUrl: 'https://agents.example.com' })
    await using app = await start(ports)
    const path = '/a2a/echo/.well-known/agent-card.json'
    const response = await app.ask(path, { headers: MEMBER })
    expect(await response.json()).toMatchObject({ url: 'https://agents.example.com/a2a/echo', name: 'Echo' })
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{27}"$/)
    expect(response.headers.get('cache-control')).toBe('private, max-age=60')
    expect(response.headers.get('vary')).toBe('A2A-Version, Authorization, X-LiteLLM-Api-Key')
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const kept = await app.ask(path, { headers: { ...MEMBER, 'if-none-match': tags } })
      expect(kept.status).toBe(304)
      expect(await kept.text()).toBe('')
      expect(kept.headers.get('etag')).toBe(etag)
    }
    const modern = await app.ask('/v1/a2a/echo/.well-known/agent.json', {
      headers: { ...MEMBER, 'a2a-version': '1.0' },
    })
    expect(await modern.json()).not.toHaveProperty('url')
    expect(modern.headers.get('etag')).not.toBe(etag)
    const head = await app.ask(path, { method: 'HEAD', headers: MEMBER })
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(etag)
    expect(await head.text()).toBe('')
    expect((await app.ask(path)).status).toBe(401)
    expect((await app.ask('/a2a/nobody/.well-known/agent.json', { headers: MEMBER })).status).toBe(404)
    expect((await app.ask(path, { headers: { ...MEMBER, 'a2a-version': '9.9' } })).status).toBe(400)
  })

  test('a card of an agent that is not granted is refused', async () => {
    await using app = await start(testPorts([servedAgent('echo', echo), servedAgent('other', echo)]))
    expect((await app.ask('/a2a/other/.well-known/agent-card.json', { headers: MEMBER })).status).toBe(403)
    expect((await app.ask('/v1/agents/other', { headers: MEMBER })).status).toBe(403)
    const listed = async (headers: Record<string, string>) => (await app.ask('/v1/agents', { headers })).json()
    expect(await listed(MEMBER)).toEqual([expect.objectContaining({ agent_id: 'id-echo', agent_name: 'echo' })])
    expect(await listed(ADMIN)).toHaveLength(2)
  })

  test('what is not there, and what is asked in the wrong way', async () => {
    await using app = await start(testPorts([servedAgent('echo', echo)]))
    const nothing = await app.ask('/v2/<script>')
    expect(nothing.status).toBe(404)
    expect(nothing.headers.get('content-type')).toBe('application/json')
    expect(await nothing.json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
    const asked = await app.ask('/a2a/echo')
    expect(asked.status).toBe(404)
    expect(await asked.text()).toContain('POST JSON-RPC requests to /a2a/echo')
    expect((await app.ask('/a2a/echo', { method: 'OPTIONS' })).status).toBe(404)
  })

  test('not ready while the database is away', async () => {
    const ports = testPorts([], { ready: () => Promise.reject(new Error('no route to host')) })
    await using app = await start(ports)
    const response = await app.ask('/health/ready')
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('no route')
  })
})

test('over app.request() an unread stream pulls nothing ahead', async () => {
  let pulled = 0
  const counting: Agent = defineAgent({
    async *streamMessage() {
      for (;;) {
        pulled += 1
        yield update(1)
      }
    },
  })
  const response = await createApp(testPorts([servedAgent('echo', counting)]).options).request(
    '/a2a/echo',
    call('SendStreamingMessage'),
  )
  const reader = response.body?.getReader()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(pulled).toBe(1)
  await reader?.read()
  await reader?.read()
  expect(pulled).toBe(2)
  await reader?.cancel()
})

test('over a socket, a large answer that is still leaving outlives the drain', async () => {
  const large = 'x'.repeat(8_000_000)
  const agent = defineAgent({
    sendMessage: async () => ({ message: { messageId: 'a', role: 'ROLE_AGENT', parts: [{ text: large }] } }),
  })
  const ports = testPorts([servedAgent('echo', agent)])
  await using server = await listeningApp(ports.options)
  const { body, headers } = call('SendMessage')
  const sent = request(`${server.url}/a2a/echo`, { method: 'POST', headers })
  sent.end(body)
  const [response] = await once(sent, 'response')
  // The call has been answered; its reader is slow.
  await until(() => ports.calls[0]?.outcomes.length === 1, 'answered')
  expect(ports.options.activeCalls.count).toBe(1)
  const drained = ports.options.activeCalls.drain(10)
  let received = 0
  for await (const part of response) received += part.length
  await drained
  expect(received).toBeGreaterThan(large.length)
})
