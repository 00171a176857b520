import type { Strategy } from '../strategy.ts'
import { load } from './least-busy.ts'
import { lowest } from './lowest.ts'

/** The cheapest one; among equally cheap ones the least busy. What a call costs there is `cost`; without it, the dearest. */
export function lowestCost(): Strategy {
  return (candidates, _call, random) => {
    let least = Number.POSITIVE_INFINITY
    for (const { cost = Number.POSITIVE_INFINITY } of candidates) if (cost < least) least = cost
    return lowest(candidates, random, (candidate) =>
      (candidate.cost ?? Number.POSITIVE_INFINITY) === least ? load(candidate) : Number.POSITIVE_INFINITY,
    )
  }
}
