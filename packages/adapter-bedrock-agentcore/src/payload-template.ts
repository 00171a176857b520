import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** The words that a payload can have in double braces. */
export const PAYLOAD_WORDS = [
  'text',
  'data',
  'files',
  'metadata',
  'sessionId',
  'contextId',
  'taskId',
  'runId',
  'messageId',
] as const

export type PayloadWord = (typeof PAYLOAD_WORDS)[number]

/** What the words stand for. A member whose word stands for nothing is left out. */
export type PayloadValues = { readonly [Word in PayloadWord]?: JsonValue }

const WORD = /\{\{\s*([^{}]*?)\s*\}\}/g
const ONE_WORD = /^\{\{\s*([^{}]*?)\s*\}\}$/
/** The member whose value is merged into the payload. */
const MERGED = '...'

export function isPayloadWord(word: string): word is PayloadWord {
  return PAYLOAD_WORDS.some((known) => known === word)
}

/** Every word in a template. */
export function wordsIn(template: unknown): readonly string[] {
  if (typeof template === 'string') return [...template.matchAll(WORD)].map(([, word]) => word ?? '')
  return typeof template === 'object' && template !== null ? Object.values(template).flatMap(wordsIn) : []
}

/**
 * A template with its words replaced. A string that is one word becomes the value itself, of whatever type; within a
 * longer string a value stands as text. What `...` names is merged in, and never takes the place of a member that the
 * template has: what a caller sends does not overwrite what the operator wrote.
 */
export function filledPayload(template: JsonObject, values: PayloadValues): JsonObject {
  const { [MERGED]: merged, ...members } = template
  const data = merged === undefined ? undefined : filled(merged, values)
  const others = isJsonObject(data) ? Object.entries(data).filter(([name]) => !Object.hasOwn(members, name)) : []
  return { ...Object.fromEntries(others), ...filledMembers(members, values) }
}

function filled(template: JsonValue, values: PayloadValues): JsonValue | undefined {
  const valueFor = (word: string) => (isPayloadWord(word) ? values[word] : undefined)
  if (typeof template === 'string') {
    const [, word] = ONE_WORD.exec(template) ?? []
    return word === undefined ? template.replace(WORD, (_, name: string) => asText(valueFor(name))) : valueFor(word)
  }
  if (Array.isArray(template)) {
    return template.map((each) => filled(each, values)).filter((value) => value !== undefined)
  }
  return isJsonObject(template) ? filledMembers(template, values) : template
}

function filledMembers(template: JsonObject, values: PayloadValues): JsonObject {
  const members = Object.entries(template).map(([name, member]) => [name, filled(member, values)] as const)
  return Object.fromEntries(members.filter((member): member is [string, JsonValue] => member[1] !== undefined))
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
