import { createHash } from 'node:crypto'
import type { SendMessageRequest } from '@gateway/core'

/** A hash of what a message says, whatever the order of its members: the same message sent again has the same. How it is to be answered (`configuration`) is no part of it. */
export function bodyOf({ message, metadata }: SendMessageRequest): string {
  return createHash('sha256').update(JSON.stringify({ message, metadata }, inOrder)).digest('base64url')
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
}
