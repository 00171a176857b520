import { gatewayError, rememberSource, type StreamResponse } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import type { HttpExchange } from './http-exchange.ts'
import { jsonRpcBinding } from './json-rpc-binding.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

function open(headers: Record<string, string> = JSON_TYPE) {
  const exchange: HttpExchange = {
    method: 'POST',
    headers,
    query: new URLSearchParams(),
    ip: undefined,
    origin: 'http://localhost',
    signal: AbortSignal.abort(),
    abort() {},
    whenClosed: (act) => act(),
    text: async () => '',
  }
  return jsonRpcBinding.open(exchange)
}

const LENIENT = { strictVersion: false }
const GET_0_3 = '"method":"tasks/get","params":{"id":"t1"}'
const GET_1_0 = '"method":"GetTask","params":{"id":"t1"}'
const request = (id: string, rest = GET_0_3) => `{"jsonrpc":"2.0","id":${id},${rest}}`

/** An opened call that has read a request. */
function decoded(body = request('1'), headers?: Record<string, string>) {
  const call = open(headers)
  call.decode(body, LENIENT)
  return call
}

function refusal(body: string, headers?: Record<string, string>, options = LENIENT) {
  const call = open(headers)
  try {
    call.decode(body, options)
  } catch (error) {
    return { error, reply: call.errorReply(gatewayError('INVALID_REQUEST', 'said')) }
  }
  throw new Error('was read')
}

describe('id', () => {
  test.each([
    '1',
    '0',
    '-7',
    '1.5',
    '1e3',
    '12345678901234567890',
    '"one"',
    '""',
    '"a\\"b\\\\"',
    '"\\u00e9\\n\\ud83d\\ude00"',
    '"é 😀 \u2028"',
    'null',
  ])('%s comes back as it was sent, in answers, errors and events', (id) => {
    const call = decoded(request(id))
    expect(call.answerReply('{}').body).toBe(`{"jsonrpc":"2.0","id":${id},"result":{}}`)
    expect(call.errorReply(gatewayError('TASK_NOT_FOUND', 'no')).body).toContain(`"id":${id},"error"`)
    expect(call.encodeErrorEvent(gatewayError('TASK_NOT_FOUND', 'no'))).toContain(`"id":${id},"error"`)
  })

  test('an absent one is null; of several the last one counts, as everywhere in JSON', () => {
    expect(decoded(`{"jsonrpc":"2.0",${GET_0_3}}`).answerReply('{}').body).toContain('"id":null')
    expect(decoded(`{"id":1,"jsonrpc":"2.0","id":"two",${GET_0_3}}`).answerReply('{}').body).toContain('"id":"two"')
    expect(decoded(`{"jsonrpc":"2.0",${GET_0_3},"i\\u0064":5}`).answerReply('{}').body).toContain('"id":5')
  })

  test.each(['true', 'false', '{}', '[1]', '{"rawJSON":"12"}'])('%s is refused, and the error has null', (id) => {
    const { error, reply } = refusal(request(id))
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', field: 'id' })
    expect(JSON.parse(reply.body).id).toBeNull()
  })

  test('an error that is found behind the id carries it', () => {
    expect(refusal('{"id":"x","method":"tasks/get"}').reply.body).toContain('"id":"x"')
  })
})

