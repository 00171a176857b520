import type { AgentCost, Part, RunEvent, StoredRun, Usage } from '@gateway/core'
import { addUsage, costOf, estimatedTokens, isPricedByToken, isTerminalRunEvent } from '@gateway/core'

/** What the work at an upstream is charged with; without a name, at the one that the run was begun with. */
export type PriceOf = (upstream: string | undefined) => AgentCost | undefined

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
  readonly #priceOf: PriceOf
  /** What the run was asked. */
  readonly #asked: readonly Part[]
  /** About how many tokens it has said, where that may be charged. */
  #said = 0
  #upstream: string | undefined
  #row: StoredRun

  constructor(run: StoredRun, priceOf: PriceOf, asked: readonly Part[] = []) {
    this.#row = run
    this.#priceOf = priceOf
    this.#asked = asked
  }

  /** The run is at this upstream now: what it costs there counts. */
  at(upstream: string): void {
    this.#upstream = upstream
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
    } else if (event.type === 'text') {
      this.#say([{ text: event.text }])
    } else if (event.type === 'part') {
      this.#say([event.part])
    } else if (isTerminalRunEvent(event)) {
      if ('parts' in event) this.#say(event.parts)
      const endedAt = new Date()
      this.#change({
        endedAt: endedAt.toISOString(),
        ...this.#taken(endedAt.getTime()),
        state: STATES[event.type],
        ...('resume' in event ? { resume: event.resume } : {}),
      })
    }
    return this.#row !== before
  }

  /** What it took and costs. What the vendor never took up costs nothing. */
  #taken(end: number): Pick<StoredRun, 'usage' | 'cost'> {
    const { ref, startedAt } = this.#row
    if (ref === undefined && this.#row.usage === undefined) return {}
    const price = this.#priceOf(this.#upstream)
    const usage = this.#row.usage ?? (isPricedByToken(price) ? this.#estimate() : undefined)
    const cost = costOf(usage, price, Math.max(0, end - Date.parse(startedAt)) / 1_000)
    return { ...(usage === undefined ? {} : { usage }), ...(cost === undefined ? {} : { cost }) }
  }

  #say(parts: readonly Part[]): void {
    if (this.#row.usage === undefined && isPricedByToken(this.#priceOf(this.#upstream)))
      this.#said += estimatedTokens(parts)
  }

  #estimate(): Usage {
    const inputTokens = Math.ceil(estimatedTokens(this.#asked))
    return { inputTokens, outputTokens: Math.ceil(this.#said), estimated: true }
  }

  #change(fields: Partial<StoredRun>): void {
    this.#row = { ...this.#row, ...fields }
  }
}
