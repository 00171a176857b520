import { rememberSource, sourceText } from '@gateway/core'
import { expect, test } from 'vitest'
import {
  connect,
  failure,
  hello,
  json,
  result,
  send,
  serve,
  serveRpc,
  stream,
  testContext,
} from './upstream.fixture.ts'

test('an answer that is sent on unchanged keeps its bytes, also numbers that a double cannot hold', async () => {
  const text = '{"message":{"messageId":"r","role":"ROLE_AGENT","parts":[{"data":{"n":9007199254740993}}],"x-new":1}}'
  await using upstream = await serveRpc(({ id }, response) => {
    response.end(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result": ${text} }`)
  })
  const answer = await send(upstream.url)
  expect(sourceText(answer, '1.0', 'JSONRPC')).toBe(text)
  expect(JSON.stringify(answer)).toBe(text)
})

test('an answer that had to be put right, or that its caller does not read, is written anew', async () => {
  const answers = {
    noZone: {
      task: { id: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING', timestamp: '2026-11-22T10:35:08.8' } },
    },
    legacyForm: { kind: 'message', messageId: 'r', role: 'agent', parts: [{ kind: 'text', text: 'x' }] },
    sound: result('x'),
  }
  await using upstream = await serveRpc(({ id, headers }, response) => {
    json(response, { jsonrpc: '2.0', id, result: answers[headers['a2a-case'] as keyof typeof answers] })
  })
  const agent = connect(upstream.url, { protocolVersion: '1.0' })
  const sourceOf = async (name: keyof typeof answers, version?: '0.3' | '1.0') => {
    const context = testContext({ headers: { 'a2a-case': name }, ...(version === undefined ? {} : { version }) })
    return sourceText(await agent.sendMessage(hello, context), '1.0', 'JSONRPC')
  }
  expect(await sourceOf('noZone')).toBeUndefined()
  expect(await sourceOf('legacyForm')).toBeUndefined()
  expect(await sourceOf('sound', '0.3')).toBeUndefined()
  expect(await sourceOf('sound', '1.0')).toBe(JSON.stringify(answers.sound))
  expect(await sourceOf('sound')).toBe(JSON.stringify(answers.sound))
})

test('a request is written from what was checked, never from the text it came in', async () => {
  const bodies: unknown[] = []
  await using upstream = await serveRpc(({ id, method, params, headers }, response) => {
    bodies.push([method, params, headers['a2a-version']])
    json(response, { jsonrpc: '2.0', id, error: { code: -32000, message: 'seen' } })
  })
  const request = { ...hello }
  rememberSource(request, {
    version: '1.0',
    binding: 'JSONRPC',
    text: JSON.stringify({ ...hello, 'x-unchecked': true }),
  })
  for (const version of ['1.0', '0.3'] as const) {
    await failure(connect(upstream.url).sendMessage(request, testContext({ version })))
  }
  expect(bodies).toEqual([
    ['SendMessage', hello, '1.0'],
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
