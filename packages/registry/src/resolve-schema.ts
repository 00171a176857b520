import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** Follows a `$ref` into `$defs` of the same document. An empty schema where it leads nowhere. */
export function resolveSchema(schema: JsonObject, root: JsonObject): JsonObject {
  let current = schema
  for (let steps = 0; typeof current.$ref === 'string' && steps < 16; steps++) {
    const path = current.$ref.replace(/^#\/?/, '').split('/').filter(Boolean)
    const target = path.reduce<JsonValue | undefined>(
      (place, part) => (isJsonObject(place) ? place[part] : undefined),
      root,
    )
    if (!isJsonObject(target)) return {}
    current = target
  }
  return current
}
