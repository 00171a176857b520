import { gatewayError } from '@gateway/core'

/** Request headers, names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const one = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : value?.[0])

/**
 * What a request says who it is by: `x-litellm-api-key` (with or without `Bearer`), which leaves `Authorization` free for
 * the agent's own credential, else `Authorization: Bearer …`. `undefined`: nothing was sent; `malformed`: no Bearer.
 */
export function bearerOf(headers: Headers): string | { readonly malformed: true } | undefined {
  // An empty header is one that was not sent.
  const named = one(headers['x-litellm-api-key'])?.trim() || undefined
  const text = named ?? one(headers.authorization)
  if (text === undefined || text.trim() === '') return undefined
  return /^Bearer\s+(\S+)\s*$/i.exec(text)?.[1] ?? named ?? { malformed: true }
}

/** The key a request carries, as `bearerOf` finds it. Throws UNAUTHENTICATED when there is none, or it is malformed. */
export function credentialOf(headers: Headers): string {
  const key = bearerOf(headers)
  if (key === undefined) {
    throw gatewayError(
      'UNAUTHENTICATED',
      'No key was sent. Send it as "Authorization: Bearer sk-…" or in x-litellm-api-key.',
    )
  }
  if (typeof key === 'object') {
    throw gatewayError('UNAUTHENTICATED', 'The Authorization header is malformed. Send "Authorization: Bearer sk-…".')
  }
  if (!key.startsWith('sk-')) {
    throw gatewayError('UNAUTHENTICATED', 'This is not a key of this gateway: its keys start with "sk-".')
  }
  return key
}
