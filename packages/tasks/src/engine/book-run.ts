import type { Fact, StoredRun } from '@gateway/core'

/** The call that began a run, while it is there. */
export interface AttachedCaller {
  readonly signal: AbortSignal
  observe(fact: Fact): void
}

/** What a run that has ended took is told once: to the call that sees its end, else to who books it on its own. */
export function bookRun(run: StoredRun, caller: AttachedCaller | undefined, alone: (run: StoredRun) => void): void {
  const { usage, cost } = run
  if (usage === undefined && cost === undefined) return
  if (caller === undefined || caller.signal.aborted) {
    alone(run)
    return
  }
  caller.observe({
    type: 'usage',
    ...(usage === undefined ? {} : { usage }),
    ...(cost === undefined ? {} : { cost }),
  })
}
