import type { JsonValue, Part, RunEvent, RunInterrupted, Task } from '@gateway/core'
import { type GatewayError, isGatewayError } from '@gateway/core'

/** What a task waits for: how it asks, and what the runner needs with the answer. */
export interface OpenQuestion {
  readonly type: RunInterrupted['type']
  readonly parts: readonly Part[]
  readonly resume: JsonValue
}

/** Marks the part of a question that says why an answer did not get to the agent. */
const UNDELIVERED = 'undelivered'

/** What a task that waits for its caller asks, without what was said of answers before. */
export function openQuestion({ status }: Task, resume: JsonValue): OpenQuestion {
  return {
    type: status.state === 'TASK_STATE_AUTH_REQUIRED' ? 'auth-required' : 'input-required',
    parts: (status.message?.parts ?? []).filter(({ metadata }) => metadata?.[UNDELIVERED] !== true),
    resume,
  }
}

/**
 * A turn that answers a question. Where the answer never got to the agent, and may later, the question is still open: the
 * task asks it again in place of failing, which would leave an agent that waits and nobody who can answer it.
 */
export async function* stillAsked(turn: AsyncIterable<RunEvent>, question: OpenQuestion): AsyncGenerator<RunEvent> {
  let begun = false
  const again = ({ message }: GatewayError): RunInterrupted => ({
    ...question,
    parts: [{ text: `${message} Answer once more.`, metadata: { [UNDELIVERED]: true } }, ...question.parts],
  })
  try {
    for await (const event of turn) {
      begun ||= event.type === 'started'
      yield !begun && event.type === 'failed' && event.error.retryable ? again(event.error) : event
    }
  } catch (error) {
    if (begun || !isGatewayError(error) || !error.retryable) throw error
    yield again(error)
  }
}
