import type { AgentCost } from '@gateway/core'
import type { PriceOf } from '@gateway/tasks'

/** What the work of agents is charged with at each of their upstreams, as it stands now. */
export interface PriceBook {
  /** `cost`: the upstream's own, else its agent's. */
  set(agentId: string, upstream: string, cost: AgentCost | undefined): void
  /** Looks up when it is asked, so that a run that has begun is charged at the prices of its end. */
  of(agentId: string): PriceOf
  forget(agentId: string): void
}

export function createPriceBook(): PriceBook {
  const prices = new Map<string, Map<string, AgentCost | undefined>>()
  const pricesOf = (agentId: string) => {
    const known = prices.get(agentId) ?? new Map<string, AgentCost | undefined>()
    prices.set(agentId, known)
    return known
  }
  return {
    set: (agentId, upstream, cost) => void pricesOf(agentId).set(upstream, cost),
    of(agentId) {
      // Held here, because runs outlive the agent that is removed.
      const known = pricesOf(agentId)
      return (upstream) => {
        const [first] = known.values()
        return upstream !== undefined && known.has(upstream) ? known.get(upstream) : first
      }
    },
    forget: (agentId) => void prices.delete(agentId),
  }
}
