import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Agent, GatewayError, StreamResponse } from '@gateway/core'
import { isGatewayError, rememberSource, sourceText } from '@gateway/core'
import { expect, test } from 'vitest'
import { a2aAdapter } from './a2a-adapter.ts'
import type { A2ASettings } from './settings.ts'
import { collect, hello, json, serve, serveRpc, testContext, waitFor } from './test-upstream.ts'

const connect = (url: string, settings: Partial<A2ASettings> = {}): Agent => a2aAdapter.connect({ url, ...settings })
const send = (url: string, settings: Partial<A2ASettings> = {}) =>
  connect(url, settings).sendMessage(hello, testContext({ version: '1.0' }))
const stream = (url: string, into: StreamResponse[] = [], settings: Partial<A2ASettings> = {}) =>
  collect(connect(url, settings).streamMessage(hello, testContext({ version: '1.0' })), into)

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!isGatewayError(error)) throw error
  expect(error.message).not.toMatch(/127\.0\.0\.1|password/)
  return error
}

const result = (text: string) => ({ message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text }] } })
const event = (id: unknown, text: string) => `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: result(text) })}\n\n`
const eventStream = (response: ServerResponse, headers = {}) =>
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
const textsOf = (events: readonly StreamResponse[]) => events.map(({ message }) => message?.parts[0]?.text)

test('an answer that is sent on unchanged keeps its bytes, also numbers that a double cannot hold', async () => {
  const text = '{"message":{"messageId":"r","role":"ROLE_AGENT","parts":[{"data":{"n":9007199254740993}}],"x-new":1}}'
  await using upstream = await serveRpc(({ id }, response) => {
    response.end(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result": ${text} }`)
  })
  const answer = await send(upstream.url)
  expect(sourceText(answer, '1.0', 'JSONRPC')).toBe(text)
  expect(JSON.stringify(answer)).toBe(text)
})

test('a request goes out as it came where the version is the same, else translated', async () => {
  const bodies: unknown[] = []
  await using upstream = await serveRpc(({ id, method, params, headers }, response) => {
    bodies.push([method, params, headers['a2a-version']])
    json(response, { jsonrpc: '2.0', id, error: { code: -32000, message: 'seen' } })
  })
  const request = { ...hello }
  rememberSource(request, { version: '1.0', binding: 'JSONRPC', text: JSON.stringify({ ...hello, 'x-source': true }) })
  for (const version of ['1.0', '0.3'] as const) {
    await failure(connect(upstream.url).sendMessage(request, testContext({ version })))
  }
  expect(bodies).toEqual([
    ['SendMessage', { ...hello, 'x-source': true }, '1.0'],
    [
      'message/send',
      {
        message: expect.objectContaining({ role: 'user', parts: [{ kind: 'text', text: 'hello' }] }),
      },
      '0.3',
    ],
  ])
})

test('only protocol headers and the trace go on from the caller', async () => {
  const seen: Record<string, unknown>[] = []
  await using upstream = await serveRpc(({ id, headers }, response) => {
    seen.push(headers)
    const spoken =
      headers['a2a-version'] === '0.3'
        ? { kind: 'message', messageId: 'r', role: 'agent', parts: [{ kind: 'text', text: 'x' }] }
        : result('x')
    json(response, { jsonrpc: '2.0', id, result: spoken })
  })
  const headers = {
    authorization: 'Bearer sk-caller',
    cookie: 'session=1',
    'x-litellm-api-key': 'sk-caller',
    'x-forwarded-for': '10.0.0.1',
    'a2a-version': '0.3',
    'a2a-extensions': 'https://example.com/ext',
    'a2a-future': 'yes',
  }
  const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'a=b' }
  const agent = connect(upstream.url, { headers: { Authorization: 'Bearer agent-secret' } })
  await agent.sendMessage(hello, testContext({ version: '1.0', headers, trace }))
  await agent.sendMessage(hello, testContext({ version: '0.3', headers, trace }))
  const [modern, legacy] = seen
  for (const sent of [modern, legacy]) {
    expect(sent).toMatchObject({ authorization: 'Bearer agent-secret', 'a2a-future': 'yes', ...trace })
    for (const name of ['cookie', 'x-litellm-api-key', 'x-forwarded-for']) expect(sent).not.toHaveProperty(name)
  }
  expect(modern).toMatchObject({ 'a2a-version': '1.0', 'a2a-extensions': 'https://example.com/ext' })
  expect(legacy).toMatchObject({ 'a2a-version': '0.3', 'x-a2a-extensions': 'https://example.com/ext' })
  expect(legacy).not.toHaveProperty('a2a-extensions')
})