describe('decode', () => {
  test.each([
    ['{', 'PARSE_ERROR'],
    ['', 'PARSE_ERROR'],
    ['[]', 'INVALID_REQUEST'],
    [`[${request('1')}]`, 'INVALID_REQUEST'],
    ['"text"', 'INVALID_REQUEST'],
    ['null', 'INVALID_REQUEST'],
    ['17', 'INVALID_REQUEST'],
    [`{"id":1,${GET_0_3}}`, 'INVALID_REQUEST'],
    [`{"jsonrpc":"1.0","id":1,${GET_0_3}}`, 'INVALID_REQUEST'],
    ['{"jsonrpc":"2.0","id":1}', 'INVALID_REQUEST'],
    ['{"jsonrpc":"2.0","id":1,"method":7}', 'INVALID_REQUEST'],
    ['{"jsonrpc":"2.0","id":1,"method":"tasks/burn"}', 'METHOD_NOT_FOUND'],
    ['{"jsonrpc":"2.0","id":1,"method":"__proto__"}', 'METHOD_NOT_FOUND'],
    ['{"jsonrpc":"2.0","id":1,"method":"tasks/get"}', 'INVALID_PARAMS'],
  ])('%s: %s', (body, code) => {
    expect(refusal(body).error).toMatchObject({ code })
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json,application/json'])(
    'content type %s is refused',
    (type) => {
      expect(refusal(request('1'), { 'content-type': type }).error).toMatchObject({
        code: 'CONTENT_TYPE_NOT_SUPPORTED',
      })
    },
  )

  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/a2a+json'])(
    'content type %s is read',
    (type) => {
      expect(open({ 'content-type': type }).decode(request('1'), LENIENT).operation).toBe('getTask')
    },
  )

  test('without a content type too', () => {
    expect(open({}).decode(request('1'), LENIENT).operation).toBe('getTask')
  })

  test('the version: header, else the method, else 0.3; strict takes the method for nothing', () => {
    const version = (body: string, headers = {}, strictVersion = false) =>
      open({ ...JSON_TYPE, ...headers }).decode(body, { strictVersion }).version
    expect(version(request('1'))).toBe('0.3')
    expect(version(request('1', GET_1_0))).toBe('1.0')
    expect(version(request('1', GET_1_0), { 'a2a-version': '1.0.9' }, true)).toBe('1.0')
    expect(refusal(request('1', GET_1_0), JSON_TYPE, { strictVersion: true }).error).toMatchObject({
      code: 'METHOD_NOT_FOUND',
      message: 'Method not found: GetTask. It is a method of A2A 1.0; this request is 0.3 because it names no version.',
    })
    expect(refusal(request('1'), { ...JSON_TYPE, 'a2a-version': '1.0' }).error).toMatchObject({
      message: 'Method not found: tasks/get. It is a method of A2A 0.3; this request is 1.0 by its A2A-Version header.',
    })
  })

  test('an unknown version is answered in 1.0 with the id', () => {
    const { error, reply } = refusal(request('5'), { ...JSON_TYPE, 'a2a-version': '3.0' })
    expect(error).toMatchObject({ code: 'VERSION_NOT_SUPPORTED' })
    expect(JSON.parse(reply.body)).toMatchObject({ id: 5, error: { data: [{ domain: 'a2a-protocol.org' }] } })
  })

  test('what records keep is the text of the params, as it was sent', () => {
    const text = '{ "id": "t1",\n"extra": 12345678901234567890 }'
    expect(open().decode(request('1', `"method":"tasks/get","params":${text}`), LENIENT).text).toBe(text)
  })

  test('a method name that is no name is cut in the message', () => {
    expect(refusal(request('1', `"method":"${'x'.repeat(5_000)}"`)).error).toMatchObject({
      message: `Method not found: ${'x'.repeat(64)}.`,
    })
  })
})

describe('answers', () => {
  const answer = (): StreamResponse => ({
    statusUpdate: { taskId: 't1', contextId: 'c1', status: { state: 'TASK_STATE_WORKING' } },
  })
  // Members that only the text holds tell where it was passed on.
  const text = '{"statusUpdate":{"taskId":"t1","contextId":"c1","status":{"state":"TASK_STATE_WORKING"},"n":1.50}}'
  const spoken = { '1.0': request('1', GET_1_0), '0.3': request('1') }

  test.each([
    ['1.0', '1.0', 'JSONRPC', true],
    ['0.3', '0.3', 'JSONRPC', true],
    ['1.0', '0.3', 'JSONRPC', false],
    ['0.3', '1.0', 'JSONRPC', false],
    ['1.0', '1.0', 'HTTP+JSON', false],
  ] as const)(
    'text that came in %s goes to a %s caller as it is when it came over %s: %s',
    (came, goes, binding, passed) => {
      const event = answer()
      rememberSource(event, { version: came, binding, text })
      const encoded = decoded(spoken[goes]).encodeAnswer('streamMessage', event)
      expect(encoded === text).toBe(passed)
      expect(JSON.parse(encoded)).toMatchObject(
        passed || goes === '1.0' ? { statusUpdate: { taskId: 't1' } } : { kind: 'status-update', taskId: 't1' },
      )
    },
  )

  test.each(['\n', '\r\n', '\r', '\n\n\n'])('an event whose text has line ends (%j) is one SSE line', (lineEnd) => {
    const event = answer()
    rememberSource(event, { version: '1.0', binding: 'JSONRPC', text: text.replaceAll(',', `,${lineEnd}`) })
    const framed = decoded(spoken['1.0']).encodeEvent('streamMessage', event)
    expect(framed.match(/[\r\n]/g)).toEqual(['\n', '\n'])
    expect(framed.endsWith('\n\n')).toBe(true)
    expect(JSON.parse(framed.slice('data: '.length))).toEqual({ jsonrpc: '2.0', id: 1, result: JSON.parse(text) })
  })

  test('line ends within texts stay what they are', () => {
    const event: StreamResponse = {
      message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'one\ntwo\r\nthree\u2028four' }] },
    }
    const framed = decoded(spoken['1.0']).encodeEvent('streamMessage', event)
    expect(framed.trimEnd()).not.toMatch(/[\r\n]/)
    expect(JSON.parse(framed.slice('data: '.length)).result).toEqual(event)
  })
})

