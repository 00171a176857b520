import type { CallContext, Fact } from '@gateway/core'
import { tokensOf } from '@gateway/core'
import type { Admission } from './limiter.ts'

/**
 * A call that counts against limits, until it is over: when its answer is complete or its caller has left, and so has
 * what goes on without them.
 */
export class LimitedCall {
  /** For the agent below: it hears what the call uses, and what goes on behind its end. */
  readonly context: CallContext
  readonly #admission: Admission
  #learn: ((contextId: string) => void) | undefined
  #tokens = 0
  #carriedOn = false
  #open = 1
  #ended = false

  /** `learn`: hears the context of a call that begins one. */
  constructor(context: CallContext, admission: Admission, learn: ((contextId: string) => void) | undefined) {
    this.#admission = admission
    this.#learn = learn
    this.context = {
      ...context,
      observe: (fact) => {
        this.#hear(fact)
        context.observe(fact)
      },
      goesOn: (over) => {
        if (this.#open === 0) return
        this.#carriedOn = true
        this.#open += 1
        void over.then((taken) => {
          if (taken?.usage !== undefined) this.#tokens += tokensOf(taken.usage)
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
    if (fact.type === 'usage' && fact.usage !== undefined && !this.#carriedOn) this.#tokens += tokensOf(fact.usage)
    if (fact.type === 'task' && fact.contextId !== undefined) {
      this.#learn?.(fact.contextId)
      this.#learn = undefined
    }
  }

  #close(): void {
    this.#open -= 1
    if (this.#open === 0) this.#admission.settle(this.#tokens)
  }
}
