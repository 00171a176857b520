import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExpectedError, expectError, post, recordOf } from './support/expect-error.ts'
import { rpc, speakers } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, type WildCall, wildAgent } from './support/wild-agent.ts'

const SECRET = 'password=hunter2'
const HTML = `<html><body>Traceback: File "/srv/app.py" ${SECRET}</body></html>`
/** What of an upstream no caller and no record may see. */
const secret = /hunter2|Traceback|app\.py|127\.0\.0\.1|localhost|169\.254|ECONN|UND_ERR|undici/

const message = { message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'fine' }] } }
const answer =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}) =>
  (call: WildCall) => {
    call.response.writeHead(status, headers).end(body)
  }
const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }
const envelope = (call: WildCall, more: object) => JSON.stringify({ jsonrpc: '2.0', id: call.id, ...more })
const ownError = { code: -32050, message: 'Quota of the model is used up', data: { retry: 7, nested: [null, 'x'] } }

/** What the agent does, by the first word of the message. */
const deeds: Record<string, (call: WildCall) => unknown> = {
  html500: answer(500, HTML, html),
  html200: answer(200, HTML, html),
  refuse401: answer(401, JSON.stringify({ error: SECRET }), {
    ...json,
    'www-authenticate': 'Bearer realm="upstream-realm"',
  }),
  missing404: answer(404, HTML, html),
  redirect302: answer(302, '', { location: 'http://169.254.169.254/latest/meta-data/' }),
  redirect307: answer(307, '', { location: '/elsewhere' }),
  busy503: answer(503, HTML, { ...html, 'retry-after': '7' }),
  empty: answer(200, '', json),
  nothing204: answer(204, ''),
  garbage: answer(200, Buffer.from([0xe9, 0xe8, 0xff, 0x00, 0x80]), json),
  half: answer(200, '{"jsonrpc":"2.0","id"', json),
  array: answer(200, '[]', json),
  number: answer(200, '42', json),
  deep: answer(200, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, json),
  'wrong-id': (call) => answer(200, JSON.stringify({ jsonrpc: '2.0', id: 'another', result: message }), json)(call),
  'no-result': (call) => answer(200, envelope(call, {}), json)(call),
  'string-result': (call) => call.result(SECRET),
  'empty-result': (call) => call.result({}),
  'two-results': (call) => call.result({ ...message, task: task10('t') }),
  'task-without-status': (call) => call.result({ task: { id: 't' } }),
  'wrong-state': (call) => call.result({ task: task10('t', 'DOING_FINE') }),
  'broken-gzip': answer(200, Buffer.concat([gzipSync(JSON.stringify(message)).subarray(0, 20), Buffer.from('xx')]), {
    ...json,
    'content-encoding': 'gzip',
  }),
  'odd-encoding': answer(200, 'x', { ...json, 'content-encoding': 'zstd-or-so' }),
  hangup: (call) => call.request.socket.destroy(),
  'short-body': (call) => {
    call.response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"jsonrpc":')
    setTimeout(() => call.request.socket.destroy(), 20)
  },
  large: (call) => {
    call.response.writeHead(200, json)
    call.response.end(`"${'x'.repeat(11 * 1024 * 1024)}"`)
  },
  'large-header': (call) => call.response.writeHead(200, { ...json, 'x-large': 'x'.repeat(100_000) }).end(),
  own: (call) => answer(200, envelope(call, { error: ownError }), json)(call),
  own500: (call) => answer(500, envelope(call, { error: ownError }), json)(call),
  silent: () => {},
}
// Both ways of asking are answered alike: by one JSON body.
const cases: [string, ExpectedError][] = [
  ['html500', { code: -32006, reason: 'INVALID_AGENT_RESPONSE', message: /HTTP 500 with an HTML page/ }],
  ['html200', { code: -32006, reason: 'INVALID_AGENT_RESPONSE', message: /HTTP 200 with an HTML page/ }],
  ['refuse401', { code: -32603, reason: 'AGENT_ERROR', message: /refused the gateway's credentials \(HTTP 401\)/ }],
  ['missing404', { code: -32603, reason: 'AGENT_UNREACHABLE', message: /HTTP 404: no A2A agent.*Check its path/ }],
  [
    'redirect302',
    { code: -32006, reason: 'INVALID_AGENT_RESPONSE', message: /redirect \(HTTP 302\), which is not followed/ },
  ],
  ['redirect307', { code: -32006, reason: 'INVALID_AGENT_RESPONSE', message: /HTTP 307/ }],
  ['busy503', { code: -32603, reason: 'AGENT_UNREACHABLE', message: /HTTP 503/ }],
  ...[
    'empty',
    'nothing204',
    'garbage',
    'half',
    'array',
    'number',
    'deep',
    'wrong-id',
    'no-result',
    'string-result',
    'empty-result',
    'two-results',
    'task-without-status',
    'wrong-state',
    'broken-gzip',
    'odd-encoding',
    'large',
    'large-header',
  ].map((name): [string, ExpectedError] => [
    name,
    { code: -32006, reason: 'INVALID_AGENT_RESPONSE', message: /agent/ },
  ]),
  ['hangup', { code: -32603, reason: 'AGENT_UNREACHABLE', message: /closed the connection without an answer/ }],
  ['short-body', { code: -32603, reason: 'AGENT_UNREACHABLE', message: /cut before its end|closed the connection/ }],
  [
    'silent',
    { code: -32603, reason: 'AGENT_TIMEOUT', message: /no first event within 0\.5 s.*limits\.firstEventSeconds/ },
  ],
]

let agent: WildAgent
let gateway: TestGateway
const sockets = new Set<Socket>()
/** Accepts connections and says nothing. */
const mute = createServer((socket) => {
  sockets.add(socket)
  socket.on('error', () => {})
})

beforeAll(async () => {
  agent = await wildAgent((call) => (deeds[call.text] ?? ((call: WildCall) => call.result(message)))(call), card10)
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  const address = mute.address()
  const port = typeof address === 'object' ? address?.port : 0
  const limits = { firstEventSeconds: 0.5 }
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'agent', upstreams: [{ url: `${agent.url}/` }], limits },
        // The same, called in 0.3.
        { name: 'legacy', upstreams: [{ settings: { url: `${agent.url}/`, protocolVersion: '0.3' } }], limits },
        { name: 'refusing', upstreams: [{ url: 'http://127.0.0.1:1/' }] },
        { name: 'mute', upstreams: [{ url: `http://127.0.0.1:${port}/` }], limits },
      ],
    },
  })
  await cardFound(gateway, 'agent')
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => mute.close(resolve))
})

