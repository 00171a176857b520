/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object with a member set, or without it; `undefined` where nothing is left. */
export function withMember(object: JsonObject, name: string, value: unknown): JsonObject | undefined {
  const { [name]: _before, ...others } = object
  const next = value === undefined ? others : { ...object, [name]: value }
  return Object.keys(next).length === 0 ? undefined : next
}

/** What a secret is shown as; sent back, it stays as it is stored. */
export const STORED = '[redacted]'
