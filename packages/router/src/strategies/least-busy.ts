import type { Candidate, Strategy } from '../strategy.ts'
import { lowest } from './lowest.ts'
import { weightedDraw } from './weighted-draw.ts'

/** Calls under way, of what its weight lets it carry. */
export const load = ({ active, weight }: Candidate): number => active / weight

/** The one with the fewest calls under way for its weight. */
export function leastBusy(): Strategy {
  const draw = weightedDraw()
  return (candidates, _call, random) => {
    const first = candidates[draw(candidates, random)]
    // While it is idle there is no better one, and idle ones are chosen by their weights.
    return first === undefined || first.active === 0 ? first : lowest(candidates, random, load)
  }
}
