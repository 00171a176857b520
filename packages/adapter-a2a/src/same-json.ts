import { isJsonObject } from '@gateway/core'

/** Whether two JSON values say the same; the order of members does not count. Runs for every event. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right)
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  // Lists of names are several times cheaper than `for in` on objects of many shapes.
  const members = Object.keys(left)
  const others = Object.keys(right)
  if (members.length !== others.length) return false
  for (let index = 0; index < members.length; index++) {
    const member = members[index]
    if (member === undefined) return false
    if (member !== others[index] && !Object.hasOwn(right, member)) return false
    if (!sameJson(left[member], right[member])) return false
  }
  return true
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (!sameJson(left[index], right[index])) return false
  return true
}
