/** Results and events of agents, of either version (see `answer-message.ts`). */

import type { AgentCard } from '../agent-card.ts'
import { decodeAgentCard } from '../card/decode-agent-card.ts'
import type { JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import type {
  Empty,
  ListTaskPushNotificationConfigsResponse,
  ListTasksResponse,
  SendMessageResponse,
  StreamResponse,
  Task,
  TaskArtifactUpdateEvent,
  TaskPushNotificationConfig,
  TaskStatusUpdateEvent,
} from '../protocol.ts'
import {
  readAnswerArtifact,
  readAnswerMessage,
  readAnswerStatus,
  readAnswerTask,
  withoutKind,
} from './answer-message.ts'
import {
  arrayAt,
  memberOf,
  objectAt,
  optionalBoolean,
  optionalObject,
  optionalString,
  requiredString,
  withMembers,
  wrong,
} from './fields.ts'
import { readLegacyTaskPushConfig } from './push-config.ts'

type Content = 'task' | 'message' | 'statusUpdate' | 'artifactUpdate'

const KINDS: ReadonlyMap<unknown, Content> = new Map<unknown, Content>([
  ['task', 'task'],
  ['message', 'message'],
  ['status-update', 'statusUpdate'],
  ['artifact-update', 'artifactUpdate'],
])

const CONTENTS: readonly Content[] = ['task', 'message', 'statusUpdate', 'artifactUpdate']

/** `{task}` or `{message}`, or the bare value of 0.3. */
export function readSendResponse(value: unknown): SendMessageResponse {
  const response = readStreamResponse(value)
  if (response.task === undefined && response.message === undefined) {
    throw wrong('agent', '', 'a task or a message is expected; found an update')
  }
  return response
}

export function readStreamResponse(value: unknown): StreamResponse {
  const object = objectAt('agent', value, '')
  const bare = bareContent(object)
  if (bare !== undefined) return readContent(bare, object, '')
  const content = onlyContent(object)
  return withMembers(object, readContent(content, object[content], content))
}

function onlyContent(object: JsonObject): Content {
  let only: Content | undefined
  let found = 0
  for (const content of CONTENTS) {
    if (!isJsonObject(object[content])) continue
    only = content
    found += 1
  }
  if (only !== undefined && found === 1) return only
  throw wrong('agent', '', 'exactly one of task, message, statusUpdate and artifactUpdate must be present')
}

/** What a value without a wrapper is: by its `kind`, else by the members that only one of them has. */
function bareContent(object: JsonObject): Content | undefined {
  const named = KINDS.get(object.kind)
  if (named !== undefined) return named
  if (typeof object.messageId === 'string') return 'message'
  if (typeof object.taskId === 'string') {
    return isJsonObject(object.artifact) ? 'artifactUpdate' : isJsonObject(object.status) ? 'statusUpdate' : undefined
  }
  return typeof object.id === 'string' && isJsonObject(object.status) ? 'task' : undefined
}

function readContent(content: Content, value: unknown, at: string): StreamResponse {
  switch (content) {
    case 'task':
      return { task: readAnswerTask(value, at) }
    case 'message':
      return { message: readAnswerMessage(value, at) }
    case 'statusUpdate':
      return { statusUpdate: readStatusUpdate(value, at) }
    case 'artifactUpdate':
      return { artifactUpdate: readArtifactUpdate(value, at) }
  }
}

function readStatusUpdate(value: unknown, at: string): TaskStatusUpdateEvent {
  const object = withoutFinal(withoutKind(objectAt('agent', value, at), 'status-update'))
  const { taskId, contextId } = updateIds(object, at)
  const status = readAnswerStatus(object.status, memberOf(at, 'status'))
  return withMembers(object, { taskId, contextId, status })
}

/** 1.0 has no `final`: the stream ends instead. */
function withoutFinal(object: JsonObject): JsonObject {
  if (object.final === undefined) return object
  const { final: _final, ...others } = object
  return others
}

function readArtifactUpdate(value: unknown, at: string): TaskArtifactUpdateEvent {
  const object = withoutKind(objectAt('agent', value, at), 'artifact-update')
  optionalBoolean('agent', object, 'append', at)
  optionalBoolean('agent', object, 'lastChunk', at)
  const { taskId, contextId } = updateIds(object, at)
  const artifact = readAnswerArtifact(object.artifact, memberOf(at, 'artifact'))
  return withMembers(object, { taskId, contextId, artifact })
}

/** Agents that have no contexts leave the context out, though it is required. */
function updateIds(object: JsonObject, at: string): { readonly taskId: string; readonly contextId: string } {
  optionalObject('agent', object, 'metadata', at)
  const contextId = optionalString('agent', object, 'contextId', at) ?? ''
  return { taskId: requiredString('agent', object, 'taskId', at), contextId }
}

/** A bare task in both versions; a wrapped one is read too. */
export function readTaskResponse(value: unknown): Task {
  const object = objectAt('agent', value, '')
  return object.status === undefined && isJsonObject(object.task)
    ? readAnswerTask(object.task, 'task')
    : readAnswerTask(object, '')
}

export function readListTasksResponse(value: unknown): ListTasksResponse {
  const object: JsonObject = objectAt('agent', value, '')
  const tasks =
    object.tasks === undefined
      ? []
      : arrayAt('agent', object.tasks, 'tasks').map((task, index) => readAnswerTask(task, `tasks[${index}]`))
  return {
    ...object,
    tasks,
    nextPageToken: optionalString('agent', object, 'nextPageToken', '') ?? '',
    pageSize: count(object.pageSize, tasks.length),
    totalSize: count(object.totalSize, tasks.length),
  }
}

function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

export function readPushConfigResponse(value: unknown): TaskPushNotificationConfig {
  return readLegacyTaskPushConfig('agent', value, '')
}

/** `{configs}` of 1.0 or the array of 0.3. */
export function readListPushConfigsResponse(value: unknown): ListTaskPushNotificationConfigsResponse {
  if (Array.isArray(value)) return { configs: readConfigs(value, '') }
  const object = objectAt('agent', value, '')
  optionalString('agent', object, 'nextPageToken', '')
  return { ...object, configs: object.configs === undefined ? [] : readConfigs(object.configs, 'configs') }
}

function readConfigs(value: unknown, at: string): readonly TaskPushNotificationConfig[] {
  return arrayAt('agent', value, at).map((config, index) =>
    readLegacyTaskPushConfig('agent', config, `${at}[${index}]`),
  )
}

/** Whatever says that it is done: `{}`, `null` in 0.3. */
export function readEmpty(): Empty {
  return {}
}

export function readCardResponse(value: unknown): AgentCard {
  return decodeAgentCard(value)
}
