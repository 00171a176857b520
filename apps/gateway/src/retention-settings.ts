import { parseDuration } from '@gateway/auth'
import { isGatewayError } from '@gateway/core'
import type { RetentionLimits } from '@gateway/logging'
import { z } from 'zod'

const HOW_LONG = 'must be a duration such as 7d or 12h, or never'
const HOW_MUCH = 'must be a size such as 5GiB or 500MiB, or never'
const NEVER = 'never'
const BYTES: Readonly<Record<string, number>> = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 }

const kept = (byDefault: string, what: string) =>
  z
    .string(HOW_LONG)
    .refine((text) => text === NEVER || isDuration(text), HOW_LONG)
    .default(byDefault)
    .meta({ description: `How long ${what}: a number and s, m, h, d or w, or never to delete them.` })

/** `retention:` of `gateway.yaml`. */
export const retentionSettings = z.strictObject({
  records: kept('30d', 'records of calls are kept'),
  content: kept('7d', 'requests and answers are kept'),
  events: kept('7d', 'the events of a task are kept after its work has ended'),
  maxSize: z
    .string(HOW_MUCH)
    .refine((text) => text === NEVER || bytesOf(text) !== undefined, HOW_MUCH)
    .default('5GiB')
    .meta({
      description: 'How much a SQLite database may hold before its oldest content goes, then its oldest records.',
    }),
})

function isDuration(text: string): boolean {
  try {
    return parseDuration(text) > 0
  } catch (error) {
    if (isGatewayError(error)) return false
    throw error
  }
}

function bytesOf(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,6})([MGT]iB)$/.exec(text) ?? []
  const bytes = Number(amount) * (BYTES[unit] ?? 0)
  return bytes > 0 ? bytes : undefined
}

/** The settings as numbers. */
export function retentionLimits({
  records,
  content,
  events,
  maxSize,
}: z.output<typeof retentionSettings>): RetentionLimits {
  const milliseconds = (text: string) => (text === NEVER ? undefined : parseDuration(text))
  return {
    records: milliseconds(records),
    content: milliseconds(content),
    events: milliseconds(events),
    maxBytes: maxSize === NEVER ? undefined : bytesOf(maxSize),
  }
}
