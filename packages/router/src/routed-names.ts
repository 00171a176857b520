import type { JsonObject, JsonValue } from '@gateway/core'

/** The member that tells a value which a router made from one that a runner made. */
const MARK = '@gateway/router'

/** Puts the upstream's name beside what its runner wants back (a `ref`, a `session`). */
export function withUpstream(upstream: string, value: JsonValue | undefined): JsonObject {
  return { [MARK]: upstream, ...(value === undefined ? {} : { value }) }
}

/** The upstream's name and what its runner gave. A value from before there was a router has no name. */
export function withoutUpstream(value: JsonValue | undefined): {
  readonly upstream: string | undefined
  readonly value: JsonValue | undefined
} {
  if (isObject(value)) {
    const upstream = value[MARK]
    if (typeof upstream === 'string') return { upstream, value: value.value }
  }
  return { upstream: undefined, value }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
