import { counted } from '../../format/count.ts'

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const

/** How long something is kept, in the largest unit that tells it whole: `30 days`, `36 hours`. */
export function keptFor(milliseconds: number | null): string {
  if (milliseconds === null) return 'for good'
  const [size, unit] = UNITS.find(([each]) => milliseconds >= each && milliseconds % each === 0) ?? [1_000, 'second']
  return counted(Math.round(milliseconds / size), unit)
}
