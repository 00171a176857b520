import type { Operation } from '@gateway/core'

export const REDACTED = '[redacted]'

/** Members of push configurations that are secrets: webhook tokens and credentials (specification §4.3). */
const SECRET_MEMBERS = new Set(['token', 'credentials'])
/** The members that hold a push configuration, by their names in both versions. */
const CONFIGURATIONS = new Set(['taskPushNotificationConfig', 'pushNotificationConfig'])
/** What both end with in a text, and hardly any other: looking for it is several times cheaper than for either. */
const CONFIGURATION_ENDS = 'ushNotificationConfig"'

/** A name may be written with its letters escaped, which JSON allows and nobody has a reason for. */
const ESCAPED_LETTER = /\\u00[4-7]/i

/**
 * Content without the credentials of push configurations. Only where one can be is the text looked at; one that cannot
 * be read (cut off, or nested beyond reason) is left out, for it may hold a secret.
 */
export function redactContent(text: string | undefined, operation: Operation | undefined): string | undefined {
  if (text === undefined || operation === undefined) return text
  const isConfiguration = operation.includes('PushNotificationConfig')
  if (!isConfiguration && !text.includes(CONFIGURATION_ENDS) && !ESCAPED_LETTER.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    const told = JSON.stringify(redacted(value, isConfiguration))
    // Written anew only where there was something to hide: a text keeps its numbers as they were written.
    return told === JSON.stringify(value) ? text : told
  } catch {
    return undefined
  }
}

function redacted(value: unknown, within: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, within))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      within && SECRET_MEMBERS.has(name) ? REDACTED : redacted(member, within || CONFIGURATIONS.has(name)),
    ]),
  )
}
