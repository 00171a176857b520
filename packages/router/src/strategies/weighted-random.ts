import type { Candidate } from '../strategy.ts'

/** Weights summed up, for as long as the candidates stay the same. */
const sums = new WeakMap<readonly Candidate[], Float64Array>()

/** One of them, each as often as its weight says. O(log n). */
export function weightedRandom(candidates: readonly Candidate[], random: () => number): Candidate | undefined {
  return candidates[weightedIndex(candidates, random)]
}

/** The place of one of them, drawn in the same way. */
export function weightedIndex(candidates: readonly Candidate[], random: () => number): number {
  const known = sums.get(candidates)
  const sum = known ?? sumOf(candidates)
  if (known === undefined) sums.set(candidates, sum)
  const wanted = random() * (sum[sum.length - 1] ?? 0)
  let low = 0
  let high = sum.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sum[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return low
}

function sumOf(candidates: readonly Candidate[]): Float64Array {
  let sum = 0
  return Float64Array.from(candidates, ({ weight }) => {
    sum += weight
    return sum
  })
}
