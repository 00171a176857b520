import { fromJsonRpcErrorResponse } from '@a2a-js/sdk/errors'
import { describe, expect, it } from 'vitest'
import { decodeJsonRpcError, encodeJsonRpcError } from './error-wire.ts'
import { ERROR_CODES, gatewayError } from './gateway-error.ts'

describe('writing errors', () => {
  it('says in 1.0 which error it is, and where', () => {
    expect(encodeJsonRpcError(gatewayError('INVALID_PARAMS', 'Wrong.', { field: 'message.parts' }), '1.0')).toEqual({
      code: -32602,
      message: 'Wrong.',
      data: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'INVALID_PARAMS',
          domain: 'a2a-protocol.org',
          metadata: { field: 'message.parts' },
        },
      ],
    })
  })

  it('marks its own errors as the gateway’s', () => {
    const { code, data } = encodeJsonRpcError(gatewayError('REQUEST_TOO_LARGE', 'Too large.'), '1.0')
    expect(code).toBe(-32600)
    expect(data).toMatchObject([{ reason: 'REQUEST_TOO_LARGE', domain: 'gateway' }])
  })

  it('writes 0.3 without a list, and keeps codes that 0.3 does not know', () => {
    expect(encodeJsonRpcError(gatewayError('VERSION_NOT_SUPPORTED', 'No.', { field: 'x' }), '0.3')).toEqual({
      code: -32009,
      message: 'No.',
    })
  })

  it('says of a budget that is spent what LiteLLM’s clients look for', () => {
    const error = gatewayError('BUDGET_EXCEEDED', 'Spent.')
    expect(encodeJsonRpcError(error, '1.0').data).toMatchObject([
      { reason: 'BUDGET_EXCEEDED', metadata: { type: 'budget_exceeded' } },
    ])
    expect(encodeJsonRpcError(error, '0.3').data).toEqual({ type: 'budget_exceeded' })
  })

  it('is understood by the SDK, as the error it is', () => {
    for (const code of [
      'TASK_NOT_FOUND',
      'TASK_NOT_CANCELABLE',
      'PUSH_NOTIFICATION_NOT_SUPPORTED',
      'UNSUPPORTED_OPERATION',
      'CONTENT_TYPE_NOT_SUPPORTED',
      'INVALID_AGENT_RESPONSE',
      'EXTENDED_AGENT_CARD_NOT_CONFIGURED',
      'EXTENSION_SUPPORT_REQUIRED',
      'VERSION_NOT_SUPPORTED',
    ] as const) {
      const error = encodeJsonRpcError(gatewayError(code, 'Why.'), '1.0')
      const read = fromJsonRpcErrorResponse({ jsonrpc: '2.0', id: 1, error: JSON.parse(JSON.stringify(error)) })
      const word = code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
      expect(read.name).toBe(`${word}Error`)
    }
  })
})

describe('reading errors', () => {
  it.each(Object.entries(ERROR_CODES).filter(([, { jsonRpc }]) => jsonRpc <= -32001 && jsonRpc >= -32009))(
    'knows %s',
    (name, { jsonRpc }) => {
      expect(decodeJsonRpcError({ code: jsonRpc, message: 'm' })).toMatchObject({
        code: name,
        jsonRpcCode: jsonRpc,
        message: 'm',
      })
    },
  )

  it.each([
    [-32700, 'PARSE_ERROR'],
    [-32600, 'INVALID_REQUEST'],
    [-32601, 'METHOD_NOT_FOUND'],
    [-32602, 'INVALID_PARAMS'],
    [-32603, 'INTERNAL_ERROR'],
    [-32000, 'AGENT_ERROR'],
    [-31401, 'AGENT_ERROR'],
    [-32010, 'AGENT_ERROR'],
    [7, 'AGENT_ERROR'],
  ])('%i is %s', (code, name) => {
    expect(decodeJsonRpcError({ code, message: 'm' })).toMatchObject({ code: name, jsonRpcCode: code })
  })

  it.each(['1.0', '0.3'] as const)('passes an agent’s error on as it came, to %s', (version) => {
    for (const error of [
      { code: -31401, message: 'Who?', data: { a: [null] } },
      { code: -32001, message: 'Gone', data: [{ '@type': 'x' }] },
    ]) {
      expect(encodeJsonRpcError(decodeJsonRpcError(error), version)).toEqual(error)
    }
  })

  it('takes data that is null for none', () => {
    expect(encodeJsonRpcError(decodeJsonRpcError({ code: -32001, message: 'Gone', data: null }), '0.3')).toEqual({
      code: -32001,
      message: 'Gone',
    })
  })

  it.each([['a text'], [null], [[]]])('refuses %j', (error) => {
    expect(decodeJsonRpcError(error)).toMatchObject({ code: 'INVALID_AGENT_RESPONSE', jsonRpcCode: -32006 })
  })

  it('does with what an agent leaves out', () => {
    expect(decodeJsonRpcError({ code: '500' })).toMatchObject({
      code: 'AGENT_ERROR',
      jsonRpcCode: -32603,
      message: expect.stringContaining('no message'),
    })
    expect(decodeJsonRpcError({})).toMatchObject({ code: 'AGENT_ERROR', status: 502 })
  })

  it('caps the message, and never in the middle of a character', () => {
    const { message } = decodeJsonRpcError({ code: 1, message: `x${'😀'.repeat(5000)}` })
    expect(message).toHaveLength(4096)
    expect(message.isWellFormed()).toBe(true)
    expect(decodeJsonRpcError({ code: 1, message: 'y'.repeat(4096) }).message).toBe('y'.repeat(4096))
  })
})
