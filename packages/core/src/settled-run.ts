import type { CallContext } from './call-context.ts'
import { type GatewayError, gatewayError, isGatewayError } from './gateway-error.ts'
import { isTerminalRunEvent, type RunEvent } from './run-event.ts'

/**
 * A run with exactly one terminal event, its last, whatever the runner does: an abort of `signal` becomes `canceled` (or
 * `failed`, with the error it was aborted with), a thrown error `failed`, an end without a terminal event `failed`.
 * Events behind a terminal one are not given out, and the run below is released. Never throws. `observe` is told of the
 * whole run as one request to the upstream: who waits for its end waits for the vendor.
 */
export async function* settledRun(
  run: AsyncIterable<RunEvent>,
  { signal, observe }: Pick<CallContext, 'signal'> & Partial<Pick<CallContext, 'observe'>>,
): AsyncGenerator<RunEvent, void> {
  const over = () => observe?.({ type: 'upstream-response', at: performance.now() })
  observe?.({ type: 'upstream-request', at: performance.now() })
  try {
    for await (const event of run) {
      const isLast = isTerminalRunEvent(event)
      if (isLast) over()
      yield isLast && signal.aborted ? stopped(signal) : event
      if (isLast) return
    }
  } catch (error) {
    over()
    yield signal.aborted ? stopped(signal) : { type: 'failed', error: failureOf(error) }
    return
  }
  over()
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
