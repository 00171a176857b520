import type { ProtocolVersion } from '@gateway/core'
import { A2A_VERSION_HEADER, gatewayError, PROTOCOL_VERSIONS, parseProtocolVersion } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'

/** The version a request names by header or query parameter (§3.6.1), patch ignored; `undefined` when it names none. Throws VERSION_NOT_SUPPORTED. */
export function namedVersion(exchange: Pick<HttpExchange, 'headers' | 'query'>): ProtocolVersion | undefined {
  const text = versionText(exchange)
  if (text === undefined) return undefined
  const version = parseProtocolVersion(text)
  if (version) return version
  throw gatewayError(
    'VERSION_NOT_SUPPORTED',
    `A2A-Version: '${text.slice(0, 32)}' is not supported. Supported versions: ${PROTOCOL_VERSIONS.join(', ')}.`,
  )
}

/** The version an error is told in when the request could not be read: the named one; 1.0 where that is unknown, because 0.3 has no such header; else 0.3. */
export function errorVersion(exchange: Pick<HttpExchange, 'headers' | 'query'>): ProtocolVersion {
  const text = versionText(exchange)
  return text === undefined ? '0.3' : (parseProtocolVersion(text) ?? '1.0')
}

function versionText(exchange: Pick<HttpExchange, 'headers' | 'query'>): string | undefined {
  const text = exchange.headers[A2A_VERSION_HEADER] ?? queryVersion(exchange.query)
  return text === undefined || text.trim() === '' ? undefined : text
}

function queryVersion(query: URLSearchParams): string | undefined {
  if (query.size === 0) return undefined
  for (const [name, value] of query) if (name.toLowerCase() === A2A_VERSION_HEADER) return value
  return undefined
}

/** The version of a JSON-RPC call: the one it names; else, unless strict, by the form of its method; else 0.3 (§3.6.2). */
export function methodVersion(method: string, strictVersion: boolean): ProtocolVersion {
  // 1.0 methods are PascalCase, 0.3 ones have a slash.
  return !strictVersion && /^[A-Z][A-Za-z]+$/.test(method) ? '1.0' : '0.3'
}
