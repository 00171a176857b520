import type { Candidate, Strategy } from '../strategy.ts'

/** One after another, whatever their weights: the one whose last turn is longest ago. */
export function roundRobin(): Strategy {
  let turn = 0
  let turns = new Map<string, number>()
  return (candidates) => {
    if (turns.size > 2 * candidates.length + 16) {
      turns = new Map(candidates.map(({ name }) => [name, turns.get(name) ?? 0]))
    }
    let next: Candidate | undefined
    let least = Number.POSITIVE_INFINITY
    for (const candidate of candidates) {
      const last = turns.get(candidate.name) ?? 0
      if (last < least) {
        least = last
        next = candidate
      }
    }
    if (next !== undefined) turns.set(next.name, ++turn)
    return next
  }
}