describe('errors', () => {
  const NOT_FOUND = gatewayError('TASK_NOT_FOUND', 'Task not found: t1.')

  test('1.0 tells its reason, 0.3 has code and message alone', () => {
    expect(JSON.parse(decoded(request('1', GET_1_0)).errorReply(NOT_FOUND).body).error).toEqual({
      code: -32001,
      message: 'Task not found: t1.',
      data: [expect.objectContaining({ reason: 'TASK_NOT_FOUND', domain: 'a2a-protocol.org' })],
    })
    expect(JSON.parse(decoded().errorReply(NOT_FOUND).body).error).toEqual({
      code: -32001,
      message: 'Task not found: t1.',
    })
  })

  test('before the request is read, the header says the version', () => {
    expect(JSON.parse(open({ 'a2a-version': '1.0' }).errorReply(NOT_FOUND).body).error).toHaveProperty('data')
    expect(JSON.parse(open().errorReply(NOT_FOUND).body).error).not.toHaveProperty('data')
  })

  test("an agent's own error keeps its code, message and data", () => {
    const own = gatewayError('AGENT_ERROR', 'Out of paper', { jsonRpc: { code: -31999, data: { tray: 2 } } })
    for (const body of [request('1'), request('1', GET_1_0)]) {
      expect(JSON.parse(decoded(body).errorReply(own).body).error).toEqual({
        code: -31999,
        message: 'Out of paper',
        data: { tray: 2 },
      })
    }
  })

  test.each([
    ['PARSE_ERROR', 200],
    ['METHOD_NOT_FOUND', 200],
    ['TASK_NOT_FOUND', 200],
    ['INVALID_PARAMS', 200],
    ['INTERNAL_ERROR', 200],
    ['AGENT_UNREACHABLE', 200],
    ['AGENT_TIMEOUT', 200],
    ['AGENT_ERROR', 200],
    ['VERSION_NOT_SUPPORTED', 200],
    ['UNAUTHENTICATED', 401],
    ['PERMISSION_DENIED', 403],
    ['AGENT_NOT_FOUND', 404],
    ['REQUEST_TOO_LARGE', 413],
    ['RATE_LIMITED', 429],
    ['UNAVAILABLE', 503],
  ] as const)('%s goes out with HTTP %i', (code, status) => {
    const reply = decoded().errorReply(gatewayError(code, 'said', { retryAfter: 7 }))
    expect(reply.status).toBe(status)
    expect(reply.headers['www-authenticate']).toBe(status === 401 ? 'Bearer realm="a2a-gateway"' : undefined)
    expect(reply.headers['retry-after']).toBe(status === 200 ? undefined : '7')
    expect(reply.headers['content-type']).toBe('application/json')
  })

  test('in a stream it is one event', () => {
    expect(decoded(request('3')).encodeErrorEvent(gatewayError('AGENT_TIMEOUT', 'two\nlines'))).toBe(
      'data: {"jsonrpc":"2.0","id":3,"error":{"code":-32603,"message":"two\\nlines"}}\n\n',
    )
  })
})
