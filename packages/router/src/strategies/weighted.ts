import type { Candidate, Strategy } from '../strategy.ts'

/**
 * In turn, each as often as its weight says, and evenly spread: 5, 1, 1 gives a a b a c a a, not a a a a a b c (the
 * smooth weighted round-robin of nginx).
 */
export function weighted(): Strategy {
  /** What each has been owed so far. One that is left out for a while keeps its place. */
  let owed = new Map<string, number>()
  return (candidates) => {
    if (owed.size > 2 * candidates.length + 16) {
      owed = new Map(candidates.map(({ name }) => [name, owed.get(name) ?? 0]))
    }
    let total = 0
    let best: Candidate | undefined
    let most = Number.NEGATIVE_INFINITY
    for (const candidate of candidates) {
      total += candidate.weight
      const now = (owed.get(candidate.name) ?? 0) + candidate.weight
      owed.set(candidate.name, now)
      if (now > most) {
        most = now
        best = candidate
      }
    }
    if (best !== undefined) owed.set(best.name, most - total)
    return best
  }
}
