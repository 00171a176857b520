import { type Limits, requestError, underLimits } from '@gateway/adapter-kit'
import { isGatewayError } from '@gateway/core'
import type { RuntimeAnswer } from './runtime-client.ts'
import { runtimeRefusal } from './runtime-refusal.ts'

/** A runtime that has not refused a call for so long works on it, in milliseconds: refusals come at once. */
const ACCEPTED_AFTER = 1_000

/** A call that is under way. Whoever opens one closes it. */
export interface RuntimeCall {
  /** Resolves when the runtime answers, or has not refused for a while. Rejects when it refuses. */
  readonly accepted: Promise<void>
  /** The head of the answer. */
  readonly contentType: Promise<string | undefined>
  /** Pieces of the answer, pulled. */
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the call and frees its connection, wherever it is. */
  close(): void
}

/**
 * Calls a runtime under limits. Every promise and the body reject with a `GatewayError`. An agent that does not stream
 * sends its head when it has finished, so acceptance cannot wait for that.
 */
export function openCall(
  invoke: (signal: AbortSignal) => Promise<RuntimeAnswer>,
  { limits, signal }: { readonly limits: Limits; readonly signal: AbortSignal },
): RuntimeCall {
  const closed = new AbortController()
  const head = Promise.withResolvers<string | undefined>()
  let answered = false
  const pieces = underLimits(
    async (aborted) => {
      const { contentType, body } = await invoke(aborted)
      answered = true
      head.resolve(contentType)
      return body
    },
    { limits, signal: AbortSignal.any([signal, closed.signal]) },
  )
  const failure = (error: unknown) => {
    if (isGatewayError(error)) return error
    return answered ? requestError(error, 'answering', limits) : runtimeRefusal(error, limits)
  }
  const first = pieces.next().catch((error) => {
    throw failure(error)
  })
  // Whoever waits for the head hears of it; whoever has left does not.
  first.catch((error) => head.reject(error))
  head.promise.catch(() => {})

  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ACCEPTED_AFTER)
  })
  const accepted = Promise.race([head.promise.then(() => {}), patience])
  accepted.catch(() => {})

  async function* body(): AsyncGenerator<Uint8Array, void> {
    try {
      for (let piece = await first; piece.done !== true; piece = await pieces.next()) yield piece.value
    } catch (error) {
      throw failure(error)
    }
  }

  return {
    accepted,
    contentType: head.promise,
    body: body(),
    close() {
      clearTimeout(timer)
      closed.abort()
      pieces.return().catch(() => {})
    },
  }
}
