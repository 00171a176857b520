import { createArtifactAssembly } from './assemble-artifact.ts'
import { contentSize } from './content-size.ts'
import type { JsonObject } from './json.ts'
import type {
  Message,
  Part,
  SendMessageResponse,
  StreamResponse,
  Task,
  TaskArtifactUpdateEvent,
  TaskStatusUpdateEvent,
} from './protocol.ts'

/** Builds the whole answer out of the events of a stream. */
export interface Assembly {
  /** Takes the next event; it is not changed and parts of it are shared with the result. */
  add(event: StreamResponse): void
  /** The answer so far; `undefined` before the first event. May be asked at any time, and again. */
  result(): SendMessageResponse | undefined
}

/** How much content an assembly holds, in characters of text and base64: a stream may go on for ever. */
const CONTENT_LIMIT = 4 * 1024 * 1024

/**
 * An assembly, of nothing or going on from a task. A task among the events replaces what was there; a status replaces
 * the last one, whose message joins the history; artifacts are replaced or appended to by their id. Text that came in
 * appended chunks is one part in the result. Cost is linear in the events. Beyond `limit` characters of content (default
 * 4 Mi) further content is left out; ids, state and status are still followed.
 */
export function createAssembly(task?: Task, limit = CONTENT_LIMIT): Assembly {
  let size = 0
  const fits = (parts: readonly Part[] | undefined) => {
    if (parts !== undefined) size += contentSize(parts)
    return size <= limit
  }
  let state = task === undefined ? undefined : assemblyOf(task)
  let message: Message | undefined
  return {
    add(event) {
      if (event.task !== undefined) {
        state = assemblyOf(event.task)
      } else if (event.message !== undefined) {
        message = event.message
      } else if (event.statusUpdate !== undefined) {
        state ??= assemblyOf(startOf(event.statusUpdate))
        state.setStatus(event.statusUpdate, fits(event.statusUpdate.status.message?.parts))
      } else if (event.artifactUpdate !== undefined) {
        state ??= assemblyOf(startOf(event.artifactUpdate))
        if (fits(event.artifactUpdate.artifact.parts)) state.addArtifact(event.artifactUpdate)
      }
    },
    result: () => (state !== undefined ? { task: state.task() } : message !== undefined ? { message } : undefined),
  }
}

/** The task of a stream that was joined after its beginning. */
function startOf(event: TaskStatusUpdateEvent | TaskArtifactUpdateEvent): Task {
  const { taskId: id, contextId } = event
  return { id, ...(contextId === '' ? {} : { contextId }), status: { state: 'TASK_STATE_WORKING' } }
}

function assemblyOf(start: Task) {
  let { status } = start
  const history = [...(start.history ?? [])]
  const inHistory = new Set(history.map(({ messageId }) => messageId))
  const artifacts = createArtifactAssembly(start.artifacts ?? [])
  const metadata = new Map(Object.entries(start.metadata ?? {}))
  const merge = (more: JsonObject | undefined) => {
    for (const [name, value] of Object.entries(more ?? {})) metadata.set(name, value)
  }
  return {
    setStatus(event: TaskStatusUpdateEvent, remembered: boolean) {
      const old = status.message
      if (
        remembered &&
        old !== undefined &&
        old.messageId !== event.status.message?.messageId &&
        !inHistory.has(old.messageId)
      ) {
        inHistory.add(old.messageId)
        history.push(old)
      }
      status = event.status
      merge(event.metadata)
    },
    addArtifact(event: TaskArtifactUpdateEvent) {
      artifacts.add(event)
    },
    task(): Task {
      const made = artifacts.result()
      return {
        ...start,
        status,
        ...(made.length === 0 ? {} : { artifacts: made }),
        ...(history.length === 0 ? {} : { history: [...history] }),
        ...(metadata.size === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
      }
    },
  }
}
