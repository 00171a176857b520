import type { AgentCost } from './agent-cost.ts'
import type { CallRecord } from './call-record.ts'

/** What calls of agents will cost, by what recent ones did. Kept in memory, by each gateway for itself. */
export interface ExpectedCosts {
  /** Learns from the records of calls that had a cost; a `Sink`, so that it is off the request path. */
  learn(records: readonly CallRecord[]): void
  /**
   * US dollars that the next message to an agent is expected to cost: what recent ones did on average, and no less than
   * the price of a call. `prices`: those of its upstreams, of which the dearest counts, since which one will answer is
   * not known yet. 0 where nothing is priced, or tokens and seconds alone are and nothing was learnt.
   */
  of(agentId: string, prices: readonly (AgentCost | undefined)[]): number
}

/** The weight of the newest call: older than some twenty calls hardly counts. */
const NEWEST = 0.1
/** Beyond it the agent that was heard of first is forgotten. */
const MOST_AGENTS = 10_000

export function createExpectedCosts(): ExpectedCosts {
  const averages = new Map<string, number>()
  return {
    learn(records) {
      for (const { agentId, cost, kind } of records) {
        // A copy costs as much as it does, but no caller.
        if (agentId === undefined || cost === undefined || kind === 'mirror') continue
        const before = averages.get(agentId)
        if (before === undefined && averages.size >= MOST_AGENTS) forgetOldest(averages)
        averages.set(agentId, before === undefined ? cost : before + (cost - before) * NEWEST)
      }
    },
    of(agentId, prices) {
      let expected = averages.get(agentId) ?? 0
      for (const price of prices) expected = Math.max(expected, price?.perCall ?? 0)
      return expected
    },
  }
}

function forgetOldest(averages: Map<string, number>): void {
  const { value } = averages.keys().next()
  if (value !== undefined) averages.delete(value)
}
