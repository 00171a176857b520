import type { JsonObject, JsonValue } from '@gateway/core'

type Path = readonly (string | number)[]

/** Where a value leads: the origin of an address, or an ARN; `undefined` for what is no place. */
function placeOf(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return undefined
  if (value.startsWith('arn:')) return value
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value) || !URL.canParse(value)) return undefined
  const { protocol, host } = new URL(value)
  return `${protocol}//${host}`
}

/** The places in settings that are not where `stored` has them: a secret of `stored` must not be sent there. */
export function movedPlaces(settings: JsonObject, stored: JsonObject): readonly Path[] {
  const moved: Path[] = []
  const walk = (value: JsonValue, before: JsonValue | undefined, path: Path): void => {
    const place = placeOf(value)
    if (place !== undefined && (before === undefined || placeOf(before) !== place)) moved.push(path)
    if (value === null || typeof value !== 'object') return
    const isList = Array.isArray(value)
    for (const [name, inner] of Object.entries(value)) {
      walk(inner, memberOf(before, name), [...path, isList ? Number(name) : name])
    }
  }
  walk(settings, stored, [])
  return moved
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined
  return Object.entries(value).find(([each]) => each === name)?.[1]
}