test("an agent's own error keeps code, message and data, whatever the HTTP status", async () => {
  for (const status of [200, 400, 500, 503]) {
    await using upstream = await serveRpc(({ id }, response) => {
      json(
        response,
        { jsonrpc: '2.0', id, error: { code: -31401, message: 'Not for you', data: { why: 'x' } } },
        status,
      )
    })
    const error = await failure(send(upstream.url))
    expect([error.jsonRpcCode, error.message, error.jsonRpcData]).toEqual([-31401, 'Not for you', { why: 'x' }])
  }
})

test('an error whose id is null is taken, as servers answer what they could not read', async () => {
  await using upstream = await serveRpc((_request, response) => {
    json(response, { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } }, 400)
  })
  expect((await failure(send(upstream.url))).jsonRpcCode).toBe(-32700)
})

test.each([
  ['a wrong id', (id: unknown) => ({ jsonrpc: '2.0', id: `${id}x`, result: result('x') }), 'wrong id'],
  [
    'an error with a wrong id',
    (id: unknown) => ({ jsonrpc: '2.0', id: `${id}x`, error: { code: 1, message: 'm' } }),
    'wrong id',
  ],
  ['no jsonrpc member', (id: unknown) => ({ id, result: result('x') }), 'JSON-RPC'],
  ['neither result nor error', (id: unknown) => ({ jsonrpc: '2.0', id }), 'neither'],
  ['an array', () => [], 'JSON-RPC'],
  ['a result of the wrong form', (id: unknown) => ({ jsonrpc: '2.0', id, result: { message: { parts: 1 } } }), ''],
])('%s is an invalid answer', async (_name, answer, says) => {
  await using upstream = await serveRpc(({ id }, response) => json(response, answer(id)))
  const error = await failure(send(upstream.url))
  expect([error.code, error.message]).toEqual(['INVALID_AGENT_RESPONSE', expect.stringContaining(says)])
})

test.each([
  ['HTML', 200, 'text/html', '<h1>password=1</h1>', 'INVALID_AGENT_RESPONSE', 'HTTP 200 with an HTML page'],
  ['an empty body', 200, 'application/json', '', 'INVALID_AGENT_RESPONSE', 'HTTP 200 with an empty body'],
  ['a crash', 500, 'text/plain', 'password=1', 'INVALID_AGENT_RESPONSE', 'HTTP 500 with a body of type text/plain'],
  ['a stream for one answer', 200, 'text/event-stream', 'data: {}\n\n', 'INVALID_AGENT_RESPONSE', 'stream'],
  ['401', 401, 'application/json', '{"password":1}', 'AGENT_ERROR', "refused the gateway's credentials"],
  ['403', 403, 'text/html', 'password', 'AGENT_ERROR', "refused the gateway's credentials"],
  ['404', 404, 'application/json', '{"detail":"Not Found"}', 'AGENT_UNREACHABLE', 'registered URL answered HTTP 404'],
  ['a redirect', 307, 'text/plain', '', 'INVALID_AGENT_RESPONSE', 'redirect'],
])('%s', async (_name, status, type, body, code, says) => {
  await using upstream = await serveRpc((_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  )
  const error = await failure(send(upstream.url))
  expect([error.code, error.message]).toEqual([code, expect.stringContaining(says)])
  if (type !== 'text/event-stream') expect((await failure(stream(upstream.url))).code).toBe(code)
})

test.each([429, 503])('HTTP %i may be tried again when the agent says', async (status) => {
  await using upstream = await serveRpc((_request, response) =>
    response.writeHead(status, { 'retry-after': '7' }).end('busy'),
  )
  const error = await failure(send(upstream.url))
  expect([error.code, error.retryable, error.retryAfter]).toEqual(['AGENT_UNREACHABLE', true, 7])
})

test('nobody listens', async () => {
  const upstream = await serve(() => {})
  await upstream[Symbol.asyncDispose]()
  for (const call of [send(upstream.url), stream(upstream.url)]) {
    const error = await failure(call)
    expect([error.code, error.retryable]).toEqual(['AGENT_UNREACHABLE', true])
  }
})

test('limits are named as they are set', async () => {
  await using upstream = await serveRpc(() => {})
  const error = await failure(send(upstream.url, { limits: { totalSeconds: 0.05 } }))
  expect([error.code, error.message]).toEqual(['AGENT_TIMEOUT', expect.stringContaining('limits.totalSeconds')])
  const first = await failure(stream(upstream.url, [], { limits: { firstEventSeconds: 0.05 } }))
  expect([first.code, first.message]).toEqual(['AGENT_TIMEOUT', expect.stringContaining('limits.firstEventSeconds')])
})

test.each([
  ['plain', (body: string) => body, {}],
  ['with a BOM', (body: string) => `\uFEFF${body}`, {}],
  ['with CRLF', (body: string) => body.replaceAll('\n', '\r\n'), {}],
  [
    'with comments, ids and empty events',
    (body: string) => `: hi\n\ndata:\n\n${body.replaceAll('data:', 'id: 1\ndata:')}`,
    {},
  ],
  ['without its last line end', (body: string) => body.trimEnd(), {}],
  ['gzip', (body: string) => gzipSync(Buffer.from(body)), { 'content-encoding': 'gzip' }],
] as const)('a stream %s', async (_name, write, headers) => {
  await using upstream = await serveRpc(({ id }, response) => {
    response.writeProcessing()
    eventStream(response, { trailer: 'x-end', ...headers }).write(
      write(event(id, 'a') + event(id, 'b') + event(id, 'ü')),
    )
    response.addTrailers({ 'x-end': '1' })
    response.end()
  })
  expect(textsOf(await stream(upstream.url))).toEqual(['a', 'b', 'ü'])
})

test('events of every kind, as they came', async () => {
  const status = { state: 'TASK_STATE_WORKING', timestamp: '2026-01-01T00:00:00.000Z' }
  const results = [
    { task: { id: 't', contextId: 'c', status, generation: 1 } },
    { statusUpdate: { taskId: 't', contextId: 'c', status } },
    { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text: 'x' }] } } },
    result('m'),
  ]
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).end(
      results.map((value) => `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: value })}\n\n`).join(''),
    )
  })
  const events = await stream(upstream.url)
  expect(events).toEqual(results)
  expect(events.map((value) => sourceText(value, '1.0', 'JSONRPC'))).toEqual(
    results.map((value) => JSON.stringify(value)),
  )
})

