import type { JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** JSON Merge Patch (RFC 7396): members given replace, objects are merged, `null` removes, lists are replaced whole. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch
  const base: JsonObject = isJsonObject(target) ? target : {}
  const kept = Object.entries(base).filter(([name]) => !Object.hasOwn(patch, name))
  const merged = Object.entries(patch).flatMap(([name, value]) => {
    if (value === null) return []
    // What is undefined was not given, as in JSON.
    if (value === undefined) return Object.hasOwn(base, name) ? [[name, base[name]]] : []
    return [[name, mergePatch(Object.hasOwn(base, name) ? base[name] : undefined, value)]]
  })
  return Object.fromEntries([...kept, ...merged])
}
