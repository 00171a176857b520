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
  if (bare !== undefined) return readContent(bare, object, '', {})
  const present = [...KINDS.values()].filter((name) => isJsonObject(object[name]))
  const [content] = present
  if (content === undefined || present.length > 1) {
    throw wrong('agent', '', 'exactly one of task, message, statusUpdate and artifactUpdate must be present')
  }
  const { [content]: inner, ...others } = object
  return readContent(content, inner, content, others)
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

function readContent(content: Content, value: unknown, at: string, others: JsonObject): StreamResponse {
  switch (content) {
    case 'task':
      return { ...others, task: readAnswerTask(value, at) }
    case 'message':
      return { ...others, message: readAnswerMessage(value, at) }
    case 'statusUpdate':
      return { ...others, statusUpdate: readStatusUpdate(value, at) }
    case 'artifactUpdate':
      return { ...others, artifactUpdate: readArtifactUpdate(value, at) }
  }
}

function readStatusUpdate(value: unknown, at: string): TaskStatusUpdateEvent {
  // 1.0 has no `final`: the stream ends instead.
  const { final: _final, ...object } = withoutKind(objectAt('agent', value, at), 'status-update')
  return { ...object, ...updateIds(object, at), status: readAnswerStatus(object.status, memberOf(at, 'status')) }
}

function readArtifactUpdate(value: unknown, at: string): TaskArtifactUpdateEvent {
  const object = withoutKind(objectAt('agent', value, at), 'artifact-update')
  optionalBoolean('agent', object, 'append', at)
  optionalBoolean('agent', object, 'lastChunk', at)
  return {
    ...object,
    ...updateIds(object, at),
    artifact: readAnswerArtifact(object.artifact, memberOf(at, 'artifact')),
  }
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
