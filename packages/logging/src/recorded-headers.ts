import { gatewayError } from '@gateway/core'
import { clipText } from './clip-text.ts'

type Headers = Readonly<Record<string, string | undefined>>

/** What of a header is kept, in characters. */
const LONGEST = 1_024

/** Names that credentials are sent under. */
const CREDENTIAL = /auth|cookie|token|secret|passw|credential|signature|api-?key|(?:^|-)key$/i

/** Whether a request header of this name carries a credential: records never have it. */
export const isCredentialHeader = (name: string): boolean => CREDENTIAL.test(name)

/** The names as Node.js writes them. Throws INVALID_PARAMS for one that a credential is sent under. */
export function headersToRecord(names: readonly string[]): readonly string[] {
  const refused = names.find(isCredentialHeader)
  if (refused === undefined) return names.map((name) => name.toLowerCase())
  throw gatewayError(
    'INVALID_PARAMS',
    `headers: '${refused}' carries a credential, which is never kept; leave it out.`,
    {
      field: 'headers',
    },
  )
}

/** The headers of these names that a call came with; absent where it had none of them. */
export function recordedHeaders(names: readonly string[], headers: Headers = {}): Record<string, string> | undefined {
  let found: Record<string, string> | undefined
  for (const name of names) {
    const value = clipText(headers[name], LONGEST)
    if (value === undefined) continue
    found ??= {}
    found[name] = value.text
  }
  return found
}

const OFF = /^(?:off|false|no|0)$/i

/** Whether a caller asks for request and answer to be kept out of the record; the second header is LiteLLM's. */
export function asksForNoContent(headers: Headers = {}): boolean {
  const { 'x-gateway-log-content': keep, 'x-litellm-enable-message-redaction': redact } = headers
  return (keep !== undefined && OFF.test(keep.trim())) || redact?.trim().toLowerCase() === 'true'
}
