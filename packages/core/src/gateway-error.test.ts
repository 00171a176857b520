import { describe, expect, it } from 'vitest'
import { ERROR_CODES, GatewayError, gatewayError, isGatewayError } from './gateway-error.ts'

describe('gatewayError', () => {
  it('carries the status and JSON-RPC code of its code', () => {
    const error = gatewayError('TASK_NOT_FOUND', 'No such task.')
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'GatewayError',
      code: 'TASK_NOT_FOUND',
      status: 404,
      jsonRpcCode: -32001,
      message: 'No such task.',
      retryable: false,
    })
    expect(error.jsonRpcData).toBeUndefined()
    expect('cause' in error).toBe(false)
  })

  it('carries what else is known', () => {
    const cause = new Error('below')
    const error = gatewayError('AGENT_ERROR', 'm', {
      cause,
      retryable: true,
      retryAfter: 3,
      field: 'f',
      jsonRpc: { code: -31401, data: { a: 1 } },
    })
    expect(error).toMatchObject({
      cause,
      retryable: true,
      retryAfter: 3,
      field: 'f',
      jsonRpcCode: -31401,
      jsonRpcData: { a: 1 },
      status: 502,
    })
  })

  it('is known by its brand, also when another copy of the package made it', () => {
    expect(isGatewayError(new GatewayError('CONFLICT', 'm'))).toBe(true)
    expect(isGatewayError({ [Symbol.for('@gateway/core.GatewayError')]: true })).toBe(true)
    for (const other of [new Error('m'), { code: 'CONFLICT' }, null, undefined, 'x'])
      expect(isGatewayError(other)).toBe(false)
  })
})

describe('ERROR_CODES', () => {
  it('gives each error of the protocol a code of its own', () => {
    const codes = Object.values(ERROR_CODES)
      .map(({ jsonRpc }) => jsonRpc)
      .filter((code) => code <= -32001 && code >= -32099)
    expect(codes.sort()).toEqual([-32001, -32002, -32003, -32004, -32005, -32006, -32007, -32008, -32009])
  })
})
