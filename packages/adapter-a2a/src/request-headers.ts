import type { ProtocolVersion } from '@gateway/core'
import { A2A_VERSION_HEADER } from '@gateway/core'
import type { TransportContext } from './transport.ts'

/** The extensions a caller asks for, under the name of each version (0.3 §3.2.6.1, 1.0 §3.2.6). */
const EXTENSIONS_HEADER: Readonly<Record<ProtocolVersion, string>> = {
  '0.3': 'x-a2a-extensions',
  '1.0': 'a2a-extensions',
}

/** What agents that were written for LiteLLM pass on, so that their calls are found together. */
const LITELLM_SESSION = 'x-litellm-trace-id'

/** What is sent with every call in one version: protocol headers, and those the operator set. */
export function fixedHeaders(
  version: ProtocolVersion,
  accept: string,
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept,
    'accept-encoding': 'identity',
    [A2A_VERSION_HEADER]: version,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value])),
  }
}

/**
 * Adds what goes on from the caller: service parameters (every one begins with `a2a-`, specification §3.2.6) and the
 * trace, and what was added for this call. Nothing else does: neither credentials nor cookies. The operator's headers win.
 */
export function requestHeaders(
  fixed: Readonly<Record<string, string>>,
  version: ProtocolVersion,
  context: Pick<TransportContext, 'headers' | 'trace' | 'added'>,
): Readonly<Record<string, string>> {
  let headers: Record<string, string> | undefined
  const { headers: caller, trace } = context
  for (const name in caller) {
    const value = caller[name]
    if (value === undefined || !name.startsWith('a2a-')) continue
    // Both have a place of their own.
    if (name === A2A_VERSION_HEADER || name === EXTENSIONS_HEADER['1.0']) continue
    headers ??= {}
    headers[name] = value
  }
  const extensions = caller[EXTENSIONS_HEADER['1.0']] ?? caller[EXTENSIONS_HEADER['0.3']]
  if (extensions !== undefined) {
    headers ??= {}
    headers[EXTENSIONS_HEADER[version]] = extensions
  }
  const traceparent = trace === undefined ? caller.traceparent : trace.traceparent
  const tracestate = trace === undefined ? caller.tracestate : trace.tracestate
  if (traceparent !== undefined) {
    headers ??= {}
    headers.traceparent = traceparent
    if (tracestate !== undefined) headers.tracestate = tracestate
  }
  const session = caller[LITELLM_SESSION]
  if (session !== undefined) {
    headers ??= {}
    headers[LITELLM_SESSION] = session
  }
  return headers === undefined && context.added === undefined ? fixed : { ...headers, ...context.added, ...fixed }
}
