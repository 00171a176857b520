import { setTimeout as sleep } from 'node:timers/promises'

/** What is waited for, or an error that says what did not happen. */
export async function within<Value>(milliseconds: number, otherwise: string, value: Promise<Value>): Promise<Value> {
  const timer = new AbortController()
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${otherwise} within ${milliseconds / 1000} s`)
  })
  try {
    return await Promise.race([value, late])
  } finally {
    timer.abort()
    late.catch(() => {})
  }
}

/** Waits until a condition holds. */
export async function until(milliseconds: number, otherwise: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > end) throw new Error(`${otherwise} within ${milliseconds / 1000} s`)
    await sleep(10)
  }
}
