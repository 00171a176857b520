/** Waits between searches while no card was found yet; then the refresh interval. Seconds. */
const BACKOFF_SECONDS = [5, 15, 60]

/** How many agents are asked at once, so that ten thousand do not flood the network or the process. */
const AT_ONCE = 4

/** Between two searches that are not for somebody new: with ten thousand agents they are a few hundredths of a core, and not one. */
const PACE_MS = 20

export interface CardSearchOptions<Target> {
  /** Between two searches once a card was found. Spread by a tenth, so that agents do not fall into step. */
  readonly refreshSeconds: number
  /** Looks once; `true` when the target has a card now, be it an older one. Must not reject. */
  readonly search: (target: Target, signal: AbortSignal) => Promise<boolean>
}

/** Looks for cards in the background, again and again, a few at a time and one after another. Its timers keep no process alive. */
export interface CardSearch<Target> {
  /** Searches soon: before everything that waits already when `first`. */
  add(target: Target, first?: boolean): void
  /** Stops searching for it; a search that runs is aborted. */
  remove(target: Target): void
  /** Stops everything and waits for what runs. */
  close(): Promise<void>
}

interface Schedule {
  /** Milliseconds of `performance.now()`; `undefined` while it waits in the queue or runs. */
  dueAt: number | undefined
  misses: number
  readonly abort: AbortController
}

/** Starts a search with nothing in it. */
export function createCardSearch<Target>({ refreshSeconds, search }: CardSearchOptions<Target>): CardSearch<Target> {
  const schedules = new Map<Target, Schedule>()
  const urgent: Target[] = []
  let waiting: Target[] = []
  const running = new Set<Promise<void>>()
  let closed = false
  let notBefore = 0
  let pacer: NodeJS.Timeout | undefined

  /** The next of those that are in no hurry, once it is time for one. */
  const unhurried = (): Target | undefined => {
    const wait = notBefore - performance.now()
    if (waiting.length > 0 && wait > 0) {
      pacer ??= setTimeout(() => {
        pacer = undefined
        pump()
      }, wait).unref()
      return undefined
    }
    let target = waiting.shift()
    while (target !== undefined && !schedules.has(target)) target = waiting.shift()
    if (target !== undefined) notBefore = performance.now() + PACE_MS
    return target
  }

  const run = async (target: Target, schedule: Schedule): Promise<void> => {
    const found = await search(target, schedule.abort.signal)
    if (schedules.get(target) !== schedule) return
    schedule.misses = found ? 0 : schedule.misses + 1
    const backoff = found ? refreshSeconds : (BACKOFF_SECONDS[schedule.misses - 1] ?? refreshSeconds)
    const spread = 0.9 + Math.random() * 0.2
    schedule.dueAt = performance.now() + Math.min(backoff, refreshSeconds) * spread * 1000
  }

  const pump = (): void => {
    while (!closed && running.size < AT_ONCE) {
      const target = urgent.shift() ?? unhurried()
      if (target === undefined) return
      const schedule = schedules.get(target)
      if (schedule === undefined) continue
      const searching = run(target, schedule).finally(() => {
        running.delete(searching)
        pump()
      })
      running.add(searching)
    }
  }

  // One look over the schedule instead of a timer each: ten thousand entries take well under a millisecond.
  const tick = (): void => {
    const now = performance.now()
    for (const [target, schedule] of schedules) {
      if (schedule.dueAt === undefined || schedule.dueAt > now) continue
      schedule.dueAt = undefined
      waiting.push(target)
    }
    pump()
  }
  const timer = setInterval(tick, Math.max(20, Math.min(1000, refreshSeconds * 250)))
  timer.unref()

  return {
    add(target, first = false) {
      if (closed || schedules.has(target)) return
      schedules.set(target, { dueAt: undefined, misses: 0, abort: new AbortController() })
      if (first) urgent.push(target)
      else waiting.push(target)
      // Not in the caller's own turn: registering and starting never wait for a connection.
      setImmediate(pump)
    },
    remove(target) {
      schedules.get(target)?.abort.abort()
      schedules.delete(target)
    },
    async close() {
      closed = true
      clearInterval(timer)
      clearTimeout(pacer)
      for (const { abort } of schedules.values()) abort.abort()
      schedules.clear()
      waiting = []
      await Promise.all(running)
    },
  }
}
