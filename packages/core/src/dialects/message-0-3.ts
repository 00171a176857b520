/** Messages, tasks and events as 0.3 writes them: with `kind`, and words for roles and states. */
import type { JsonObject } from '../json.ts'
import type {
  Artifact,
  Message,
  SendMessageResponse,
  StreamResponse,
  Task,
  TaskArtifactUpdateEvent,
  TaskState,
  TaskStatus,
  TaskStatusUpdateEvent,
} from '../protocol.ts'
import { asJson } from './fields.ts'
import { writeLegacyPart } from './part-0-3.ts'
import { legacyRole, legacyState } from './words.ts'

export function writeLegacyMessage(message: Message): JsonObject {
  return {
    ...asJson(message),
    kind: 'message',
    role: legacyRole(message.role),
    parts: message.parts.map(writeLegacyPart),
  }
}

/** `contextId` is required in 0.3. */
export function writeLegacyTask(task: Task): JsonObject {
  const { history, artifacts, status } = task
  return {
    ...asJson(task),
    kind: 'task',
    contextId: task.contextId ?? '',
    status: writeStatus(status),
    ...(history === undefined ? {} : { history: history.map(writeLegacyMessage) }),
    ...(artifacts === undefined ? {} : { artifacts: artifacts.map(writeArtifact) }),
  }
}

/** The bare value of 0.3, told apart by `kind`. */
export function writeLegacyEvent(event: StreamResponse): JsonObject {
  if (event.artifactUpdate !== undefined) return writeArtifactUpdate(event.artifactUpdate)
  if (event.statusUpdate !== undefined) return writeStatusUpdate(event.statusUpdate)
  return writeLegacySendResponse(event)
}

export function writeLegacySendResponse(response: SendMessageResponse): JsonObject {
  if (response.task !== undefined) return writeLegacyTask(response.task)
  if (response.message !== undefined) return writeLegacyMessage(response.message)
  throw new TypeError('An answer carries a task, a message or an update.')
}

function writeStatusUpdate(event: TaskStatusUpdateEvent): JsonObject {
  return {
    ...asJson(event),
    kind: 'status-update',
    status: writeStatus(event.status),
    final: ENDS_TURN.has(event.status.state),
  }
}

/** After these the agent has nothing more to say until it is asked again: 0.3 marks the last event of a turn `final`. */
const ENDS_TURN: ReadonlySet<TaskState> = new Set<TaskState>([
  'TASK_STATE_COMPLETED',
  'TASK_STATE_FAILED',
  'TASK_STATE_CANCELED',
  'TASK_STATE_REJECTED',
  'TASK_STATE_INPUT_REQUIRED',
  'TASK_STATE_AUTH_REQUIRED',
])

function writeArtifactUpdate(event: TaskArtifactUpdateEvent): JsonObject {
  return { ...asJson(event), kind: 'artifact-update', artifact: writeArtifact(event.artifact) }
}

function writeStatus(status: TaskStatus): JsonObject {
  const { message } = status
  return {
    ...asJson(status),
    state: legacyState(status.state),
    ...(message === undefined ? {} : { message: writeLegacyMessage(message) }),
  }
}

function writeArtifact(artifact: Artifact): JsonObject {
  return { ...asJson(artifact), parts: artifact.parts.map(writeLegacyPart) }
}
