import type { AgentCost, RunEvent, StoredRun } from '@gateway/core'
import { addUsage, costOf, isTerminalRunEvent } from '@gateway/core'

/** The state in which each terminal event leaves its task. */
const STATES = {
  'input-required': 'TASK_STATE_INPUT_REQUIRED',
  'auth-required': 'TASK_STATE_AUTH_REQUIRED',
  done: 'TASK_STATE_COMPLETED',
  failed: 'TASK_STATE_FAILED',
  rejected: 'TASK_STATE_REJECTED',
  canceled: 'TASK_STATE_CANCELED',
} as const

/** What a run's events tell of the run itself, apart from its task: where it is at the vendor, what it took, how it ended. */
export class LearntRun {
  readonly #cost: AgentCost | undefined
  #row: StoredRun

  constructor(run: StoredRun, cost: AgentCost | undefined) {
    this.#row = run
    this.#cost = cost
  }

  get row(): StoredRun {
    return this.#row
  }

  /** Takes an event. `true` when the row is another. */
  learn(event: RunEvent): boolean {
    const before = this.#row
    if ('cursor' in event && event.cursor !== undefined) this.#change({ cursor: event.cursor })
    if (event.type === 'started') {
      this.#change({ ref: event.ref })
    } else if (event.type === 'usage') {
      this.#change({ usage: addUsage(this.#row.usage ?? {}, event.usage) })
    } else if (isTerminalRunEvent(event)) {
      const cost = this.#price()
      this.#change({
        endedAt: new Date().toISOString(),
        state: STATES[event.type],
        ...(cost === undefined ? {} : { cost }),
        ...('resume' in event ? { resume: event.resume } : {}),
      })
    }
    return this.#row !== before
  }

  /** What the vendor never took up costs nothing. */
  #price(): number | undefined {
    const { ref, usage } = this.#row
    return ref === undefined && usage === undefined ? undefined : costOf(usage, this.#cost)
  }

  #change(fields: Partial<StoredRun>): void {
    this.#row = { ...this.#row, ...fields }
  }
}
