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

describe.each(speakers)('a message, $version', (speaker) => {
  const { version, headers } = speaker
  const invalid = { code: -32602, reason: 'INVALID_PARAMS' }
  const { message } = speaker.params('hi')
  const part = speaker.text('hi')
  const otherKind = version === '1.0' ? { text: 'hi', url: 'https://example.com/' } : { kind: 'text', data: {} }
  const cases: [string, unknown, ExpectedError][] = [
    ['no params', undefined, { ...invalid, message: /^params: an object is expected/, field: 'params' }],
    ['null as params', null, { ...invalid, message: /^params: /, field: 'params' }],
    ['an array as params', [], { ...invalid, message: /^params: an object.*found an array/, field: 'params' }],
    ['empty params', {}, { ...invalid, message: /^message: an object is expected; found nothing/, field: 'message' }],
    ['null as message', { message: null }, { ...invalid, message: /^message: /, field: 'message' }],
    [
      'a string as message',
      { message: 'hi' },
      { ...invalid, message: /^message: an object.*found a string/, field: 'message' },
    ],
    ['an empty message', { message: {} }, { ...invalid, message: /^message\.(role|messageId): / }],
    [
      'no messageId',
      { message: { ...message, messageId: undefined } },
      { ...invalid, message: /^message\.messageId: a string/, field: 'message.messageId' },
    ],
    [
      'an empty messageId',
      { message: { ...message, messageId: '' } },
      { ...invalid, message: /^message\.messageId: /, field: 'message.messageId' },
    ],
    [
      'no parts',
      { message: { ...message, parts: undefined } },
      { ...invalid, message: /^message\.parts: an array/, field: 'message.parts' },
    ],
    [
      'null as parts',
      { message: { ...message, parts: null } },
      { ...invalid, message: /^message\.parts: /, field: 'message.parts' },
    ],
    [
      'an object as parts',
      { message: { ...message, parts: {} } },
      { ...invalid, message: /^message\.parts: /, field: 'message.parts' },
    ],
    [
      'empty parts',
      { message: { ...message, parts: [] } },
      { ...invalid, message: /^message\.parts: at least one part/, field: 'message.parts' },
    ],
    [
      'null as a part',
      { message: { ...message, parts: [part, null] } },
      { ...invalid, message: /^message\.parts\[1\]: /, field: 'message.parts[1]' },
    ],
    [
      'a part without content',
      { message: { ...message, parts: [{ metadata: {} }] } },
      { ...invalid, message: /^message\.parts\[0\]/ },
    ],
    [
      'two contents in a part',
      { message: { ...message, parts: [part, otherKind] } },
      { ...invalid, message: /^message\.parts\[1\]/ },
    ],
    [
      'a number as text',
      { message: { ...message, parts: [{ ...part, text: 7 }] } },
      { ...invalid, message: /^message\.parts\[0\]\.text: /, field: 'message.parts[0].text' },
    ],
    [
      'no role',
      { message: { ...message, role: undefined } },
      { ...invalid, message: /^message\.role: it must be /, field: 'message.role' },
    ],
    [
      'a wrong role',
      { message: { ...message, role: 'system' } },
      { ...invalid, message: /^message\.role: it must be /, field: 'message.role' },
    ],
    [
      'the role of the agent',
      { message: { ...message, role: speaker.agent } },
      { ...invalid, message: /only the agent itself/, field: 'message.role' },
    ],
    [
      'a number as taskId',
      { message: { ...message, taskId: 1 } },
      { ...invalid, message: /^message\.taskId: /, field: 'message.taskId' },
    ],
    ['an array as metadata', { message, metadata: [] }, { ...invalid, message: /^metadata: /, field: 'metadata' }],
    [
      'a string as configuration',
      { message, configuration: 'x' },
      { ...invalid, message: /^configuration: /, field: 'configuration' },
    ],
    [
      'a negative historyLength',
      { message, configuration: { historyLength: -1 } },
      { ...invalid, message: /historyLength/, field: 'configuration.historyLength' },
    ],
    [
      'strings that inherit',
      { message: { __proto__: null, ...message, parts: 'constructor' } },
      { ...invalid, field: 'message.parts' },
    ],
  ]
  test.each(cases)('%s', async (_name, params, expected) => {
    verifies('bad-input')
    for (const method of [speaker.send, speaker.stream]) {
      const received = await post(gateway, 'agent', rpc(method, params), { key, headers })
      expect(received.headers.get('content-type')).toBe('application/json')
      await expectError(gateway, version, received, expected)
    }
    expect(agent.calls).toEqual([])
  })

  test.each([
    ['get', {}],
    ['get', { id: '' }],
    ['get', { id: 7 }],
    ['get', null],
    ['cancel', {}],
    ['subscribe', { id: null }],
  ] as const)('%s with %j', async (operation, params) => {
    verifies('bad-input')
    const received = await post(gateway, 'agent', rpc(speaker[operation], params), { key, headers })
    await expectError(gateway, version, received, {
      ...invalid,
      message: /^(id|params): /,
      field: params === null ? 'params' : 'id',
    })
  })

  test('duplicate keys: the last one counts, for the gateway and the agent alike', async () => {
    verifies('bad-input')
    const params = JSON.stringify(speaker.params('last'))
    const body = `{"jsonrpc":"1.0","id":{},"method":"nope","params":{"message":7},"jsonrpc":"2.0","id":"b","method":"${speaker.send}","params":${params}}`
    const received = await post(gateway, 'agent', body, { key, headers })
    expect(received.json).toMatchObject({ id: 'b', result: {} })
    expect(agent.calls).toHaveLength(1)
    expect(agent.calls[0]?.text).toBe('last')
    expect(agent.calls[0]?.body).not.toContain('"message":7')
  })

  test('__proto__, constructor and toString are members like any other', async () => {
    verifies('bad-input')
    const odd =
      '"__proto__":{"polluted":true,"role":"ROLE_AGENT"},"constructor":{"prototype":{"polluted":true}},"toString":1'
    const params = JSON.stringify(speaker.params('hi')).replace(
      '"message":{',
      `${odd},"metadata":{${odd}},"message":{${odd},`,
    )
    const received = await post(
      gateway,
      'agent',
      `{${odd},"jsonrpc":"2.0","id":1,"method":"${speaker.send}","params":${params}}`,
      { key, headers },
    )
    expect(received.json).toHaveProperty('result')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(agent.calls[0]?.text).toBe('hi')
    expect(await recordOf(gateway, received)).toMatchObject({ status: 'ok' })
  })

  test('NUL characters and lone surrogates', async () => {
    verifies('bad-input')
    const body = JSON.stringify(rpc(speaker.send, speaker.params('TEXT', { contextId: 'CONTEXT' })))
      .replace('TEXT', 'a\\u0000b\\ud800c')
      .replace('CONTEXT', 'x\\u0000\\udfff')
    const received = await post(gateway, 'agent', body, { key, headers })
    expect(received.json).toHaveProperty('result')
    expect(agent.calls[0]?.text).toBe('a\0b\ud800c')
    expect(await recordOf(gateway, received)).toMatchObject({
      status: 'ok',
      request: { message: { parts: [{ text: 'a\0b\ud800c' }] } },
    })
    for (const id of ['"\\u0000"', '"\\ud800"']) {
      const got = await post(
        gateway,
        'agent',
        `{"jsonrpc":"2.0","id":${id},"method":"${speaker.get}","params":{"id":${id}}}`,
        { key, headers },
      )
      expect(got.text).toContain(`"id":${id}`)
      await expectError(gateway, version, got, { code: -32001, reason: 'TASK_NOT_FOUND' })
    }
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
