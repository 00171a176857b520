import type { JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { createPatch } from 'rfc6902'

/** One difference, as JSON Patch (RFC 6902) has it: what makes the first answer the second. */
export interface AnswerChange {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test'
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

/** What no two answers have in common, whatever they say. */
const OF_ITS_OWN = new Set(['messageId', 'taskId', 'contextId', 'artifactId', 'timestamp'])
/** Lists are compared item by item with one another: so many comparisons take well under a second. */
const MOST_COMPARED = 1_000_000

/** How an answer differs from another, without ids and times; `undefined`: they are too large to compare. */
export function answerDiff(before: JsonValue, after: JsonValue): readonly AnswerChange[] | undefined {
  const [first, second] = [comparable(before), comparable(after)]
  if (sizeOf(first) * sizeOf(second) > MOST_COMPARED) return undefined
  return createPatch(first, second)
}

function comparable(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(comparable)
  if (!isJsonObject(value)) return value
  const isTask = 'status' in value
  const kept = Object.entries(value).filter(([name]) => !OF_ITS_OWN.has(name) && !(isTask && name === 'id'))
  return Object.fromEntries(kept.map(([name, member]) => [name, comparable(member)]))
}

/** How many values there are in it, itself included. */
function sizeOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((size, member) => size + sizeOf(member), 1)
}
