import type { Candidate, RoutedCall } from '../strategy.ts'

/** A candidate that is idle and of weight 1, but for the fields given. Frozen: a strategy only reads. */
export function candidate(name: string, fields: Partial<Candidate> = {}): Candidate {
  return Object.freeze({
    name,
    weight: 1,
    priority: 0,
    cost: undefined,
    active: 0,
    latencyMs: undefined,
    callsPerMinute: 0,
    requestsPerMinute: undefined,
    ...fields,
  })
}

/** Numbers of [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A new message, in a conversation or not. */
export function routedCall(contextId?: string): RoutedCall {
  const context = {
    requestId: 'request-1',
    owner: { keyId: 'key-1' },
    agent: { id: 'agent-1', name: 'agent' },
    headers: {},
  }
  return { operation: 'sendMessage', contextId, context }
}

/** How often each is chosen: one call for each of so many conversations. */
export function choices(
  choose: (call: RoutedCall, index: number) => Candidate | undefined,
  calls: number,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (let index = 0; index < calls; index++) {
    const name = choose(routedCall(`context-${index}`), index)?.name ?? 'none'
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
