import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ExpectedError, expectError, post, recordOf } from './support/expect-error.ts'
import { rpc, speakers } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'

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
