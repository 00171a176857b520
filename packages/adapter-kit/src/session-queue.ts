import { abortError } from './http-error.ts'

/** Lets one turn of a session run at a time; the others wait in the order in which they came. Sessions do not wait for each other. */
export interface SessionQueue {
  /** Resolves when it is this turn's time, with how it ends its place. Rejects when `signal` aborts before that. */
  enter(session: string, signal: AbortSignal): Promise<() => void>
}

/** For vendors whose sessions take one call at a time. Holds within one process; a vendor refuses what comes from another. */
export function createSessionQueue(): SessionQueue {
  const last = new Map<string, Promise<void>>()
  return {
    async enter(session, signal) {
      const before = last.get(session)
      const { promise, resolve: leave } = Promise.withResolvers<void>()
      const ended = (before ?? Promise.resolve()).then(() => promise)
      last.set(session, ended)
      void ended.then(() => {
        if (last.get(session) === ended) last.delete(session)
      })
      try {
        if (before !== undefined) await untilAborted(before, signal)
        signal.throwIfAborted()
      } catch {
        leave()
        throw abortError(signal)
      }
      return leave
    },
  }
}

async function untilAborted(waiting: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(new Error('aborted'))
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([waiting, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
