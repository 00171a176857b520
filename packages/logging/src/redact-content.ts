import type { Operation } from '@gateway/core'

export const REDACTED = '[redacted]'

/** Members of push configurations that are secrets: webhook tokens and credentials (specification §4.3). */
const SECRET_MEMBERS = new Set(['token', 'credentials'])
/** The members that hold a push configuration, by their names in both versions. */
const CONFIGURATIONS = new Set(['taskPushNotificationConfig', 'pushNotificationConfig'])
/** What both end with in a text, and hardly any other: looking for it is several times cheaper than for either. */
const CONFIGURATION_ENDS = 'ushNotificationConfig"'

/**
 * Content without the credentials of push configurations. Only where one can be is the text looked at; one that cannot
 * be read (cut off, or nested beyond reason) is left out, for it may hold a secret.
 */
export function redactContent(text: string | undefined, operation: Operation | undefined): string | undefined {
  if (text === undefined || operation === undefined) return text
  const isConfiguration = operation.includes('PushNotificationConfig')
  if (!isConfiguration && !text.includes(CONFIGURATION_ENDS)) return text
  try {
    return JSON.stringify(redacted(JSON.parse(text), isConfiguration))
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