describe.each(speakers)('one answer, $version', ({ version, headers, send, stream, params }) => {
  test.each(cases)('%s', async (name, expected) => {
    verifies('bad-upstream')
    for (const method of [send, stream]) {
      const received = await post(gateway, 'agent', rpc(method, params(name)), { headers })
      const record = await expectError(gateway, version, received, { ...expected, record: 'error', secret })
      expect(record).toMatchObject({
        agentName: 'agent',
        upstream: 'upstream-1',
        version,
        streaming: method === stream,
      })
      expect(received.headers.has('www-authenticate')).toBe(false)
      // It goes on for the next caller.
      const next = await post(gateway, 'agent', rpc(send, params('hi')), { headers })
      expect(next.json).toHaveProperty('result')
    }
  })

  test.each([
    ['refusing', 'AGENT_UNREACHABLE', /refused the connection/],
    ['mute', 'AGENT_TIMEOUT', /no first event within 0\.5 s/],
  ])('%s: no answer at all', async (name, reason, message) => {
    verifies('bad-upstream')
    for (const method of [send, stream]) {
      const received = await post(gateway, name, rpc(method, params('hi')), { headers })
      await expectError(gateway, version, received, { code: -32603, reason, message, record: 'error', secret })
    }
  })

  test.each(['own', 'own500'])("%s: an agent's own error keeps its code, message and data", async (name) => {
    verifies('bad-upstream', 'errors')
    for (const [method, upstreamVersion, agentName] of [
      [send, '1.0', 'agent'],
      [stream, '1.0', 'agent'],
      [send, '0.3', 'legacy'],
      [stream, '0.3', 'legacy'],
    ] as const) {
      const received = await post(gateway, agentName, rpc(method, params(name), 'q'), { headers })
      expect(received.status).toBe(200)
      expect(received.json).toEqual({ jsonrpc: '2.0', id: 'q', error: ownError })
      const { code, message } = ownError
      const record = await recordOf(gateway, received)
      expect(record).toMatchObject({
        status: 'error',
        errorCode: 'AGENT_ERROR',
        jsonRpcCode: code,
        errorMessage: message,
        upstreamVersion,
      })
    }
  })

  test.each([
    [
      'gzip',
      (call: WildCall) =>
        answer(200, gzipSync(envelope(call, { result: message })), { ...json, 'content-encoding': 'gzip' })(call),
    ],
    ['BOM', (call: WildCall) => answer(200, `\ufeff${envelope(call, { result: message })}`, json)(call)],
    ['no-type', (call: WildCall) => answer(200, envelope(call, { result: message }))(call)],
    [
      'early-hints',
      (call: WildCall) => {
        call.response.writeProcessing()
        call.response.writeEarlyHints({ link: '</style.css>; rel=preload' })
        call.result(message)
      },
    ],
    [
      'trailers',
      (call: WildCall) => {
        call.response.writeHead(200, { ...json, trailer: 'x-checksum' })
        call.response.write(envelope(call, { result: message }))
        call.response.addTrailers({ 'x-checksum': 'abc' })
        call.response.end()
      },
    ],
    [
      'odd-keys',
      (call: WildCall) => {
        const odd = '"__proto__":{"polluted":true},"constructor":1'
        const text = envelope(call, { result: message }).replace('{', `{${odd},"id":"x","result":7,`)
        answer(200, text.replace('"messageId"', `${odd},"messageId":"first","messageId"`), json)(call)
      },
    ],
    ['null-error', (call: WildCall) => answer(200, envelope(call, { result: message, error: null }), json)(call)],
  ])('%s is read', async (name, deed) => {
    verifies('bad-upstream')
    deeds[name] = deed
    for (const method of [send, stream]) {
      const received = await post(gateway, 'agent', rpc(method, params(name)), { headers })
      const { result } = received.json
      expect((result.message ?? result).parts[0].text).toBe('fine')
      expect(received.text).not.toContain('checksum')
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    }
  })
})
