import type { AuditEntry, JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { REDACTED } from './redacted.ts'

/** Keys of the gateway, also those of somebody's own choice, and of many vendors, wherever somebody put one by mistake. */
const KEYS = /\bsk-[\x21-\x7e]{13,}/g

/** Members of free text whose names say that a secret stands there. */
const SECRET_NAME = /pass(?:word|phrase)|secret|token|credential|authorization|api[-_]?key|private[-_]?key|cookie/i

/**
 * The entry without what looks like a secret. Views hide what is known to be one; this is about what people write into
 * names, reasons and metadata, where nobody can know.
 */
export function redactAudit(entry: AuditEntry): AuditEntry {
  const { actor, target, before, after, reason } = entry
  return {
    ...entry,
    actor: actor.kind === 'caller' ? { ...actor, ...textOf('keyAlias', actor.keyAlias) } : actor,
    target: { ...target, id: withoutKeys(target.id), ...textOf('name', target.name) },
    ...(before === undefined ? {} : { before: redacted(before, false) }),
    ...(after === undefined ? {} : { after: redacted(after, false) }),
    ...textOf('reason', reason),
  }
}

const withoutKeys = (text: string) => text.replace(KEYS, REDACTED)

function textOf<Name extends string>(name: Name, text: string | undefined): { readonly [Key in Name]?: string } {
  const found: { [Key in Name]?: string } = {}
  if (text !== undefined) found[name] = withoutKeys(text)
  return found
}

function redacted(members: JsonObject, free: boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [withoutKeys(name), member(name, value, free)]),
  )
}

function member(name: string, value: JsonValue, free: boolean): JsonValue {
  if (free && SECRET_NAME.test(name) && value !== null) return REDACTED
  return redactedValue(value, free || name === 'metadata')
}

function redactedValue(value: JsonValue, free: boolean): JsonValue {
  if (typeof value === 'string') return withoutKeys(value)
  if (Array.isArray(value)) return value.map((item: JsonValue) => redactedValue(item, free))
  return isJsonObject(value) ? redacted(value, free) : value
}
