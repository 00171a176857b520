import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import type { DefinitionIssue } from './definition-issue.ts'
import { resolveSchema } from './resolve-schema.ts'
import { isSecretReference, type ReadSecret, readReferences } from './secret-references.ts'

/** What stands in every answer in the place of a secret. Sent back, it keeps the stored one. */
export const REDACTED = '[redacted]'

/** Markers that keep a stored secret: this gateway's and LiteLLM's, whose clients send theirs back. */
const KEEPS_STORED = [REDACTED, 'REDACTED_BY_LITELM']

/** Also within a text, as in `Bearer [redacted]`: no secret has a marker in it. */
const keepsStored = (value: JsonValue): boolean =>
  typeof value === 'string' && KEEPS_STORED.some((marker) => value.includes(marker))

/** Every schema that may describe a value: itself and the branches it is made of. */
function branches(schema: JsonObject, root: JsonObject): JsonObject[] {
  const resolved = resolveSchema(schema, root)
  const parts = [resolved.anyOf, resolved.oneOf, resolved.allOf].flatMap((list) => (Array.isArray(list) ? list : []))
  return [resolved, ...parts.filter(isJsonObject).flatMap((part) => branches(part, root))]
}

function memberSchemas(schemas: readonly JsonObject[], name: string): JsonObject[] {
  return schemas.flatMap((schema) => {
    const own =
      isJsonObject(schema.properties) && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
    const found = own ?? schema.additionalProperties
    return isJsonObject(found) ? [found] : []
  })
}

function itemSchemas(schemas: readonly JsonObject[], index: number): JsonObject[] {
  return schemas.flatMap((schema) => {
    const found = (Array.isArray(schema.prefixItems) ? schema.prefixItems[index] : undefined) ?? schema.items
    return isJsonObject(found) ? [found] : []
  })
}

type Path = readonly (string | number)[]
type Change = (value: JsonValue, path: Path) => JsonValue

/**
 * Changes each value that stands where the schema says `secret: true`. Where a whole object or list is secret, its
 * members are changed one by one, so that keys stay readable. A value is secret when any branch of a union says so.
 */
function changeSecrets(settings: JsonObject, root: JsonObject, change: Change): JsonObject {
  const walk = (
    value: JsonValue,
    schemas: readonly JsonObject[],
    secret: boolean,
    path: readonly (string | number)[],
  ): JsonValue => {
    const all = schemas.flatMap((schema) => branches(schema, root))
    const hidden = secret || all.some((schema) => schema.secret === true)
    if (isJsonObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          walk(inner, memberSchemas(all, name), hidden, [...path, name]),
        ]),
      )
    }
    if (value !== null && typeof value === 'object') {
      return value.map((inner, index) => walk(inner, itemSchemas(all, index), hidden, [...path, index]))
    }
    return hidden && value !== null ? change(value, path) : value
  }
  const changed = walk(settings, [root], false, [])
  return isJsonObject(changed) ? changed : {}
}

/** The settings with every secret replaced by `REDACTED`; keys of secret records stay, and so does the name of a secret. */
export function redactSecrets(settings: JsonObject, schema: JsonObject): JsonObject {
  return changeSecrets(settings, schema, (value) => (isSecretReference(value) ? value : REDACTED))
}

/** The settings with the secrets that they name in place of the names; `issues` tells what cannot be read. */
export function fillSecrets(
  settings: JsonObject,
  schema: JsonObject,
  read: ReadSecret,
): { readonly settings: JsonObject; readonly issues: readonly DefinitionIssue[] } {
  const issues: DefinitionIssue[] = []
  const filled = changeSecrets(settings, schema, (value, path) => {
    if (typeof value !== 'string') return value
    const found = readReferences(value, read)
    if ('value' in found) return found.value
    issues.push({ path, message: found.problem })
    return value
  })
  return { settings: filled, issues }
}

/** The settings with each marker replaced by what is stored in its place: `kept` are those places, `missing` where nothing is. */
export function keepStoredSecrets(
  settings: JsonObject,
  stored: JsonObject | undefined,
  schema: JsonObject,
): { readonly settings: JsonObject; readonly kept: readonly Path[]; readonly missing: readonly Path[] } {
  const kept: Path[] = []
  const missing: Path[] = []
  const changed = changeSecrets(settings, schema, (value, path) => {
    if (!keepsStored(value)) return value
    const found = path.reduce<JsonValue | undefined>(
      (place, part) => (isPlace(place) && Object.hasOwn(place, part) ? place[part] : undefined),
      stored,
    )
    if (found === undefined || found === null) missing.push(path)
    else kept.push(path)
    return found ?? value
  })
  return { settings: changed, kept, missing }
}

function isPlace(value: JsonValue | undefined): value is { readonly [part: string | number]: JsonValue } {
  return typeof value === 'object' && value !== null
}
