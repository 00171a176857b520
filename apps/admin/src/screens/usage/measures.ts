import { count, counted } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'

/** What calls took and cost, of one stretch of time. */
export interface Sums {
  readonly calls: number
  readonly errors: number
  readonly total_tokens: number
  readonly cost: number
  readonly latency?: { readonly total?: { readonly p50: number; readonly p95: number } | undefined } | undefined
}

/** What the chart can show, in the order of its tabs: its name, and what groups are ordered by. */
export const MEASURES = {
  cost: { label: 'Cost', order: 'cost' },
  calls: { label: 'Calls', order: 'calls' },
  errors: { label: 'Errors', order: 'errors' },
  latency: { label: 'Latency', order: 'p95' },
  tokens: { label: 'Tokens', order: 'total_tokens' },
} as const

export type Measure = keyof typeof MEASURES
/** Those that add up over agents and hours. */
export type Additive = Exclude<Measure, 'latency'>

const NAMES: readonly Measure[] = ['cost', 'calls', 'errors', 'latency', 'tokens']
export const measures = NAMES.map((id) => ({ id, label: MEASURES[id].label }))

export const isMeasure = (value: unknown): value is Measure => NAMES.some((name) => name === value)

/** A figure of some sums. */
export function figureOf(measure: Additive, sums: Sums): number {
  return measure === 'tokens' ? sums.total_tokens : sums[measure]
}

/** A figure with its unit, as a sentence has it. */
export function measureText(measure: Measure, value: number): string {
  if (measure === 'cost') return value === 0 ? '$0.00' : money(value)
  if (measure === 'latency') return duration(value)
  return counted(value, { calls: 'call', errors: 'error', tokens: 'token' }[measure])
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** The same beside an axis, where there is room for a few letters. */
export function axisText(measure: Measure, value: number): string {
  if (measure === 'cost' || measure === 'latency') return measureText(measure, value)
  return value < 1_000 ? count(value) : COMPACT.format(value)
}
