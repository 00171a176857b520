/** The targets that the gateway is held to (the yardstick is a bare pass-through on the same machine). */
export const TARGETS = {
  throughputRatio: 0.8,
  addedMedianMs: 1,
  addedFirstEventMs: 1,
  cpuPerEventUs: 8,
  startMs: 1_000,
  chunkRatio: 1.1,
  routingUs: 5,
  scaleRatio: 1.5,
  logQueryMs: 300,
} as const

export interface Verdict {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

export function atLeast(what: string, value: number, target: number): Verdict {
  return { what, figure: value.toFixed(2), target: `at least ${target}`, met: value >= target }
}

export function atMost(what: string, value: number, target: number, unit: string): Verdict {
  return { what, figure: `${value.toFixed(2)} ${unit}`, target: `at most ${target} ${unit}`, met: value <= target }
}
