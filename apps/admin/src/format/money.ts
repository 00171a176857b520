const CENTS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
const FRACTIONS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })

/** US dollars: `$1.94`; of less than a cent two digits that count, `$0.0042`; `–` where there is no cost. */
export function money(dollars: number): string {
  if (dollars === 0) return '–'
  return Math.abs(dollars) < 0.01 ? FRACTIONS.format(dollars) : CENTS.format(dollars)
}
