import { consistentHash } from './strategies/consistent-hash.ts'
import { leastBusy } from './strategies/least-busy.ts'
import { lowestCost } from './strategies/lowest-cost.ts'
import { lowestLatency } from './strategies/lowest-latency.ts'
import { priority } from './strategies/priority.ts'
import { rate } from './strategies/rate.ts'
import { roundRobin } from './strategies/round-robin.ts'
import { twoChoices } from './strategies/two-choices.ts'
import { weighted } from './strategies/weighted.ts'
import type { Strategy } from './strategy.ts'

/** The strategies by the names that configuration calls them; each call makes a new one, with a memory of its own. */
export const STRATEGIES = {
  'two-choices': twoChoices,
  'round-robin': roundRobin,
  weighted,
  'least-busy': leastBusy,
  'lowest-latency': lowestLatency,
  'lowest-cost': lowestCost,
  rate,
  priority,
  'consistent-hash': consistentHash,
} as const satisfies Record<string, () => Strategy>

export type StrategyName = keyof typeof STRATEGIES
