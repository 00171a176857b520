import { createHash } from 'node:crypto'
import type { TextReply } from './http-exchange.ts'

/** The tag of an answer: the same for as long as its body is. */
export const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

/** The reply with its `ETag`; to whoever has it already (`If-None-Match`), 304 without a body. */
export function conditionalReply(reply: TextReply, ifNoneMatch: string | undefined): TextReply {
  const etag = etagOf(reply.body)
  const headers = { ...reply.headers, etag }
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag) || known?.includes('*')) return { status: 304, headers, body: '' }
  return { ...reply, headers }
}
