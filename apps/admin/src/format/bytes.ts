const UNITS = ['B', 'KB', 'MB', 'GB']

/** Bytes in the unit that fits: `512 B`, `1.2 KB`. */
export function bytes(number: number): string {
  const power = number < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(number) / Math.log(1_000)))
  const value = number / 1_000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`
}
