import type { Usage } from './usage.ts'

/** What an agent's work is charged with, in US dollars. What is absent costs nothing. */
export interface AgentCost {
  /** For each message that the agent takes up. */
  readonly perCall?: number | undefined
  readonly perInputToken?: number | undefined
  readonly perOutputToken?: number | undefined
}

/**
 * US dollars for one run: what the vendor says that it cost, else what its tokens cost here, and in either case the price
 * of the call. `undefined` where neither the vendor nor the agent's definition names a price.
 */
export function costOf(usage: Usage | undefined, cost: AgentCost | undefined): number | undefined {
  const { perCall, perInputToken, perOutputToken } = cost ?? {}
  const priced = perCall !== undefined || perInputToken !== undefined || perOutputToken !== undefined
  if (!priced && usage?.cost === undefined) return undefined
  const tokens = (usage?.inputTokens ?? 0) * (perInputToken ?? 0) + (usage?.outputTokens ?? 0) * (perOutputToken ?? 0)
  return (perCall ?? 0) + (usage?.cost ?? tokens)
}
