import type { Candidate, Strategy } from '../strategy.ts'
import { twoChoices } from './two-choices.ts'

/**
 * Those of the lowest `priority` for as long as one of them can be given the call, then the next: an upstream that is
 * down, or has as many calls as it may have, is no candidate, so the work spills over.
 */
export function priority(): Strategy {
  const firsts = new WeakMap<readonly Candidate[], readonly Candidate[]>()
  const among = twoChoices()
  return (candidates, call, random, now) => {
    let first = firsts.get(candidates)
    if (first === undefined) {
      const least = candidates.reduce((lowest, candidate) => Math.min(lowest, candidate.priority), Infinity)
      first = candidates.filter((candidate) => candidate.priority === least)
      firsts.set(candidates, first)
    }
    return among(first, call, random, now)
  }
}
