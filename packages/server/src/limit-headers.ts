import type { Fact } from '@gateway/core'

type LimitFact = Extract<Fact, { type: 'limit' }>

/** What is left of the limits of a call, in the headers that clients of OpenAI and LiteLLM read: `x-ratelimit-*`. */
export function limitHeaders(facts: readonly LimitFact[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const { of, limit, remaining, resetMs } of facts) {
    headers[`x-ratelimit-limit-${of}`] = String(limit)
    headers[`x-ratelimit-remaining-${of}`] = String(remaining)
    headers[`x-ratelimit-reset-${of}`] = `${Math.max(1, Math.ceil(resetMs / 1_000))}s`
  }
  return headers
}

/** The names of all of them. */
export const LIMIT_HEADERS: readonly string[] = ['requests', 'tokens'].flatMap((of) =>
  ['limit', 'remaining', 'reset'].map((what) => `x-ratelimit-${what}-${of}`),
)
