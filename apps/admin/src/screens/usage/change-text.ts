const PERCENT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** From twice as much again on, percents say less than times. */
const MOST_PERCENT = 200

/** How a figure stands to the one before: `12 % more than before`. */
export function changeText(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'none before either' : 'none before'
  const percent = ((now - before) / before) * 100
  const rounded = PERCENT.format(Math.abs(percent))
  if (rounded === '0') return 'as before'
  if (percent >= MOST_PERCENT) return `${PERCENT.format(now / before)} times as much as before`
  return `${rounded} % ${percent > 0 ? 'more' : 'less'} than before`
}
