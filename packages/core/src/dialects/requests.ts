/** Requests whose params are the same in both versions, or nearly. */
import type { JsonObject } from '../json.ts'
import type {
  CancelTaskRequest,
  GetExtendedAgentCardRequest,
  GetTaskRequest,
  ListTaskPushNotificationConfigsRequest,
  ListTasksRequest,
  SubscribeToTaskRequest,
  TaskPushNotificationConfigRequest,
} from '../protocol.ts'
import type { ProtocolVersion } from '../protocol-version.ts'
import {
  objectAt,
  optionalBoolean,
  optionalInteger,
  optionalObject,
  optionalString,
  requiredString,
  withoutEmpty,
  wrong,
} from './fields.ts'
import { stateNamed, stateWords } from './words.ts'

/** The params object; of most requests every member but `tenant` is its own. */
export function paramsOf(params: unknown): JsonObject {
  const object = withoutEmpty(objectAt('caller', params, ''), 'tenant')
  optionalString('caller', object, 'tenant', '')
  return object
}

export function checkHistoryLength(object: JsonObject, at: string): void {
  optionalInteger('caller', object, 'historyLength', at, { least: 0 })
}

export function readGetTask(params: unknown): GetTaskRequest {
  const object = paramsOf(params)
  checkHistoryLength(object, '')
  return { ...object, id: requiredString('caller', object, 'id', '') }
}

export function readCancelTask(params: unknown): CancelTaskRequest {
  const object = paramsOf(params)
  optionalObject('caller', object, 'metadata', '')
  return { ...object, id: requiredString('caller', object, 'id', '') }
}

export function readSubscribeToTask(params: unknown): SubscribeToTaskRequest {
  const object = paramsOf(params)
  return { ...object, id: requiredString('caller', object, 'id', '') }
}

/** Params may be absent (specification §9.4). */
export function readGetExtendedAgentCard(params: unknown): GetExtendedAgentCardRequest {
  return params === undefined || params === null ? {} : paramsOf(params)
}

/** 0.3 has no such method in its JSON-RPC binding; who calls it all the same may use that version's words for the state. */
export function readListTasks(params: unknown, version: ProtocolVersion): ListTasksRequest {
  const { status, ...others } = withoutEmpty(paramsOf(params ?? {}), 'contextId', 'pageToken')
  optionalString('caller', others, 'contextId', '')
  optionalString('caller', others, 'pageToken', '')
  checkPageSize(others)
  checkHistoryLength(others, '')
  optionalBoolean('caller', others, 'includeArtifacts', '')
  const after = optionalString('caller', others, 'statusTimestampAfter', '')
  if (after !== undefined && !isTimestamp(after)) {
    throw wrong('caller', 'statusTimestampAfter', 'an ISO 8601 time is expected, such as 2026-01-31T12:00:00Z')
  }
  if (status === undefined) return others
  const state = stateNamed(status, version) ?? stateNamed(status, '1.0')
  if (state === undefined) throw wrong('caller', 'status', `it must be one of ${stateWords(version)}`)
  // The zero value of the enum is the same as no filter.
  return state === 'TASK_STATE_UNSPECIFIED' ? others : { ...others, status: state }
}

export function readTaskPushConfigRequest(params: unknown): TaskPushNotificationConfigRequest {
  const object = paramsOf(params)
  return {
    ...object,
    taskId: requiredString('caller', object, 'taskId', ''),
    id: requiredString('caller', object, 'id', ''),
  }
}

/** 0.3 calls the task `id`. Without a config's id, `get` asks for the only one, or the task's own (as the 0.3 servers do). */
export function readLegacyTaskPushConfigRequest(params: unknown, needsId: boolean): TaskPushNotificationConfigRequest {
  const object = paramsOf(params)
  const { pushNotificationConfigId: _id, ...others } = object
  const taskId = requiredString('caller', object, 'id', '')
  if (needsId) return { ...others, taskId, id: requiredString('caller', object, 'pushNotificationConfigId', '') }
  return { ...others, taskId, id: optionalString('caller', object, 'pushNotificationConfigId', '') ?? '' }
}

export function readListTaskPushConfigs(params: unknown): ListTaskPushNotificationConfigsRequest {
  const object = withoutEmpty(paramsOf(params), 'pageToken')
  checkPaging(object)
  return { ...object, taskId: requiredString('caller', object, 'taskId', '') }
}

export function readLegacyListTaskPushConfigs(params: unknown): ListTaskPushNotificationConfigsRequest {
  const object = withoutEmpty(paramsOf(params), 'pageToken')
  checkPaging(object)
  const { id: _id, ...others } = object
  return { ...others, taskId: requiredString('caller', object, 'id', '') }
}

function checkPaging(object: JsonObject): void {
  optionalString('caller', object, 'pageToken', '')
  // Zero is what clients with protobuf defaults send for "not set".
  optionalInteger('caller', object, 'pageSize', '', { least: 0 })
}

function checkPageSize(object: JsonObject): void {
  optionalInteger('caller', object, 'pageSize', '', { least: 1, most: 100 })
}

function isTimestamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i.test(text) && !Number.isNaN(Date.parse(text))
}
