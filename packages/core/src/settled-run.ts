import { type GatewayError, gatewayError, isGatewayError } from './gateway-error.ts'
import { isTerminalRunEvent, type RunEvent } from './run-event.ts'

/**
 * A run with exactly one terminal event, its last, whatever the runner does: an abort of `signal` becomes `canceled` (or
 * `failed`, with the error it was aborted with), a thrown error `failed`, an end without a terminal event `failed`.
 * Events behind a terminal one are not given out, and the run below is released. Never throws.
 */
export async function* settledRun(
  run: AsyncIterable<RunEvent>,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<RunEvent, void> {
  try {
    for await (const event of run) {
      if (signal.aborted && isTerminalRunEvent(event)) {
        yield stopped(signal)
        return
      }
      yield event
      if (isTerminalRunEvent(event)) return
    }
  } catch (error) {
    yield signal.aborted ? stopped(signal) : { type: 'failed', error: failureOf(error) }
    return
  }
  yield signal.aborted ? stopped(signal) : { type: 'failed', error: endedEarly() }
}

function stopped({ reason }: AbortSignal): RunEvent {
  return isGatewayError(reason) && reason.code !== 'CANCELED' ? { type: 'failed', error: reason } : { type: 'canceled' }
}

function failureOf(error: unknown): GatewayError {
  return isGatewayError(error)
    ? error
    : gatewayError('INTERNAL_ERROR', 'The adapter of this agent failed while it carried out the message.', {
        cause: error,
      })
}

const endedEarly = () =>
  gatewayError('INVALID_AGENT_RESPONSE', 'The agent ended its answer without saying that it is complete.')
