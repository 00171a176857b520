/** The units of durations as the API writes them. A month is one of the calendar, where months are taken. */
export const DURATION_UNITS = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months' } as const

export type DurationUnit = keyof typeof DURATION_UNITS

export const isDurationUnit = (unit: string): unit is DurationUnit => Object.hasOwn(DURATION_UNITS, unit)

export interface Amount {
  readonly amount: number
  readonly unit: DurationUnit
}

const SECONDS_A_MINUTE = 60

/** `30d` as amount and unit; nothing where it is none. Seconds, which nobody types here, are rounded up to minutes. */
export function parseAmount(text: string | null | undefined): Amount | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,9})(mo|[smhdw])$/.exec(text?.trim() ?? '') ?? []
  const amount = Number(digits)
  if (amount === 0) return undefined
  if (unit === 's') return { amount: Math.ceil(amount / SECONDS_A_MINUTE), unit: 'm' }
  return isDurationUnit(unit) ? { amount, unit } : undefined
}

/** A duration in words: `30 days`, `1 month`; as it is where it has another form. */
export function durationText(text: string): string {
  const parsed = parseAmount(text)
  if (parsed === undefined || text.endsWith('s')) return text
  const unit = DURATION_UNITS[parsed.unit]
  return `${parsed.amount} ${parsed.amount === 1 ? unit.slice(0, -1) : unit}`
}
