import type { JsonObject, JsonValue, Operation, ProtocolVersion, Repair } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

const ENVELOPES = ['task', 'message', 'statusUpdate', 'artifactUpdate'] as const
const KINDS: ReadonlySet<unknown> = new Set(['task', 'message', 'status-update', 'artifact-update'])
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/**
 * What had to be put right in a result that was read although it is not in the form of its version (see `dialects`). Of
 * lists only the first item is looked at: agents that write one so write all so.
 */
export function findRepairs(operation: Operation, version: ProtocolVersion, result: unknown): ReadonlySet<Repair> {
  const found = new Set<Repair>()
  if (!isJsonObject(result)) return found
  switch (operation) {
    case 'sendMessage':
    case 'streamMessage':
    case 'subscribeToTask':
      inEvent(result, version, found)
      break
    case 'getTask':
    case 'cancelTask':
      if (result.status === undefined && isJsonObject(result.task)) {
        found.add('wrapped-task')
        inBody(result.task, version, found)
      } else inBody(result, version, found)
      break
    case 'listTasks':
      inFirst(result.tasks, (task) => inBody(task, version, found))
      break
  }
  return found
}

function inEvent(result: JsonObject, version: ProtocolVersion, found: Set<Repair>): void {
  const envelope = KINDS.has(result.kind) ? undefined : ENVELOPES.find((name) => isJsonObject(result[name]))
  const inner = envelope === undefined ? result : result[envelope]
  if (!isJsonObject(inner)) return
  if (version === '1.0' && envelope === undefined) found.add('bare-event')
  if (version === '0.3' && envelope !== undefined) found.add('1.0-body-in-0.3-envelope')
  if (typeof inner.taskId === 'string' && inner.messageId === undefined && typeof inner.contextId !== 'string') {
    found.add('no-context')
  }
  inBody(inner, version, found)
}

/** A task, an update of one, a message or an artifact. */
function inBody(body: JsonObject, version: ProtocolVersion, found: Set<Repair>): void {
  inWords(body, version, found)
  const { status, artifact, artifacts, history, parts } = body
  if (isJsonObject(status)) {
    inWords(status, version, found)
    inTime(status.timestamp, found)
    if (isJsonObject(status.message)) inBody(status.message, version, found)
  }
  if (isJsonObject(artifact)) inBody(artifact, version, found)
  inFirst(artifacts, (first) => inBody(first, version, found))
  inFirst(history, (first) => inBody(first, version, found))
  inFirst(parts, (first) => inPart(first, version, found))
}

function inWords({ kind, role, state }: JsonObject, version: ProtocolVersion, found: Set<Repair>): void {
  if (version === '1.0') {
    if (KINDS.has(kind) || isWord(role, false) || isWord(state, false)) found.add('0.3-body-in-1.0-envelope')
  } else if (isWord(role, true) || isWord(state, true)) found.add('1.0-body-in-0.3-envelope')
}

/** Whether a role or state is there and written as 1.0 does, in capitals, or as 0.3 does. */
function isWord(word: JsonValue | undefined, capitals: boolean): boolean {
  return typeof word === 'string' && /^(?:ROLE|TASK_STATE)_/.test(word) === capitals
}

function inPart(part: JsonObject, version: ProtocolVersion, found: Set<Repair>): void {
  const legacy = part.kind === 'text' || part.kind === 'file' || part.kind === 'data'
  if (version === '1.0' && legacy) found.add('0.3-body-in-1.0-envelope')
  if (version === '0.3' && part.kind === undefined) found.add('1.0-body-in-0.3-envelope')
}

function inTime(time: JsonValue | undefined, found: Set<Repair>): void {
  if (time === undefined || time === null) return
  const match = typeof time === 'string' ? TIME.exec(time) : null
  if (match === null) found.add('timestamp-form')
  else if (match[1] === undefined) found.add('timestamp-zone')
}

function inFirst(list: JsonValue | undefined, look: (first: JsonObject) => void): void {
  const first = Array.isArray(list) ? list[0] : undefined
  if (isJsonObject(first)) look(first)
}
