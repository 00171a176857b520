/** What an answer has cost its caller, in US dollars: the gateway's name for it, and the one that clients of LiteLLM read. */
export const COST_HEADERS: readonly string[] = ['x-gateway-cost', 'x-litellm-response-cost']

/** The headers of an answer whose cost is known; none where it is not. */
export function costHeaders(cost: number | undefined): Record<string, string> {
  if (cost === undefined) return {}
  // Without the noise of binary fractions, and without an exponent, which not every client reads.
  const text = Number(cost.toPrecision(12))
    .toFixed(12)
    .replace(/\.?0+$/, '')
  return Object.fromEntries(COST_HEADERS.map((name) => [name, text]))
}
