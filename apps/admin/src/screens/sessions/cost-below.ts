/** A call of a tree: the place of the one that caused it, and what it cost. */
export interface CostOfCall {
  readonly parent?: number
  readonly log?: { readonly cost?: number }
}

/** What each call of a tree cost together with all that it caused, in US dollars; in the order of the tree. */
export function costsBelow(calls: readonly CostOfCall[]): readonly number[] {
  const costs = calls.map(({ log }) => log?.cost ?? 0)
  // Each stands before those that it caused: from the end, what is below has been added up.
  for (const [index, { parent }] of [...calls.entries()].reverse()) {
    if (parent !== undefined) costs[parent] = (costs[parent] ?? 0) + (costs[index] ?? 0)
  }
  return costs
}
