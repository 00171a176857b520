/** What is waited for, or the reason of `signal` at once: for what hears of no signal itself. */
export function unlessAborted<Value>(waiting: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return waiting
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
