import type { CallContext, Fact } from '@gateway/core'
import type { Reservation } from './budgets.ts'

/**
 * A call that money was set aside for, until it is over: when its answer is complete or its caller has left, and so has
 * what goes on without them.
 */
export class BudgetedCall {
  /** For the agent below: it hears what the call costs, and what goes on behind its end. */
  readonly context: CallContext
  readonly #reservation: Reservation
  #learn: ((contextId: string) => void) | undefined
  #cost = 0
  #carriedOn = false
  /** Of the runs that it took, what they are booked as where it is one alone. */
  #runs: (string | undefined)[] = []
  #open = 1
  #ended = false

  /** `learn`: hears the context of a call that begins one. */
  constructor(context: CallContext, reservation: Reservation, learn: ((contextId: string) => void) | undefined) {
    this.#reservation = reservation
    this.#learn = learn
    this.context = {
      ...context,
      observe: (fact) => {
        this.#hear(fact)
        context.observe(fact)
      },
      goesOn: (over, runId) => {
        context.goesOn?.(over, runId)
        // It is over: whoever carries the work out books it.
        if (this.#open === 0) return
        if (runId !== undefined) reservation.cover(runId)
        this.#carriedOn = true
        this.#open += 1
        void over.then((taken) => {
          this.#cost += taken?.cost ?? 0
          if (taken !== undefined) this.#runs.push(runId)
          this.#close()
        })
      },
    }
  }

  /** The answer is complete, or nobody waits for it. A second call does nothing. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#close()
  }

  #hear(fact: Fact): void {
    // What goes on tells its cost at its end.
    if (fact.type === 'usage' && !this.#carriedOn) this.#cost += fact.cost ?? 0
    if (fact.type === 'task' && fact.contextId !== undefined) {
      this.#learn?.(fact.contextId)
      this.#learn = undefined
    }
  }

  #close(): void {
    this.#open -= 1
    if (this.#open > 0) return
    const [run, ...others] = this.#runs
    this.#reservation.settle(this.#cost, others.length === 0 ? run : undefined)
  }
}
