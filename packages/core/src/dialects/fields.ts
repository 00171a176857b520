/** Checks of single members. Every check names the place it looks at in the words of the version that is read. */

import { isRawNumber } from '../exact-number.ts'
import type { ErrorCode, GatewayError } from '../gateway-error.ts'
import { gatewayError } from '../gateway-error.ts'
import type { JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'

/** Who sent what is read, which decides whose mistake it is. */
export type Sender = 'caller' | 'agent'

const CODES = { caller: 'INVALID_PARAMS', agent: 'INVALID_AGENT_RESPONSE' } as const satisfies Record<Sender, ErrorCode>

/** The error for a wrong value at `at`, such as `message.parts[0]`; `''` is the whole of it. */
export function wrong(sender: Sender, at: string, problem: string): GatewayError {
  const place = at === '' ? (sender === 'caller' ? 'params' : 'result') : at
  const message =
    sender === 'caller' ? `${place}: ${problem}` : `The agent's answer is not valid A2A: ${place}: ${problem}`
  return gatewayError(CODES[sender], message, { field: place })
}

export function memberOf(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}

/** The object at `at`, without the members that are null: in ProtoJSON, and from many hand-made clients, null is absent. */
export function objectAt(sender: Sender, value: unknown, at: string): JsonObject {
  if (!isJsonObject(value) || isRawNumber(value)) throw wrong(sender, at, expected('an object', value))
  if (sender === 'caller') refuseOtherSpellings(value, at)
  return withoutNulls(value)
}

/** The members that decide whose task a request is about, by their names in lower case. */
const DECIDING: ReadonlyMap<string, string> = new Map(
  [
    'id',
    'taskId',
    'contextId',
    'referenceTaskIds',
    'message',
    'configuration',
    'pushNotificationConfig',
    'taskPushNotificationConfig',
  ].map((name) => [name.toLowerCase(), name]),
)
/** The same names however they are spelt. `u` for the letters that readers which ignore case fold too, such as ſ. */
const SPELLING =
  /^(?:id|task_?id|context_?id|reference_?task_?ids|message|configuration|(?:task_?)?push_?notification_?config)$/iu

/** What nearly every request is made of, spelt as it must be: looking that up is cheaper. */
const USUAL: ReadonlySet<string> = new Set([
  ...DECIDING.values(),
  'messageId',
  'role',
  'parts',
  'kind',
  'text',
  'metadata',
])

/**
 * Servers that read protobuf JSON take `task_id` for `taskId`, those in Go and .NET also `TaskID`. What is checked here
 * must be what they read, so another spelling is refused rather than passed on as an unknown member.
 */
function refuseOtherSpellings(object: JsonObject, at: string): void {
  for (const name in object) {
    if (USUAL.has(name) || !SPELLING.test(name)) continue
    const meant = DECIDING.get(name.normalize('NFKC').replaceAll('_', '').toLowerCase())
    if (meant !== undefined && meant !== name) throw wrong('caller', memberOf(at, name), `write it as ${meant}`)
  }
}

/** The same object when no member is null. */
export function withoutNulls(object: JsonObject): JsonObject {
  for (const name in object) {
    // `fromEntries` and not assignment, so that `__proto__` stays a member.
    if (object[name] === null) return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
  }
  return object
}

/** The object with these members: the same object where they are its own already, so that nothing was put right. */
export function withMembers<Members extends object>(object: JsonObject, members: Members): JsonObject & Members {
  return hasMembers(object, members) ? object : { ...object, ...members }
}

function hasMembers<Members extends object>(object: JsonObject, members: Members): object is JsonObject & Members {
  for (const name in members) if (object[name] !== members[name]) return false
  return true
}

export function arrayAt(sender: Sender, value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(sender, at, expected('an array', value))
  return value
}

/** Reads every item of the array at `at`: the same array where nothing in it was put right. */
export function readEach<Item>(
  sender: Sender,
  value: unknown,
  at: string,
  read: (value: unknown, at: string) => Item,
): readonly Item[] {
  const items = arrayAt(sender, value, at)
  const made = items.map((item, index) => read(item, `${at}[${index}]`))
  return isSameList(items, made) ? items : made
}

function isSameList<Item>(items: readonly unknown[], made: readonly Item[]): items is readonly Item[] {
  return made.every((item, index) => item === items[index])
}

/** A string that is there and not empty. */
export function requiredString(sender: Sender, object: JsonObject, name: string, at: string): string {
  const value = object[name]
  if (typeof value !== 'string' || value === '') {
    throw wrong(sender, memberOf(at, name), expected('a string that is not empty', value))
  }
  return value
}

export function optionalString(sender: Sender, object: JsonObject, name: string, at: string): string | undefined {
  const value = object[name]
  if (value === undefined || typeof value === 'string') return value
  throw wrong(sender, memberOf(at, name), expected('a string', value))
}

export function optionalBoolean(sender: Sender, object: JsonObject, name: string, at: string): boolean | undefined {
  const value = object[name]
  if (value === undefined || typeof value === 'boolean') return value
  throw wrong(sender, memberOf(at, name), expected('true or false', value))
}

export function optionalInteger(
  sender: Sender,
  object: JsonObject,
  name: string,
  at: string,
  range: { readonly least: number; readonly most?: number },
): number | undefined {
  const value = object[name]
  if (value === undefined) return undefined
  const most = range.most ?? Number.MAX_SAFE_INTEGER
  if (typeof value === 'number' && Number.isInteger(value) && value >= range.least && value <= most) return value
  const wanted =
    range.most === undefined
      ? `an integer of at least ${range.least}`
      : `an integer from ${range.least} to ${range.most}`
  throw wrong(sender, memberOf(at, name), expected(wanted, value))
}

export function optionalObject(sender: Sender, object: JsonObject, name: string, at: string): JsonObject | undefined {
  const value = object[name]
  if (value === undefined) return undefined
  if (!isJsonObject(value) || isRawNumber(value)) throw wrong(sender, memberOf(at, name), expected('an object', value))
  return value
}

export function optionalStrings(
  sender: Sender,
  object: JsonObject,
  name: string,
  at: string,
): readonly string[] | undefined {
  const value: unknown = object[name]
  if (value === undefined) return undefined
  if (isStrings(value)) return value
  throw wrong(sender, memberOf(at, name), expected('an array of strings', value))
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

/** The same value without members whose value is an empty string: in ProtoJSON an empty string is an absent one. */
export function withoutEmpty(object: JsonObject, ...names: readonly string[]): JsonObject {
  for (const name of names) {
    if (object[name] === '')
      return Object.fromEntries(Object.entries(object).filter(([key, value]) => value !== '' || !names.includes(key)))
  }
  return object
}

/** A value of the protocol as the plain JSON it is, to reach its other members. */
export function asJson(value: object): JsonObject {
  if (isJsonObject(value)) return value
  throw new TypeError('A value of the protocol is a JSON object.')
}

/** Says what was wanted and what kind of value stands there instead; never the value, which may be anything. */
export function expected(wanted: string, found: unknown): string {
  return `${wanted} is expected; found ${kindOf(found)}`
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (value === '') return 'an empty string'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return isRawNumber(value) ? 'a number' : 'an object'
  return `a ${typeof value}`
}
