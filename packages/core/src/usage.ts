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

/** What an agent tells may be anything: counts and prices are from 0 to what numbers are exact to. */
const isCount = (told: number | undefined): told is number =>
  told !== undefined && told >= 0 && told <= Number.MAX_SAFE_INTEGER

/** Two usages of one run as one. The later model stands; what cannot be a count is left out. */
export function addUsage(one: Usage, other: Usage): Usage {
  const sum = (name: 'inputTokens' | 'outputTokens' | 'totalTokens' | 'cost') => {
    const [a, b] = [one[name], other[name]]
    const told = [a, b].filter(isCount)
    return told.length === 0 ? {} : { [name]: told.reduce((sum, each) => sum + each) }
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
