import type { LiveUpstream } from './live-upstream.ts'

/** Answers below which an average says nothing, and others below which there is nothing to compare with. */
const ENOUGH_ANSWERS = 10
const ENOUGH_OTHERS = 2

/** Why this upstream is too slow next to the others; `undefined` when it is not. */
export function slowness(
  upstream: LiveUpstream,
  upstreams: readonly LiveUpstream[],
  factor: number,
): string | undefined {
  const { latencyMs, answers } = upstream
  if (latencyMs === undefined || answers < ENOUGH_ANSWERS) return undefined
  const others = upstreams
    .filter((other) => other !== upstream && other.answers >= ENOUGH_ANSWERS)
    .flatMap((other) => other.latencyMs ?? [])
    .sort((one, two) => one - two)
  const median = others[others.length >> 1]
  if (median === undefined || others.length < ENOUGH_OTHERS || latencyMs < factor * median) return undefined
  return `Its first events take ${Math.round(latencyMs)} ms, those of the others ${Math.round(median)} ms.`
}
