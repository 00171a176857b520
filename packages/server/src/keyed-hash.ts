import { hash } from 'node:crypto'

/** Bytes that SHA-256 takes at a time, and that it gives. */
const BLOCK = 64
const DIGEST = 32
/** Bytes of text that need no memory of their own. */
const SHORT = 1_024
/** Of one UTF-16 unit, in UTF-8. */
const MOST_BYTES = 3

/**
 * HMAC-SHA-256 with one key (RFC 2104), in base64url, for short texts that come with every call: `createHmac` makes a
 * stream and a native object for each, which costs several times as much as the two hashes; so do digests in buffers of
 * their own. `key` is at most 64 bytes; longer ones are refused.
 */
export function keyedHash(key: Uint8Array): (text: string) => string {
  if (key.length > BLOCK) throw new RangeError(`A key of ${key.length} bytes is longer than ${BLOCK}.`)
  const inner = Buffer.alloc(BLOCK + SHORT, 0x36)
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c)
  for (const [index, byte] of key.entries()) {
    inner.writeUInt8(0x36 ^ byte, index)
    outer.writeUInt8(0x5c ^ byte, index)
  }
  const within = (text: string) => {
    if (text.length * MOST_BYTES > SHORT) return Buffer.concat([inner.subarray(0, BLOCK), Buffer.from(text)])
    return inner.subarray(0, BLOCK + inner.write(text, BLOCK))
  }
  return (text) => {
    outer.write(hash('sha256', within(text), 'binary'), BLOCK, 'binary')
    return hash('sha256', outer, 'base64url')
  }
}
