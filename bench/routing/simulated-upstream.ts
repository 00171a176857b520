import type { Agent, SendMessageResponse } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { exponential } from './seeded-random.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface SimulatedOptions {
  readonly name: string
  /** Messages that it works on at once; more of them wait for each other there. */
  readonly workers: number
  /** What a message takes on average. */
  readonly meanMs: number
  /** It refuses connections in every second stretch of so many milliseconds; never without. */
  readonly flapMs?: number
}

/** An agent with a few workers, a queue before them, and times that are drawn. */
export class SimulatedUpstream {
  readonly options: SimulatedOptions
  readonly agent: Agent
  /** Messages that it took. */
  taken = 0
  readonly #clock: VirtualClock
  readonly #random: () => number
  readonly #queue: (() => void)[] = []
  #working = 0

  constructor(options: SimulatedOptions, clock: VirtualClock, random: () => number) {
    this.options = options
    this.#clock = clock
    this.#random = random
    this.agent = defineAgent({ sendMessage: () => this.#take() })
  }

  #take(): Promise<SendMessageResponse> {
    const { flapMs } = this.options
    if (flapMs !== undefined && Math.floor(this.#clock.now() / flapMs) % 2 === 1) {
      return Promise.reject(gatewayError('AGENT_UNREACHABLE', 'The agent refused the connection.', { retryable: true }))
    }
    this.taken += 1
    return new Promise((resolve) => {
      const work = () => {
        this.#working += 1
        this.#clock.after(exponential(this.options.meanMs, this.#random), () => {
          this.#working -= 1
          resolve({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [] } })
          this.#queue.shift()?.()
        })
      }
      if (this.#working < this.options.workers) work()
      else this.#queue.push(work)
    })
  }
}
