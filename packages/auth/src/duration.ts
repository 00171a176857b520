import { gatewayError } from '@gateway/core'

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** A hundred years. Beyond it, dates leave the four-digit years in which they are compared. */
const LONGEST_MS = 36_525 * 86_400_000

/** Milliseconds of a duration as LiteLLM writes it: `30s`, `30m`, `30h`, `30d`, `2w`. `field`: where it stands. */
export function parseDuration(text: string, field = 'duration'): number {
  const match = /^(\d{1,9})([smhdw])$/.exec(text.trim())
  const unit = UNIT_MS[match?.[2] ?? '']
  const amount = Number(match?.[1])
  if (unit === undefined || !(amount > 0)) {
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}: '${text}' is not a duration. Write a number and a unit, such as 30m, 12h or 30d.`,
      {
        field,
      },
    )
  }
  if (amount * unit > LONGEST_MS) {
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}: '${text}' is longer than a hundred years. Leave it out for no end.`,
      {
        field,
      },
    )
  }
  return amount * unit
}
