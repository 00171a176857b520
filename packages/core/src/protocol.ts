/**
 * A2A 1.0 as it stands on the wire (ProtoJSON, `specification/a2a.proto`): the form in which everything travels inside.
 * Values are plain objects, treated as immutable; fields that are not named here are kept.
 */
import type { JsonObject, JsonValue } from './json.ts'

export type Role = 'ROLE_UNSPECIFIED' | 'ROLE_USER' | 'ROLE_AGENT'

export type TaskState =
  | 'TASK_STATE_UNSPECIFIED'
  | 'TASK_STATE_SUBMITTED'
  | 'TASK_STATE_WORKING'
  | 'TASK_STATE_COMPLETED'
  | 'TASK_STATE_FAILED'
  | 'TASK_STATE_CANCELED'
  | 'TASK_STATE_INPUT_REQUIRED'
  | 'TASK_STATE_REJECTED'
  | 'TASK_STATE_AUTH_REQUIRED'

/** One piece of content. Exactly one of `text`, `raw`, `url` and `data` is present. */
export interface Part {
  readonly text?: string
  /** Bytes, as base64. */
  readonly raw?: string
  readonly url?: string
  readonly data?: JsonValue
  readonly filename?: string
  readonly mediaType?: string
  readonly metadata?: JsonObject
}

export interface Message {
  readonly messageId: string
  readonly role: Role
  readonly parts: readonly Part[]
  readonly contextId?: string
  readonly taskId?: string
  readonly metadata?: JsonObject
  readonly extensions?: readonly string[]
  readonly referenceTaskIds?: readonly string[]
}

export interface Artifact {
  readonly artifactId: string
  readonly parts: readonly Part[]
  readonly name?: string
  readonly description?: string
  readonly metadata?: JsonObject
  readonly extensions?: readonly string[]
}

export interface TaskStatus {
  readonly state: TaskState
  readonly message?: Message
  /** ISO 8601, UTC. */
  readonly timestamp?: string
}

export interface Task {
  readonly id: string
  readonly contextId?: string
  readonly status: TaskStatus
  readonly artifacts?: readonly Artifact[]
  readonly history?: readonly Message[]
  readonly metadata?: JsonObject
}

export interface TaskStatusUpdateEvent {
  readonly taskId: string
  readonly contextId: string
  readonly status: TaskStatus
  readonly metadata?: JsonObject
}

export interface TaskArtifactUpdateEvent {
  readonly taskId: string
  readonly contextId: string
  readonly artifact: Artifact
  readonly append?: boolean
  readonly lastChunk?: boolean
  readonly metadata?: JsonObject
}

export interface AuthenticationInfo {
  readonly scheme: string
  readonly credentials?: string
}

export interface TaskPushNotificationConfig {
  readonly tenant?: string
  readonly id?: string
  readonly taskId?: string
  readonly url: string
  readonly token?: string
  readonly authentication?: AuthenticationInfo
}

export interface SendMessageConfiguration {
  readonly acceptedOutputModes?: readonly string[]
  readonly taskPushNotificationConfig?: TaskPushNotificationConfig
  readonly historyLength?: number
  /** `false` (the default): the answer comes when the task is terminal or interrupted. */
  readonly returnImmediately?: boolean
}

export interface SendMessageRequest {
  readonly tenant?: string
  readonly message: Message
  readonly configuration?: SendMessageConfiguration
  readonly metadata?: JsonObject
}

/** Exactly one member is present. */
export interface SendMessageResponse {
  readonly task?: Task
  readonly message?: Message
}

/** Exactly one member is present. */
export interface StreamResponse {
  readonly task?: Task
  readonly message?: Message
  readonly statusUpdate?: TaskStatusUpdateEvent
  readonly artifactUpdate?: TaskArtifactUpdateEvent
}

export interface GetTaskRequest {
  readonly tenant?: string
  readonly id: string
  readonly historyLength?: number
}

export interface ListTasksRequest {
  readonly tenant?: string
  readonly contextId?: string
  readonly status?: TaskState
  /** 1 to 100; default 50. */
  readonly pageSize?: number
  readonly pageToken?: string
  readonly historyLength?: number
  /** ISO 8601: only tasks whose status is at least this new. */
  readonly statusTimestampAfter?: string
  /** Default `false`. */
  readonly includeArtifacts?: boolean
}

export interface ListTasksResponse {
  readonly tasks: readonly Task[]
  /** `""` on the last page. */
  readonly nextPageToken: string
  readonly pageSize: number
  readonly totalSize: number
}

export interface CancelTaskRequest {
  readonly tenant?: string
  readonly id: string
  readonly metadata?: JsonObject
}

export interface SubscribeToTaskRequest {
  readonly tenant?: string
  readonly id: string
}

export interface TaskPushNotificationConfigRequest {
  readonly tenant?: string
  readonly taskId: string
  readonly id: string
}

export interface ListTaskPushNotificationConfigsRequest {
  readonly tenant?: string
  readonly taskId: string
  readonly pageSize?: number
  readonly pageToken?: string
}

export interface ListTaskPushNotificationConfigsResponse {
  readonly configs: readonly TaskPushNotificationConfig[]
  readonly nextPageToken?: string
}

export interface GetExtendedAgentCardRequest {
  readonly tenant?: string
}

/** The empty answer of a deletion. */
export interface Empty {
  readonly [member: string]: never
}
