import { gatewayError, isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import { z } from 'zod'

/** JSON Schemas of zod schemas; those with an id are collected, and referred to by it. */
export class OpenApiSchemas {
  readonly named: Record<string, JsonValue> = {}

  /** Of what is sent, or of what is answered: callers are told that later versions may add members to answers. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonValue {
    // Below a member, as a schema with an id would stand for itself at the top.
    const wrapped = z.toJSONSchema(z.object({ value: schema }), {
      io,
      unrepresentable: 'any',
      override({ jsonSchema }) {
        // A time or an address is known by its format; the pattern that checks it only fills the page.
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern
        if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      },
    })
    const made = atComponents(json.parse(wrapped))
    if (!isJsonObject(made)) return {}
    const { $defs, properties } = made
    for (const [id, named] of Object.entries(isJsonObject($defs) ? $defs : {})) {
      const known = this.named[id]
      const found = isJsonObject(named) ? without(named, 'id') : (named ?? {})
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(found)) {
        throw gatewayError(
          'INTERNAL_ERROR',
          `two schemas are called '${id}' in the description of the API: rename one.`,
        )
      }
      this.named[id] = found
    }
    return isJsonObject(properties) ? (properties.value ?? {}) : {}
  }
}

const json: z.ZodType<JsonValue> = z.json()

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([member]) => member !== name))

/** With references to where OpenAPI keeps schemas. */
function atComponents(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(atComponents)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, JsonValue] => [
      name,
      name === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : atComponents(inner ?? null),
    ]),
  )
}
