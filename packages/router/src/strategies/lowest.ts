import type { Candidate } from '../strategy.ts'

/** The one with the lowest score; among equal ones each has the same chance. */
export function lowest(
  candidates: readonly Candidate[],
  random: () => number,
  score: (candidate: Candidate) => number,
): Candidate | undefined {
  let best: Candidate | undefined
  let least = Number.POSITIVE_INFINITY
  let equal = 0
  for (const candidate of candidates) {
    const now = score(candidate)
    if (best === undefined || now < least) {
      best = candidate
      least = now
      equal = 1
    } else if (now === least) {
      equal += 1
      // Each of n equal ones is kept with a chance of 1/n.
      if (random() * equal < 1) best = candidate
    }
  }
  return best
}
