import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyedHash } from './keyed-hash.ts'

/** What is known of a call from what came with it: its span, and the agents that led to it, the one called last. */
export interface Chain {
  readonly spanId: string
  /** The mark of each agent: short, and nothing to who does not have the key. */
  readonly marks: readonly string[]
}

/** The deepest chain that fits into one member of a `tracestate` (256 characters). */
export const DEEPEST_CHAIN = 24

const KEY = 'a2a-gateway'
/** W3C: as much as everybody passes on. */
const MOST_STATE = 512
/** Characters of a mark and of a signature: 48 bits, and 128 and more. */
const MARK = 8
const SIGNATURE = 22
const ENTRY = /^([\da-f]{16})\.((?:[\w-]{8})+)\.([\w-]{22})$/
const MOST_KNOWN = 10_000

/** Writes chains into `tracestate` and reads them, signed, so that nobody can make one up; agents pass it on unread. */
export interface ChainEntries {
  markOf(agentId: string): string
  /** The chain that this gateway, or one with the same secret, sent in this trace; `undefined`: there is none. */
  read(tracestate: string | undefined, traceId: string): Chain | undefined
  /** The `tracestate` for an upstream: what came, with this chain in the place of the one before. */
  write(chain: Chain, traceId: string, tracestate: string | undefined): string
}

export function createChainEntries(secret: string | Uint8Array): ChainEntries {
  const key = createHmac('sha256', secret).update('call chains').digest()
  const known = new Map<string, string>()
  const hashed = keyedHash(key)
  const sign = (traceId: string, spanId: string, marks: string) =>
    hashed(`${traceId}.${spanId}.${marks}`).slice(0, SIGNATURE)
  return {
    markOf(agentId) {
      const found = known.get(agentId)
      if (found !== undefined) return found
      const mark = hashed(`agent ${agentId}`).slice(0, MARK)
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(agentId, mark)
      return mark
    },
    read(tracestate, traceId) {
      if (tracestate === undefined || !tracestate.includes(KEY)) return undefined
      const entry = membersOf(tracestate).find(isOwn)
      const [, spanId, marks, signature] = ENTRY.exec(entry?.slice(KEY.length + 1) ?? '') ?? []
      if (spanId === undefined || marks === undefined || signature === undefined) return undefined
      if (!timingSafeEqual(Buffer.from(sign(traceId, spanId, marks)), Buffer.from(signature))) return undefined
      return { spanId, marks: marks.match(/.{8}/g) ?? [] }
    },
    write({ spanId, marks }, traceId, tracestate) {
      const text = marks.slice(-DEEPEST_CHAIN).join('')
      let state = `${KEY}=${spanId}.${text}.${sign(traceId, spanId, text)}`
      if (tracestate === undefined) return state
      for (const member of membersOf(tracestate)) {
        if (isOwn(member) || member === '') continue
        if (state.length + 1 + member.length > MOST_STATE) break
        state += `,${member}`
      }
      return state
    },
  }
}

const membersOf = (tracestate: string) => tracestate.split(',').map((member) => member.trim())
const isOwn = (member: string) => member.startsWith(`${KEY}=`)
