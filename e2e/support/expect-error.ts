import { expect } from 'vitest'
import type { TestGateway } from './test-gateway.ts'
import type { Wire } from './wire.ts'

/** What came back, read whole. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly requestId: string
  readonly text: string
  /** The answer's JSON, or that of a stream's last event. */
  readonly json: Wire
  /** The events of a stream. */
  readonly events: readonly Wire[]
}

/** Longer than any answer here may take. */
const HANG_MS = 10_000

export async function read(response: Response): Promise<Received> {
  const text = await response.text()
  const streamed = response.headers.get('content-type') === 'text/event-stream'
  const events = streamed
    ? text
        .split('\n\n')
        .filter((event) => event.startsWith('data: '))
        .map((event) => JSON.parse(event.slice(6)))
    : []
  return {
    status: response.status,
    headers: response.headers,
    requestId: response.headers.get('x-request-id') ?? '',
    text,
    json: streamed ? events.at(-1) : JSON.parse(text),
    events,
  }
}

interface PostOptions {
  readonly key?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** Posts a body to an agent; whatever happens, it is over within ten seconds. */
export async function post(
  gateway: TestGateway,
  agent: string,
  body: unknown,
  { key, headers = {} }: PostOptions = {},
): Promise<Received> {
  const signal = AbortSignal.timeout(HANG_MS)
  const options = { method: 'POST', body, headers, signal, ...(key === undefined ? {} : { key }) }
  return read(await gateway.request(`/a2a/${agent}`, options))
}

/** The one record of a request, with its content. Fails when there is none, or more than one. */
export async function recordOf(gateway: TestGateway, { requestId }: Pick<Received, 'requestId'>): Promise<Wire> {
  expect(requestId).not.toBe('')
  const { logs } = await gateway.json('/v1/logs?limit=200')
  const records = logs.filter((log: Wire) => log.requestId === requestId)
  expect(records).toHaveLength(1)
  return gateway.json(`/v1/logs/${records[0].id}`)
}

export interface ExpectedError {
  /** Default 200, as JSON-RPC's own errors have. */
  readonly http?: number
  readonly code: number
  /** `reason` of the ErrorInfo, and code of the record. */
  readonly reason: string
  readonly message?: string | RegExp
  readonly field?: string
  /** Status of the record. Default `refused`. */
  readonly record?: 'refused' | 'error' | 'canceled'
  /** That which must not be told. */
  readonly secret?: RegExp
}

const OF_THE_GATEWAY = /^(?:AGENT_|REQUEST_TOO_LARGE$|UNAUTHENTICATED$|PERMISSION_DENIED$)/
const STACK = /\bat .*\.[jt]s:\d|node_modules/

/** Checks an error in every place where it shows: status, body in the caller's version, and the one record, which is returned. */
export async function expectError(
  gateway: TestGateway,
  version: '0.3' | '1.0',
  received: Received,
  { http = 200, code, reason, message, field, record = 'refused', secret }: ExpectedError,
): Promise<Wire> {
  expect(received.json.error, received.text.slice(0, 500)).toMatchObject({ code })
  expect(received.status).toBe(http)
  const { error, jsonrpc } = received.json
  expect(jsonrpc).toBe('2.0')
  expect(received.json).toHaveProperty('id')
  if (message) expect(error.message).toMatch(message)
  if (version === '1.0') {
    const domain = OF_THE_GATEWAY.test(reason) ? 'gateway' : 'a2a-protocol.org'
    const metadata = field === undefined ? {} : { metadata: { field } }
    expect(error.data).toEqual([
      expect.objectContaining({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain, ...metadata }),
    ])
  } else {
    expect(error).not.toHaveProperty('data')
  }
  const kept = await recordOf(gateway, received)
  expect(kept).toMatchObject({
    status: record,
    errorCode: reason,
    jsonRpcCode: code,
    errorMessage: error.message,
    httpStatus: http,
  })
  for (const told of [
    received.text,
    JSON.stringify([...received.headers]),
    JSON.stringify({ ...kept, request: undefined, ip: undefined }),
  ]) {
    expect(told).not.toMatch(STACK)
    if (secret) expect(told).not.toMatch(secret)
  }
  return kept
}
