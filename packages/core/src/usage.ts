/** What a run took, as the vendor reports it. */
export interface Usage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  /** Where only the sum is told, or it differs from the two (cached or reasoning tokens). */
  readonly totalTokens?: number
  readonly model?: string
  /** US dollars, where the vendor reports a price itself. */
  readonly cost?: number
  /** The agent has told nothing: the tokens are guessed by the length of the texts. */
  readonly estimated?: true
}

/** Two usages of one run as one. The later model stands. */
export function addUsage(one: Usage, other: Usage): Usage {
  const sum = (name: 'inputTokens' | 'outputTokens' | 'totalTokens' | 'cost') => {
    const [a, b] = [one[name], other[name]]
    return a === undefined && b === undefined ? {} : { [name]: (a ?? 0) + (b ?? 0) }
  }
  const model = other.model ?? one.model
  return {
    ...sum('inputTokens'),
    ...sum('outputTokens'),
    ...sum('totalTokens'),
    ...sum('cost'),
    ...(model === undefined ? {} : { model }),
    ...(one.estimated || other.estimated ? { estimated: true } : {}),
  }
}

/** How many tokens were used: the sum that was told, else what was read and made together. */
export function tokensOf({ totalTokens, inputTokens = 0, outputTokens = 0 }: Usage): number {
  return totalTokens ?? inputTokens + outputTokens
}
