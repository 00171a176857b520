import { type AgentCost, costOf } from './agent-cost.ts'
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
  /**
   * US dollars that the next message would cost at one of its upstreams, to compare them: what recent messages to the agent
   * have taken on average, wherever that was, at the prices of this one, by the model that it used last. Before anything
   * was learnt, 1,000 tokens each way and ten seconds. `undefined` where it has no price.
   */
  at(agentId: string, upstream: string, price: AgentCost | undefined): number | undefined
}

interface Learnt {
  cost: number
  inputTokens: number
  outputTokens: number
  seconds: number
  /** By upstream, that of the last call; `undefined`: of any. */
  readonly models: Map<string | undefined, string>
}

const TYPICAL = { cost: 0, inputTokens: 1_000, outputTokens: 1_000, seconds: 10 }

/** The weight of the newest call: older than some twenty calls hardly counts. */
const NEWEST = 0.1
/** Beyond it, models of further upstreams are not kept. */
const MOST_UPSTREAMS = 100
/** Beyond it the agent that was heard of first is forgotten. */
const MOST_AGENTS = 10_000

export function createExpectedCosts(): ExpectedCosts {
  const agents = new Map<string, Learnt>()
  return {
    learn(records) {
      for (const { agentId, cost, kind, usage, upstream, totalMs } of records) {
        // A copy costs as much as it does, but no caller.
        if (agentId === undefined || cost === undefined || kind === 'mirror') continue
        const { inputTokens, outputTokens = 0, totalTokens = 0, model } = usage ?? {}
        // Of a sum alone it is not known what was made: it is charged as read.
        const read = inputTokens ?? (usage?.outputTokens === undefined ? totalTokens : 0)
        const taken = { cost, inputTokens: read, outputTokens, seconds: totalMs / 1_000 }
        const known = agents.get(agentId)
        if (known === undefined && agents.size >= MOST_AGENTS) forgetOldest(agents)
        const learnt = known ?? { ...taken, models: new Map<string | undefined, string>() }
        agents.set(agentId, learnt)
        for (const name of ['cost', 'inputTokens', 'outputTokens', 'seconds'] as const) {
          learnt[name] += (taken[name] - learnt[name]) * NEWEST
        }
        if (model === undefined) continue
        learnt.models.set(undefined, model)
        if (learnt.models.has(upstream) || learnt.models.size < MOST_UPSTREAMS) learnt.models.set(upstream, model)
      }
    },
    at(agentId, upstream, price) {
      const learnt = agents.get(agentId)
      const { inputTokens, outputTokens, seconds } = learnt ?? TYPICAL
      const model = learnt?.models.get(upstream) ?? learnt?.models.get(undefined)
      return costOf({ inputTokens, outputTokens, ...(model === undefined ? {} : { model }) }, price, seconds)
    },
    of(agentId, prices) {
      let expected = agents.get(agentId)?.cost ?? 0
      for (const price of prices) expected = Math.max(expected, price?.perCall ?? 0)
      return expected
    },
  }
}

function forgetOldest(agents: Map<string, Learnt>): void {
  const { value } = agents.keys().next()
  if (value !== undefined) agents.delete(value)
}