test('a plain answer to a streaming call is one event, or its error', async () => {
  await using upstream = await serveRpc(({ id }, response) =>
    json(response, { jsonrpc: '2.0', id, result: result('only') }),
  )
  expect(textsOf(await stream(upstream.url))).toEqual(['only'])
  await using refusing = await serveRpc(({ id }, response) =>
    json(response, { jsonrpc: '2.0', id, error: { code: -32004, message: 'No streams' } }),
  )
  expect((await failure(stream(refusing.url))).jsonRpcCode).toBe(-32004)
})

test.each([
  ['nothing', () => '', 'INVALID_AGENT_RESPONSE', -32006, 0],
  ['only comments', () => ': ping\n\n: ping\n\n', 'INVALID_AGENT_RESPONSE', -32006, 0],
  ['what is not JSON', (id: unknown) => `${event(id, 'a')}data: {"jsonrpc"\n\n`, 'INVALID_AGENT_RESPONSE', -32006, 1],
  ['a wrong id', (id: unknown) => event(id, 'a') + event('other', 'b'), 'INVALID_AGENT_RESPONSE', -32006, 1],
  [
    'a broken event at its end',
    (id: unknown) => event(id, 'a') + event(id, 'b').slice(0, 30),
    'INVALID_AGENT_RESPONSE',
    -32006,
    1,
  ],
  [
    'an error at once',
    (id: unknown) => `data: {"jsonrpc":"2.0","id":"${id}","error":{"code":-32001,"message":"gone"}}\n\n`,
    'TASK_NOT_FOUND',
    -32001,
    0,
  ],
  [
    'an error later',
    (id: unknown) =>
      `${event(id, 'a')}event: error\ndata: {"jsonrpc":"2.0","id":"${id}","error":{"code":-31000,"message":"late"}}\n\n`,
    'AGENT_ERROR',
    -31000,
    1,
  ],
] as const)('a stream of %s fails after what came before', async (_name, body, code, jsonRpc, before) => {
  await using upstream = await serveRpc(({ id }, response) => eventStream(response).end(body(id)))
  const seen: StreamResponse[] = []
  const error = await failure(stream(upstream.url, seen))
  expect([error.code, error.jsonRpcCode, seen.length]).toEqual([code, jsonRpc, before])
})

