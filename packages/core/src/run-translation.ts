import type { GatewayError } from './gateway-error.ts'
import type { JsonObject } from './json.ts'
import type { Message, Part, StreamResponse, TaskState } from './protocol.ts'
import type { RunArtifactEnd, RunEvent, RunPart, RunText } from './run-event.ts'

export interface RunTranslationOptions {
  readonly taskId: string
  readonly contextId: string
  /** The id of the next message of the agent. */
  readonly messageId: () => string
  /** Artifacts that the task has already; pieces that come now are appended to them. For a run that is joined again. */
  readonly artifactIds?: Iterable<string>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

/** Translates the events of one run into those of its task. `session` and `usage` are the host's: they give none. */
export interface RunTranslation {
  translate(event: RunEvent): StreamResponse | undefined
}

export function createRunTranslation(options: RunTranslationOptions): RunTranslation {
  const { messageId, now = Date.now } = options
  const ids = { taskId: options.taskId, contextId: options.contextId }
  /** Artifacts that have begun; `true` while the last piece was text. */
  const begun = new Map<string, boolean>()
  for (const artifactId of options.artifactIds ?? []) begun.set(artifactId, true)

  const messageOf = (parts: readonly Part[]): Message => ({
    messageId: messageId(),
    role: 'ROLE_AGENT',
    parts,
    ...ids,
  })
  const status = (state: TaskState, parts: readonly Part[] = [], metadata?: JsonObject): StreamResponse => ({
    statusUpdate: {
      ...ids,
      status: {
        state,
        timestamp: new Date(now()).toISOString(),
        ...(parts.length === 0 ? {} : { message: messageOf(parts) }),
      },
      ...(metadata === undefined ? {} : { metadata }),
    },
  })
  const piece = (event: RunText | RunPart, part: Part): StreamResponse => {
    const { artifactId, name, metadata, last = false } = event
    const append = begun.has(artifactId)
    begun.set(artifactId, event.type === 'text')
    return {
      artifactUpdate: {
        ...ids,
        artifact: {
          artifactId,
          parts: [part],
          ...(name === undefined ? {} : { name }),
          ...(metadata === undefined ? {} : { metadata }),
        },
        append,
        lastChunk: last,
      },
    }
  }
  /** An artifact has at least one part (specification §4.1.7), so the end of a text is an empty piece of it. */
  const artifactEnd = ({ artifactId, metadata }: RunArtifactEnd): StreamResponse | undefined => {
    if (begun.get(artifactId) !== true) return undefined
    const artifact = { artifactId, parts: [{ text: '' }], ...(metadata === undefined ? {} : { metadata }) }
    return { artifactUpdate: { ...ids, artifact, append: true, lastChunk: true } }
  }

  return {
    translate(event) {
      switch (event.type) {
        case 'session':
        case 'usage':
          return undefined
        case 'started':
          return status('TASK_STATE_WORKING')
        case 'text':
          return piece(event, { text: event.text })
        case 'part':
          return piece(event, event.part)
        case 'artifact-end':
          return artifactEnd(event)
        case 'progress':
          return status('TASK_STATE_WORKING', event.parts, event.metadata)
        case 'input-required':
          return status('TASK_STATE_INPUT_REQUIRED', event.parts)
        case 'auth-required':
          return status('TASK_STATE_AUTH_REQUIRED', event.parts)
        case 'done':
          return status('TASK_STATE_COMPLETED', [], event.metadata)
        case 'rejected':
          return status('TASK_STATE_REJECTED', event.parts)
        case 'canceled':
          return status('TASK_STATE_CANCELED')
        case 'failed':
          return status('TASK_STATE_FAILED', [{ text: event.error.message }], failure(event.error))
      }
    },
  }
}

/** For programs: what kind of failure it was and whether the same message may succeed later. */
function failure({ code, retryable, retryAfter }: GatewayError): JsonObject {
  return { error: { code, retryable, ...(retryAfter === undefined ? {} : { retryAfter }) } }
}
