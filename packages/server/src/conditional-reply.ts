import { createHash } from 'node:crypto'
import type { ChangeCondition, EntryVersion } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { Reply, TextReply } from './http-exchange.ts'

const hashOf = (text: string, characters: number) =>
  createHash('sha256').update(text).digest('base64url').slice(0, characters)

/** Stands for one state of a thing. Another gateway on the same database knows it by the same. */
const versionOf = ({ id, updatedAt }: EntryVersion) => hashOf(`${id}\n${updatedAt}`, 16)

/**
 * The tag of an answer: the same for as long as its body is. Of one thing that can be changed it begins with its version,
 * which `If-Match` is about: an answer may also tell what changes by itself, such as the keys of a team.
 */
export function etagOf(body: string, version?: EntryVersion): string {
  return etagOfDigest(createHash('sha256').update(body).digest('base64url'), version)
}

function etagOfDigest(digest: string, version?: EntryVersion): string {
  const tag = digest.slice(0, 27)
  return version === undefined ? `"${tag}"` : `"${versionOf(version)}.${tag}"`
}

/** Those of a header, without what says that a proxy has compressed the answer (`W/`): the same is in it. */
const tagsOf = (header: string) => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))

/** The reply with its `ETag`. */
export function taggedReply(reply: TextReply, version?: EntryVersion): TextReply {
  return { ...reply, headers: { ...reply.headers, etag: etagOf(reply.body, version) } }
}

/** The reply with its `ETag`; to whoever has it already (`If-None-Match`), 304 without a body. */
export function conditionalReply(reply: TextReply, ifNoneMatch: string | undefined, version?: EntryVersion): TextReply {
  return replyUnlessKnown(reply, etagOf(reply.body, version), ifNoneMatch)
}

/** `conditionalReply` for a body of which the digest is known (SHA-256, base64url). */
export function conditionalListReply(reply: Reply, ifNoneMatch: string | undefined, digest: string): Reply {
  return replyUnlessKnown(reply, etagOfDigest(digest), ifNoneMatch)
}

function replyUnlessKnown<Whole extends Reply>(
  reply: Whole,
  etag: string,
  ifNoneMatch: string | undefined,
): Whole | TextReply {
  const headers = { ...reply.headers, etag }
  const known = ifNoneMatch === undefined ? [] : tagsOf(ifNoneMatch)
  if (known.includes(etag) || known.includes('*')) return { status: 304, headers, body: '' }
  return { ...reply, headers }
}

/** What `If-Match` asks of the thing that is to be changed: that it is as in the answer with one of these tags. */
export function conditionOf(ifMatch: string | undefined): ChangeCondition | undefined {
  if (ifMatch === undefined) return undefined
  const tags = tagsOf(ifMatch)
  if (tags.includes('*')) return () => {}
  const versions = tags.map((tag) => /^"([\w-]{16})\.[\w-]{27}"$/.exec(tag)?.[1])
  return (before) => {
    if (versions.includes(versionOf(before))) return
    throw gatewayError(
      'PRECONDITION_FAILED',
      'If-Match: it has changed since the answer with this ETag, or the tag is of something else. Read it again, and send the change with the new ETag.',
    )
  }
}

/** A tag is of one thing. Throws INVALID_PARAMS where a condition comes with several. */
export function requireOneThing(condition: ChangeCondition | undefined, named: readonly string[], field: string): void {
  if (condition === undefined || new Set(named).size === 1) return
  throw gatewayError('INVALID_PARAMS', `${field}: name one with If-Match; its tag is of one.`, { field })
}
