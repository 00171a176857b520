/** Lenient reading for cards: a card that is wrong in one place is still worth having. */
import type { JsonObject, JsonValue } from '../json.ts'
import { isJsonObject } from '../json.ts'

export function stringOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/** Only the strings of an array; `otherwise` when it is no array. */
export function stringsOr(value: unknown, otherwise: readonly string[]): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : otherwise
}

/** Only the objects of an array. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Without members that are null, or an empty string where an absent one says the same. */
export function withoutNoise(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== ''))
}
