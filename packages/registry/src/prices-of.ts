import type { AgentCost } from '@gateway/core'

interface Priced {
  readonly cost?: AgentCost | undefined
  readonly upstreams: readonly { readonly cost?: AgentCost | undefined }[]
}

/** What each upstream of an agent is charged with: its own price, else the agent's. */
export function pricesOf({ cost, upstreams }: Priced): readonly (AgentCost | undefined)[] {
  return upstreams.map((upstream) => upstream.cost ?? cost)
}
