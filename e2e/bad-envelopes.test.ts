import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ExpectedError, expectError, post, recordOf } from './support/expect-error.ts'
import { rpc, speaker10, speakers } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

let agent: WildAgent
let gateway: TestGateway
let key: string

beforeAll(async () => {
  agent = await wildAgent((call) => call.result({ task: task10(`t-${crypto.randomUUID()}`) }), card10)
  gateway = await testGateway({ config: { agents: [{ name: 'agent', upstreams: [{ url: `${agent.url}/` }] }] } })
  await cardFound(gateway, 'agent')
  key = await gateway.key(['agent'])
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})
afterEach(() => {
  agent.calls.length = 0
})

const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels)

describe.each(speakers)('the envelope, $version', (speaker) => {
  const { version, headers } = speaker
  const valid = rpc(speaker.send, speaker.params('hi'))
  const parse = { code: -32700, reason: 'PARSE_ERROR' }
  const envelope = { code: -32600, reason: 'INVALID_REQUEST' }
  const cases: [string, string, ExpectedError][] = [
    ['nothing', '', { ...parse, message: /not JSON.*too early/ }],
    ['text', 'hello', { ...parse, message: /not JSON.*position 0/ }],
    ['half of an object', '{"jsonrpc":"2.0","id":1,', { ...parse, message: /too early/ }],
    ['a trailing comma', '{"jsonrpc":"2.0",}', { ...parse, message: /position 17/ }],
    ['NUL characters', '\0\0\0', { ...parse, message: /position 0/ }],
    ['a raw NUL in a string', JSON.stringify(valid).replace('hi', 'h\0i'), { ...parse, message: /position/ }],
    ['an empty array', '[]', { ...envelope, message: /[Bb]atch.*one JSON-RPC request/ }],
    ['a batch', JSON.stringify([valid, valid]), { ...envelope, message: /[Bb]atch/ }],
    ['a number', '42', { ...envelope, message: /JSON-RPC request/ }],
    ['a number beyond 2^53', '12345678901234567890', { ...envelope, message: /JSON-RPC request|jsonrpc/ }],
    ['null', 'null', { ...envelope, message: /JSON-RPC request/ }],
    ['a string', '"x"', { ...envelope, message: /JSON-RPC request/ }],
    ['an empty object', '{}', { ...envelope, message: /^jsonrpc: must be "2\.0"/, field: 'jsonrpc' }],
    [
      'JSON-RPC 1.0',
      JSON.stringify({ ...valid, jsonrpc: '1.0' }),
      { ...envelope, message: /^jsonrpc: /, field: 'jsonrpc' },
    ],
    [
      'no jsonrpc',
      JSON.stringify({ ...valid, jsonrpc: undefined }),
      { ...envelope, message: /^jsonrpc: /, field: 'jsonrpc' },
    ],
    [
      'a number as method',
      JSON.stringify({ ...valid, method: 1 }),
      { ...envelope, message: /^method: must be a string/, field: 'method' },
    ],
    [
      'no method',
      JSON.stringify({ ...valid, method: undefined }),
      { ...envelope, message: /^method: /, field: 'method' },
    ],
    [
      'an object as id',
      JSON.stringify({ ...valid, id: {} }),
      { ...envelope, message: /^id: must be a string, a number or null/, field: 'id' },
    ],
    ['an array as id', JSON.stringify({ ...valid, id: [1] }), { ...envelope, message: /^id: /, field: 'id' }],
    ['a boolean as id', JSON.stringify({ ...valid, id: true }), { ...envelope, message: /^id: /, field: 'id' }],
    [
      '10,000 arrays within each other',
      nested(10_000),
      { ...envelope, message: /nested deeper than 200 levels.*flatter/ },
    ],
    [
      '10,000 objects within each other',
      nested(10_000, '{"a":', '}').replace(':}', ':1}'),
      { ...envelope, message: /nested deeper/ },
    ],
    [
      '10,000 levels within a message',
      JSON.stringify(rpc(speaker.send, { ...speaker.params('hi'), metadata: { deep: 'DEEP' } })).replace(
        '"DEEP"',
        nested(10_000),
      ),
      { ...envelope, message: /nested deeper/ },
    ],
    [
      'an unknown method',
      JSON.stringify({ ...valid, method: 'agent/sing' }),
      { code: -32601, reason: 'METHOD_NOT_FOUND', message: /agent\/sing/ },
    ],
    [
      'an inherited method',
      JSON.stringify({ ...valid, method: 'constructor' }),
      { code: -32601, reason: 'METHOD_NOT_FOUND' },
    ],
    [
      'a method of 10,000 characters',
      JSON.stringify({ ...valid, method: 'm'.repeat(10_000) }),
      { code: -32601, reason: 'METHOD_NOT_FOUND', message: /^.{1,200}$/ },
    ],
  ]
  test.each(cases)('%s', async (_name, body, expected) => {
    verifies('bad-input')
    const received = await post(gateway, 'agent', body, { key, headers })
    const record = await expectError(gateway, version, received, expected)
    expect(record).toMatchObject({
      agentName: 'agent',
      requestBytes: Buffer.byteLength(body),
      responseBytes: Buffer.byteLength(received.text),
    })
    expect(agent.calls).toEqual([])
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'x',
  ])('content type %s', async (type) => {
    verifies('bad-input')
    const received = await post(gateway, 'agent', valid, { key, headers: { ...headers, 'content-type': type } })
    await expectError(gateway, version, received, {
      code: -32005,
      reason: 'CONTENT_TYPE_NOT_SUPPORTED',
      message: /application\/json/,
    })
    expect(agent.calls).toEqual([])
  })

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/a2a+json'])(
    'content type %s is JSON',
    async (type) => {
      verifies('bad-input')
      const received = await post(gateway, 'agent', valid, { key, headers: { ...headers, 'content-type': type } })
      expect(received.json).toHaveProperty('result')
    },
  )

  test('bytes that are no UTF-8', async () => {
    verifies('bad-input')
    const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('"')])
    const response = await fetch(`${gateway.url}/a2a/agent`, {
      method: 'POST',
      body,
      headers: { ...headers, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
    const { error }: Wire = await response.json()
    expect(error.code).toBe(-32700)
  })
})

test.each(['9.9', '2.0', '1', 'one'])('A2A-Version %s', async (version) => {
  verifies('bad-input')
  const received = await post(gateway, 'agent', rpc('SendMessage', speaker10.params('hi')), {
    key,
    headers: { 'a2a-version': version },
  })
  expect(received.json.error).toMatchObject({ code: -32009, message: expect.stringContaining('1.0, 0.3') })
  expect(await recordOf(gateway, received)).toMatchObject({ status: 'refused', errorCode: 'VERSION_NOT_SUPPORTED' })
})

test.each([
  ['GET', '/a2a/agent/%00'],
  ['POST', '/a2a/%00'],
  ['POST', '/a2a/%E0%A4%A'],
  ['POST', '/a2a/..%2f..%2fetc'],
  ['POST', `/a2a/${'x'.repeat(5_000)}`],
  ['GET', '/v1/logs/%00'],
  ['GET', '/v1/logs?agent=%00'],
  ['GET', '/v1/logs?cursor=%00'],
  ['GET', '/v1/logs?limit=-1'],
  ['GET', '/v1/agents/__proto__'],
])('%s %.40s is answered', async (method, path) => {
  verifies('bad-input')
  const response = await gateway.request(path, method === 'POST' ? { body: rpc('SendMessage', {}) } : {})
  expect(response.status).toBeLessThan(500)
  expect(await response.json()).toBeTypeOf('object')
})
