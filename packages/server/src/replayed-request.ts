import { randomUUID } from 'node:crypto'
import type { CallRecord, GatewayError } from '@gateway/core'
import { dialects, gatewayError, isGatewayError } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'
import { tooLarge } from './request-failures.ts'

/** What redaction leaves of a secret. */
const REDACTED = '[redacted]'
/** Of the request that asks for a replay: what says who asks, and the tags of what it costs. */
const KEPT_HEADERS = [
  'authorization',
  'x-litellm-api-key',
  'x-api-key',
  'api-key',
  'cookie',
  'origin',
  'user-agent',
  'x-litellm-tags',
]

/** The body of a call that sends a recorded message once more. Throws CONFLICT that says why it cannot be sent. */
export function replayedBody(record: CallRecord, contextId: string | undefined): string {
  const { version = '1.0', operation, request, id } = record
  const cannot = (why: string) => gatewayError('CONFLICT', `The record '${id}' cannot be replayed: ${why}.`)
  if (operation !== 'sendMessage' && operation !== 'streamMessage') {
    throw cannot('only messages are, and its call sent none')
  }
  if (request === undefined) throw cannot('what was sent is not kept (records.content)')
  if (record.contentTruncated === true && !isWhole(request))
    throw cannot('what was sent is kept in part (records.contentBytes)')
  if (request.includes(REDACTED)) throw cannot('what was sent is kept without its secrets')
  const dialect = dialects[version]
  const { message, configuration, ...rest } = decoded(
    () => dialect.decodeRequest('sendMessage', JSON.parse(request)),
    cannot,
  )
  const { taskId: _task, contextId: _context, referenceTaskIds: _tasks, ...said } = message
  // Whoever was to be told of the first is not to be told of this one.
  const { taskPushNotificationConfig: _push, ...asked } = configuration ?? {}
  const params = dialect.encodeRequest('sendMessage', {
    ...rest,
    message: { ...said, messageId: randomUUID(), ...(contextId === undefined ? {} : { contextId }) },
    ...(configuration === undefined ? {} : { configuration: asked }),
  })
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: dialect.method('sendMessage'), params })
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function decoded<Value>(decode: () => Value, cannot: (why: string) => GatewayError): Value {
  try {
    return decode()
  } catch (error) {
    throw cannot(
      isGatewayError(error) ? `what was sent is no message (${error.message})` : 'what was sent is kept in part',
    )
  }
}

/** A call in the name of who asks for the replay, as if it had come by itself; `close`: it has been answered. */
export function replayedExchange(
  asking: HttpExchange,
  { version = '1.0' }: Pick<CallRecord, 'version'>,
  body: string,
  requestId: string,
): { readonly exchange: HttpExchange; close(): void } {
  let closed = false
  let onClosed: (() => void) | undefined
  const exchange: HttpExchange = {
    method: 'POST',
    headers: {
      ...Object.fromEntries(Object.entries(asking.headers).filter(([name]) => isKept(name))),
      'content-type': 'application/json',
      'a2a-version': version,
      'x-request-id': requestId,
    },
    query: new URLSearchParams(),
    ip: asking.ip,
    origin: asking.origin,
    signal: asking.signal,
    abort: (reason) => asking.abort(reason),
    whenClosed(act) {
      if (closed) act()
      else onClosed = act
    },
    async text(limit) {
      if (Buffer.byteLength(body) > limit) throw tooLarge(limit)
      return body
    },
  }
  return {
    exchange,
    close() {
      closed = true
      onClosed?.()
    },
  }
}

const isKept = (name: string) => KEPT_HEADERS.includes(name) || name.startsWith('sec-') || name.includes('csrf')
