import type { Candidate } from '../strategy.ts'

/** Draws the place of one of the candidates. */
export type WeightedDraw = (candidates: readonly Candidate[], random: () => number) => number

/** Draws one of them, each as often as its weight says. O(log n), once the weights of these candidates are summed up. */
export function weightedDraw(): WeightedDraw {
  const sums = new WeakMap<readonly Candidate[], Float64Array>()
  return (candidates, random) => {
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
}

function sumOf(candidates: readonly Candidate[]): Float64Array {
  let sum = 0
  return Float64Array.from(candidates, ({ weight }) => {
    sum += weight
    return sum
  })
}
