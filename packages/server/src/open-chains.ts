import type { Chain } from './chain-entry.ts'

/** A call that is under way, as the ones that it causes find it. */
export interface OpenChain extends Chain {
  readonly traceId: string
  /** As its upstreams get them. */
  readonly flags: string
  readonly agentId: string
  /** All that its conversation can be told by. */
  readonly sessions: () => readonly string[]
}

/** The calls that are under way here: by their span, and by the agent that works at them. */
export interface OpenChains {
  add(chain: OpenChain): void
  remove(chain: OpenChain): void
  bySpan(spanId: string): OpenChain | undefined
  /** Those at which an agent works; where it says which conversation it goes on with, and there is one, those of it. */
  ofAgent(agentId: string, sessions: readonly string[]): readonly OpenChain[]
}

/** Of an agent with more calls than these nobody can tell which one it is. */
const MOST_LOOKED_AT = 1_000

export function createOpenChains(): OpenChains {
  const spans = new Map<string, OpenChain>()
  const agents = new Map<string, Set<OpenChain>>()
  return {
    add(chain) {
      spans.set(chain.spanId, chain)
      const ofAgent = agents.get(chain.agentId)
      if (ofAgent === undefined) agents.set(chain.agentId, new Set([chain]))
      else ofAgent.add(chain)
    },
    remove(chain) {
      spans.delete(chain.spanId)
      const ofAgent = agents.get(chain.agentId)
      ofAgent?.delete(chain)
      if (ofAgent?.size === 0) agents.delete(chain.agentId)
    },
    bySpan: (spanId) => spans.get(spanId),
    ofAgent(agentId, sessions) {
      const open = agents.get(agentId)
      if (open === undefined || open.size > MOST_LOOKED_AT) return []
      const all = [...open]
      const told = all.filter((chain) => chain.sessions().some((session) => sessions.includes(session)))
      return told.length > 0 ? told : all
    },
  }
}
