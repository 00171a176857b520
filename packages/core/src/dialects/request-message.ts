/** What callers send in a message, in the words of each version. */
import type { JsonObject } from '../json.ts'
import type { Message, Part, Role } from '../protocol.ts'
import {
  arrayAt,
  expected,
  memberOf,
  objectAt,
  optionalObject,
  optionalString,
  optionalStrings,
  readEach,
  requiredString,
  withMembers,
  withoutEmpty,
  wrong,
} from './fields.ts'
import { readLegacyPart } from './part-0-3.ts'

const CONTENTS = ['text', 'raw', 'url', 'data'] as const
const USER: Role = 'ROLE_USER'
const PART_STRINGS = ['text', 'raw', 'url', 'filename', 'mediaType'] as const

/** Checks a message of a 1.0 caller. */
export function readMessage(value: unknown, at: string): Message {
  const object = objectAt('caller', value, at)
  checkRole(object, at, 'ROLE_USER')
  return withMembers(withoutEmpty(object, 'contextId', 'taskId'), {
    messageId: checkedId(object, at),
    role: USER,
    parts: readParts(object, at, readPart),
  })
}

/** Checks and translates a message of a 0.3 caller. `kind` may be missing: the method says what it is. */
export function readLegacyMessage(value: unknown, at: string): Message {
  const object = objectAt('caller', value, at)
  const { kind, ...others } = object
  if (kind !== undefined && kind !== 'message') throw wrong('caller', memberOf(at, 'kind'), 'it must be message')
  checkRole(object, at, 'user')
  return {
    ...withoutEmpty(others, 'contextId', 'taskId'),
    messageId: checkedId(others, at),
    role: USER,
    parts: readParts(object, at, (part, place) => readLegacyPart('caller', part, place)),
  }
}

/** Only users send messages to an agent; the agent's own come in its answers (specification §4.1.4). */
function checkRole(object: JsonObject, at: string, user: string): void {
  if (object.role === user) return
  const agent = object.role === 'ROLE_AGENT' || object.role === 'agent'
  throw wrong(
    'caller',
    memberOf(at, 'role'),
    `it must be ${user}${agent ? '; only the agent itself sends messages as the agent' : ''}`,
  )
}

/** The message's id; what the versions have in common is checked with it. */
function checkedId(object: JsonObject, at: string): string {
  const messageId = requiredString('caller', object, 'messageId', at)
  optionalString('caller', object, 'contextId', at)
  optionalString('caller', object, 'taskId', at)
  optionalObject('caller', object, 'metadata', at)
  optionalStrings('caller', object, 'extensions', at)
  optionalStrings('caller', object, 'referenceTaskIds', at)
  return messageId
}

function readParts(object: JsonObject, at: string, read: (value: unknown, at: string) => Part): readonly Part[] {
  const place = memberOf(at, 'parts')
  const parts = arrayAt('caller', object.parts, place)
  if (parts.length === 0) throw wrong('caller', place, 'at least one part is expected; found an empty array')
  return readEach('caller', parts, place, read)
}

function readPart(value: unknown, at: string): Part {
  // `data: null` is a value where nothing else is there, so nulls are told apart here.
  const nullData = typeof value === 'object' && value !== null && 'data' in value && value.data === null
  const object = objectAt('caller', value, at)
  const { text, raw, url } = object
  const found =
    (text === undefined ? 0 : 1) +
    (raw === undefined ? 0 : 1) +
    (url === undefined ? 0 : 1) +
    (object.data === undefined ? 0 : 1)
  if (found !== 1 && !(nullData && found === 0))
    throw wrong('caller', at, `exactly one of ${listed(CONTENTS)} must be present; found ${namesIn(object)}`)
  for (const name of PART_STRINGS) optionalString('caller', object, name, at)
  if (url === '') throw wrong('caller', memberOf(at, 'url'), expected('a string that is not empty', url))
  optionalObject('caller', object, 'metadata', at)
  return found === 0 ? { ...object, data: null } : object
}

function namesIn(object: JsonObject): string {
  const names = CONTENTS.filter((name) => object[name] !== undefined)
  if (names.length > 0) return listed(names)
  return object.kind === undefined && object.file === undefined ? 'none' : 'none (kind and file are A2A 0.3)'
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
