import { Deadline } from './deadline.ts'
import { abortError, timeoutError } from './http-error.ts'
import type { Limits } from './limits.ts'

export interface UnderLimitsOptions {
  readonly limits: Limits
  /** The run's own signal. */
  readonly signal: AbortSignal
}

/**
 * Reads a vendor SDK's stream under the limits that SDKs do not have: time to the first event, silence, the whole.
 * `open` gets the signal to hand to the SDK; it aborts when the reader leaves, when `signal` does, and when a limit is
 * reached. However the SDK reports that (by an error of its own, by ending silently, or not at all), the reader gets
 * CANCELED (or the error that `signal` was aborted with) or AGENT_TIMEOUT at once, without waiting for the SDK. Other
 * errors pass as they are. Nothing is read ahead. `alive` is for what the SDK does not tell of, such as the vendor's
 * heartbeats (`createVendorFetch` hears them): it ends a silence.
 */
export async function* underLimits<Event>(
  open: (signal: AbortSignal, alive: () => void) => AsyncIterable<Event> | Promise<AsyncIterable<Event>>,
  { limits, signal }: UnderLimitsOptions,
): AsyncGenerator<Event, void> {
  const inner = new AbortController()
  let failure: Error | undefined
  let wake: (() => void) | undefined
  const end = (error: Error) => {
    failure ??= error
    inner.abort(failure)
    wake?.()
  }
  /** What is waited for, or the reason to wait no more. A race with one lasting promise would keep every event alive. */
  const unlessEnded = <Value>(waiting: Promise<Value>) =>
    new Promise<Value>((resolve, reject) => {
      wake = () => reject(failure)
      if (failure !== undefined) wake()
      waiting.then(
        (value) => (failure === undefined ? resolve(value) : reject(failure)),
        (error) => reject(failure ?? error),
      )
    })
  const leave = () => end(abortError(signal))
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  const deadline = new Deadline(limits, (limit) => end(timeoutError(limit, limits)))
  let iterator: AsyncIterator<Event> | undefined
  try {
    iterator = (await unlessEnded(opened(() => open(inner.signal, () => deadline.activity()), inner.signal)))[
      Symbol.asyncIterator
    ]()
    for (;;) {
      const result = await unlessEnded(iterator.next())
      if (result.done) return
      deadline.first()
      deadline.hold()
      yield result.value
      deadline.release()
      deadline.streaming()
    }
  } finally {
    deadline.stop()
    signal.removeEventListener('abort', leave)
    inner.abort()
    // An SDK that does not hear its signal is not waited for; what it still says is nobody's.
    iterator?.return?.()?.catch(() => {})
  }
}

/** `open` may throw before it gives a promise. */
async function opened<Event>(
  open: () => AsyncIterable<Event> | Promise<AsyncIterable<Event>>,
  signal: AbortSignal,
): Promise<AsyncIterable<Event>> {
  signal.throwIfAborted()
  return open()
}