test('a stream that is cut fails after its events and stays ended', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).write(event(id, 'a'), () => setTimeout(() => response.destroy(), 20))
  })
  const events = connect(upstream.url)
    .streamMessage(hello, testContext({ version: '1.0' }))
    [Symbol.asyncIterator]()
  expect((await events.next()).done).toBe(false)
  const error = await failure(events.next())
  expect([error.code, error.message]).toEqual(['AGENT_UNREACHABLE', expect.stringContaining('cut')])
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('a broken gzip stream', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    const packed = gzipSync(Buffer.from(event(id, 'a'.repeat(1000)).repeat(20)))
    eventStream(response, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2))
  })
  expect((await failure(stream(upstream.url))).code).toBe('INVALID_AGENT_RESPONSE')
})

test('an event of 50 MiB is refused before it is whole, with flat memory', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response).write(event(id, 'a'))
    const part = 'x'.repeat(1024 * 1024)
    let written = 0
    const more = () => {
      while (!response.destroyed && written++ < 50)
        if (!response.write(`${written === 1 ? 'data: ' : ''}${part}`)) return
      response.end('\n\n')
    }
    response.on('drain', more)
    more()
  })
  const seen: StreamResponse[] = []
  const error = await failure(stream(upstream.url, seen))
  expect([error.code, error.message, seen.length]).toEqual([
    'INVALID_AGENT_RESPONSE',
    expect.stringContaining('limits.eventBytes'),
    1,
  ])
  await waitFor(async () => (await upstream.connections()) === 0)
})

test('a stream that never ends is held back by a slow reader and freed by leaving', async () => {
  let written = 0
  let stalled = false
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response)
    const one = event(id, 'x'.repeat(1000))
    const more = () => {
      stalled = false
      while (!response.destroyed) {
        written++
        if (!response.write(one)) {
          stalled = true
          return
        }
      }
    }
    response.on('drain', more)
    more()
  })
  const events = connect(upstream.url).streamMessage(hello, testContext({ version: '1.0' }))
  let read = 0
  for await (const _event of events) {
    if (++read === 10) {
      await waitFor(() => stalled)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(stalled).toBe(true)
      // What the sockets' buffers hold on both sides, and no more.
      expect(written).toBeLessThan(20_000)
    }
    if (read === 2000) break
  }
  await waitFor(async () => (await upstream.connections()) === 0, 1000)
})

test.each(['while it waits for the answer', 'between events', 'of a unary call'])(
  'an abort %s frees the upstream',
  async (when) => {
    await using upstream = await serveRpc(({ id }, response) => {
      if (when === 'between events') eventStream(response).write(event(id, 'a'))
    })
    const abort = new AbortController()
    const context = testContext({ version: '1.0', signal: abort.signal })
    const agent = connect(upstream.url)
    const events = agent.streamMessage(hello, context)[Symbol.asyncIterator]()
    if (when === 'between events') await events.next()
    const pending = when === 'of a unary call' ? agent.sendMessage(hello, context) : events.next()
    await waitFor(async () => (await upstream.connections()) === 1)
    abort.abort()
    expect((await failure(pending)).code).toBe('CANCELED')
    await waitFor(async () => (await upstream.connections()) === 0, 1000)
  },
)

test('leaving before the first event frees the upstream', async () => {
  await using upstream = await serveRpc(() => {})
  const events = connect(upstream.url)
    .streamMessage(hello, testContext({ version: '1.0' }))
    [Symbol.asyncIterator]()
  const pending = events.next().catch(() => {})
  await waitFor(async () => (await upstream.connections()) === 1)
  await events.return?.()
  await waitFor(async () => (await upstream.connections()) === 0, 1000)
  await pending
})

test('many readers that leave in the middle of their streams do no harm', async () => {
  await using upstream = await serveRpc(({ id }, response) => {
    eventStream(response)
    const timer = setInterval(() => response.write(event(id, 'x').repeat(20)), 1)
    response.on('close', () => clearInterval(timer))
  })
  const agent = connect(upstream.url)
  const leave = async (after: number) => {
    const abort = new AbortController()
    let read = 0
    for await (const _event of agent.streamMessage(hello, testContext({ version: '1.0', signal: abort.signal }))) {
      if (++read < after) continue
      if (after % 2 === 0) break
      abort.abort()
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => leave(index)))
  for (const [index, end] of ends.entries()) {
    if (index % 2 === 0) expect(end.status).toBe('fulfilled')
    else expect(end.status === 'rejected' && isGatewayError(end.reason) && end.reason.code).toBe('CANCELED')
  }
  await waitFor(async () => (await upstream.connections()) === 0)
})
