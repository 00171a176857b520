/** A stretch of time that a budget holds for. */
export interface BudgetPeriod {
  /** The same for every gateway at that time. */
  readonly name: string
  /** Milliseconds since the epoch at which the next begins; absent: never. */
  readonly resetAt?: number
}

const DAY = 86_400
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: DAY, w: 7 * DAY }
const DURATION = /^([1-9]\d{0,5})(s|m|h|d|w|mo)$/
/** 1970-01-05, the first Monday. */
const FIRST_MONDAY = 4 * DAY * 1_000

/** Whether `budgetPeriod` knows such a duration. */
export const isBudgetDuration = (text: string): boolean => DURATION.test(text)

/**
 * The period that a time falls in, in UTC. Months begin on the 1st (`30d` is `1mo`, as LiteLLM has it), weeks (`7d`) on
 * Monday, days at midnight; every other duration is laid end to end from 1970 on. A period follows from the clock alone,
 * so gateways agree without asking each other.
 */
export function budgetPeriod(duration: string | undefined, now: number): BudgetPeriod {
  const [, digits, unit = ''] = DURATION.exec(duration ?? '') ?? []
  if (digits === undefined) return { name: 'ever' }
  const amount = Number(digits)
  const seconds = amount * (SECONDS[unit] ?? 0)
  if (unit === 'mo' || seconds === 30 * DAY) return months(unit === 'mo' ? amount : 1, now)
  const length = seconds * 1_000
  const origin = seconds === 7 * DAY ? FIRST_MONDAY : 0
  const start = Math.floor((now - origin) / length) * length + origin
  return { name: `${seconds}s ${new Date(start).toISOString()}`, resetAt: start + length }
}

function months(amount: number, now: number): BudgetPeriod {
  const date = new Date(now)
  const since = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  const first = Math.floor(since / amount) * amount
  const start = Date.UTC(1970, first, 1)
  return { name: `${amount}mo ${new Date(start).toISOString()}`, resetAt: Date.UTC(1970, first + amount, 1) }
}
