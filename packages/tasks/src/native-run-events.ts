import type { JsonObject, JsonValue, Part, RunEvent, StreamResponse, TaskStatus } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { ToldAnswer } from './told-answer.ts'

export interface NativeRunOptions {
  readonly answer: ToldAnswer
  /** Of an answer that is a message and has no artifact. */
  readonly artifactId: string
  /** What the answer to a question is to be given. */
  readonly resume: () => JsonValue
}

/** One event of an agent with tasks of its own, as events of a run. */
export function* runEventsOf(event: StreamResponse, options: NativeRunOptions): Generator<RunEvent> {
  const { answer, artifactId } = options
  const { task, statusUpdate, artifactUpdate, message } = event
  if (task !== undefined) {
    for (const artifact of task.artifacts ?? []) yield* answer.whole(artifact)
    yield* ofStatus(task.status, undefined, options)
  }
  if (artifactUpdate !== undefined) {
    const { artifact, append = false, lastChunk = false } = artifactUpdate
    yield* answer.piece(artifact, append, lastChunk)
  }
  if (statusUpdate !== undefined) yield* ofStatus(statusUpdate.status, statusUpdate.metadata, options)
  if (message !== undefined) {
    yield* answer.piece({ artifactId, parts: message.parts }, false, true)
    yield { type: 'done' }
  }
}

function* ofStatus(
  { state, message }: TaskStatus,
  metadata: JsonObject | undefined,
  { resume }: NativeRunOptions,
): Generator<RunEvent> {
  const parts = message?.parts ?? []
  switch (state) {
    case 'TASK_STATE_INPUT_REQUIRED':
      yield { type: 'input-required', parts, resume: resume() }
      return
    case 'TASK_STATE_AUTH_REQUIRED':
      yield { type: 'auth-required', parts, resume: resume() }
      return
    case 'TASK_STATE_REJECTED':
      yield { type: 'rejected', parts }
      return
    case 'TASK_STATE_CANCELED':
      yield { type: 'canceled' }
      return
    case 'TASK_STATE_FAILED':
      yield {
        type: 'failed',
        error: gatewayError('AGENT_ERROR', textOf(parts) || 'The agent says that it has failed.'),
      }
      return
    case 'TASK_STATE_COMPLETED':
      // What it says at its end has no place in the end of a run.
      if (parts.length > 0) yield { type: 'progress', parts }
      yield { type: 'done', ...(metadata === undefined ? {} : { metadata }) }
      return
    default:
      if (parts.length > 0) yield { type: 'progress', parts, ...(metadata === undefined ? {} : { metadata }) }
  }
}

const textOf = (parts: readonly Part[]) => parts.flatMap(({ text }) => text ?? []).join('\n')
