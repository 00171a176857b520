import type { Strategy } from '../strategy.ts'
import { lowest } from './lowest.ts'
import { weightedDraw } from './weighted-draw.ts'

/**
 * The one that answers first: moving average of the time to the first event, times the calls that it has under way and
 * this one, so that the fastest is not buried. One that has not answered yet counts as fast as the fastest.
 *
 * @param share of the calls that are given to any of them, so that the averages of the others stay true. Default 0.1.
 */
export function lowestLatency(share = 0.1): Strategy {
  const draw = weightedDraw()
  return (candidates, _call, random) => {
    if (random() < share) return candidates[draw(candidates, random)]
    let fastest = Number.POSITIVE_INFINITY
    for (const { latencyMs } of candidates) if (latencyMs !== undefined && latencyMs < fastest) fastest = latencyMs
    const unknown = fastest === Number.POSITIVE_INFINITY ? 1 : fastest
    return lowest(
      candidates,
      random,
      ({ latencyMs = unknown, active, weight }) => (Math.max(latencyMs, 0.01) * (active + 1)) / weight,
    )
  }
}
