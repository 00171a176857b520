import type { Candidate, Strategy } from '../strategy.ts'
import { load } from './least-busy.ts'
import { weightedDraw } from './weighted-draw.ts'

/**
 * Two are drawn by their weights, the less busy one is taken: nearly as even as the least busy of all, in the time of two
 * looks, and without every replica of a gateway running to the same one. While none is busy, shares are the weights.
 */
export function twoChoices(): Strategy {
  const draw = weightedDraw()
  return (candidates, _call, random) => {
    const index = draw(candidates, random)
    const first = candidates[index]
    if (first === undefined || first.active === 0) return first
    let second: Candidate | undefined = candidates[draw(candidates, random)]
    if (second === first) {
      // The same one twice is no choice; its neighbour is one, unless it is meant to get less.
      second = candidates[(index + 1) % candidates.length]
      if (second !== undefined && second.weight < first.weight) return first
    }
    return second !== undefined && load(second) < load(first) ? second : first
  }
}
