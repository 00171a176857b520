/**
 * Messages, tasks and artifacts in the answers of agents. Real agents mix the two versions and leave things out, so
 * either version's form is read, whichever the agent speaks; what the layers above rely on is checked.
 */
import type { JsonObject } from '../json.ts'
import type { Artifact, Message, Part, Task, TaskStatus } from '../protocol.ts'
import {
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
import { roleOf, stateOf } from './words.ts'

export function readAnswerTask(value: unknown, at: string): Task {
  const object = withoutEmpty(withoutKind(objectAt('agent', value, at), 'task'), 'contextId')
  const id = requiredString('agent', object, 'id', at)
  optionalString('agent', object, 'contextId', at)
  optionalObject('agent', object, 'metadata', at)
  const status = readAnswerStatus(object.status, memberOf(at, 'status'))
  const { history, artifacts } = object
  return withMembers(object, {
    id,
    status,
    ...(history === undefined
      ? {}
      : { history: readEach('agent', history, memberOf(at, 'history'), readAnswerMessage) }),
    ...(artifacts === undefined
      ? {}
      : { artifacts: readEach('agent', artifacts, memberOf(at, 'artifacts'), readAnswerArtifact) }),
  })
}

export function readAnswerStatus(value: unknown, at: string): TaskStatus {
  const object = objectAt('agent', value, at)
  const state = stateOf(object.state)
  if (state === undefined) throw wrong('agent', memberOf(at, 'state'), 'it is not a task state')
  const { timestamp, message } = object
  const time = timestamp === undefined ? undefined : withZone(timestamp)
  return withMembers(timestamp === time ? object : withoutTimestamp(object), {
    state,
    ...(message === undefined ? {} : { message: readAnswerMessage(message, memberOf(at, 'message')) }),
    ...(time === undefined ? {} : { timestamp: time }),
  })
}

function withoutTimestamp({ timestamp: _timestamp, ...others }: JsonObject): JsonObject {
  return others
}

export function readAnswerMessage(value: unknown, at: string): Message {
  const object = withoutEmpty(withoutKind(objectAt('agent', value, at), 'message'), 'contextId', 'taskId')
  const messageId = requiredString('agent', object, 'messageId', at)
  const role = object.role === undefined ? 'ROLE_UNSPECIFIED' : roleOf(object.role)
  if (role === undefined) throw wrong('agent', memberOf(at, 'role'), 'it is not a role')
  optionalString('agent', object, 'contextId', at)
  optionalString('agent', object, 'taskId', at)
  optionalObject('agent', object, 'metadata', at)
  optionalStrings('agent', object, 'extensions', at)
  optionalStrings('agent', object, 'referenceTaskIds', at)
  return withMembers(object, { messageId, role, parts: readParts(object, at) })
}

export function readAnswerArtifact(value: unknown, at: string): Artifact {
  const object = objectAt('agent', value, at)
  const artifactId = requiredString('agent', object, 'artifactId', at)
  optionalString('agent', object, 'name', at)
  optionalString('agent', object, 'description', at)
  optionalObject('agent', object, 'metadata', at)
  optionalStrings('agent', object, 'extensions', at)
  return withMembers(object, { artifactId, parts: readParts(object, at) })
}

/** Without a discriminator of 0.3; a `kind` of another meaning stays. */
export function withoutKind(object: JsonObject, kind: string): JsonObject {
  if (object.kind !== kind) return object
  const { kind: _kind, ...others } = object
  return others
}

/** Serialisers that drop empty lists drop required ones too. */
function readParts(object: JsonObject, at: string): readonly Part[] {
  return object.parts === undefined ? [] : readEach('agent', object.parts, memberOf(at, 'parts'), readAnswerPart)
}

const PART_STRINGS = ['text', 'raw', 'url', 'filename', 'mediaType'] as const

function readAnswerPart(value: unknown, at: string): Part {
  const nullData = typeof value === 'object' && value !== null && 'data' in value && value.data === null
  const object = objectAt('agent', value, at)
  if (object.kind !== undefined || object.file !== undefined) return readLegacyPart('agent', object, at)
  const { text, raw, url, data } = object
  const found =
    (text === undefined ? 0 : 1) +
    (raw === undefined ? 0 : 1) +
    (url === undefined ? 0 : 1) +
    (data === undefined ? 0 : 1)
  if (found > 1) throw wrong('agent', at, 'exactly one of text, raw, url and data must be present')
  for (const name of PART_STRINGS) optionalString('agent', object, name, at)
  optionalObject('agent', object, 'metadata', at)
  // A part without content is what some serialisers leave of an empty one.
  return found === 1 ? object : { ...object, ...(nullData ? { data: null } : { text: '' }) }
}

/**
 * A time with a zone, which clients insist on; agents that write none mean UTC. What is not a time is left out, as the
 * member is optional.
 */
function withZone(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(value)
  if (match === null) return undefined
  return match[1] === undefined ? `${value}Z` : value
}
