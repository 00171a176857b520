import { table } from './table.ts'

/** One thing that was measured with few and with many keys, agents and teams. */
export interface ScaleFigure {
  readonly what: string
  readonly unit: 'ms' | 'µs' | 'MiB'
  readonly small: number
  readonly large: number
  /** Held against the target: it must not grow. */
  readonly flat: boolean
}

export function scaleTable(figures: readonly ScaleFigure[]): string {
  const rows = figures.map(({ what, unit, small, large }) => [
    what,
    `${shown(small)} ${unit}`,
    `${shown(large)} ${unit}`,
    (large / small).toFixed(2),
  ])
  return table([['', 'small', 'large', 'ratio'], ...rows])
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))
