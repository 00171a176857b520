import type { JSONValue } from 'json-p3'
import { REDACTED } from './redacted.ts'
import { readRule } from './redaction-rules.ts'

/** A place of a value: all of it is left out, or what is at some places within. */
interface Place {
  whole: boolean
  readonly within: Map<string | number, Place>
}

/** JSON text without what the paths find; what they do not find anything in stays to the character. Throws INVALID_PARAMS. */
export function pathRule(
  { JSONPathEnvironment }: typeof import('json-p3'),
  paths: readonly string[],
): (json: string) => string {
  const environment = new JSONPathEnvironment()
  // Regular expressions that take exponential time, on what callers send.
  for (const name of ['match', 'search']) environment.functionRegister.delete(name)
  const queries = paths.map((path, index) =>
    readRule(`paths[${index}]`, 'a JSONPath (RFC 9535)', () => environment.compile(path)),
  )
  return (json) => {
    const value: JSONValue = JSON.parse(json)
    const found: Place = { whole: false, within: new Map() }
    for (const query of queries) for (const { location } of query.query(value).nodes) mark(found, location)
    return found.whole || found.within.size > 0 ? JSON.stringify(without(value, found)) : json
  }
}

function mark(root: Place, location: readonly (string | number)[]): void {
  let place = root
  for (const step of location) {
    const next: Place = place.within.get(step) ?? { whole: false, within: new Map() }
    place.within.set(step, next)
    place = next
  }
  place.whole = true
}

function without(value: JSONValue, { whole, within }: Place): JSONValue {
  if (whole) return REDACTED
  const told = (step: string | number, member: JSONValue): JSONValue => {
    const place = within.get(step)
    return place === undefined ? member : without(member, place)
  }
  if (Array.isArray(value)) return value.map((item, index) => told(index, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, told(name, member)]))
}
