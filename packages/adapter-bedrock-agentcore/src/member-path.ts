import type { JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** What stands at a path such as `output.messages.0.text` in a value; a negative number counts from the end of a list. */
export function memberAt(value: JsonValue, path: string): JsonValue | undefined {
  let found: JsonValue | undefined = value
  for (const name of path.split('.')) {
    if (Array.isArray(found)) found = found.at(Number(name))
    else if (isJsonObject(found) && Object.hasOwn(found, name)) found = found[name]
    else return undefined
  }
  return found
}
