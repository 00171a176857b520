import { isObject } from '../../../components/schema-form/json.ts'

/** What makes the one of the other, as JSON Merge Patch (RFC 7396); `undefined` where they are the same. */
export function mergePatchOf(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) {
    if (JSON.stringify(before) === JSON.stringify(after)) return undefined
    return after === undefined ? null : after
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const members = [...names].flatMap((name) => {
    const patch = mergePatchOf(before[name], after[name])
    return patch === undefined ? [] : [[name, patch]]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}
