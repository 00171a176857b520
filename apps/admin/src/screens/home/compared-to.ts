const PERCENT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
/** Beyond it a number of times is easier to read. */
const MOST_PERCENT = 1_000

/** A figure of the last 24 hours against that of the 24 before, in words. */
export function comparedTo(now: number, before: number | undefined): string {
  if (before === undefined || before === 0) return now === 0 ? 'none the day before either' : 'none the day before'
  const change = ((now - before) / before) * 100
  if (Math.abs(change) < 0.5) return 'as the day before'
  if (change > MOST_PERCENT) return `${PERCENT.format(now / before)} times the day before`
  return `${PERCENT.format(Math.abs(change))} % ${change > 0 ? 'more' : 'less'} than the day before`
}
