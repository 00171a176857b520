import type { AgentCost, CallContext, SendMessageRequest, StreamResponse, Usage } from '@gateway/core'
import { addUsage, costOf, estimatedTokens, isPricedByToken } from '@gateway/core'
import { AnswerSize } from './answer-size.ts'
import { ReportedUsage } from './reported-usage.ts'

/**
 * What one message to an agent with tasks of its own takes and costs. Told to the call once, at the end: what the agent's
 * adapter or else the agent itself reports; where neither does and tokens have a price, an estimate by the texts. A
 * message that is refused costs nothing.
 */
export class RunMeter {
  /** What the agent is to be called with. */
  readonly context: CallContext
  readonly #call: CallContext
  readonly #request: SendMessageRequest
  readonly #cost: AgentCost | undefined
  readonly #since = performance.now()
  readonly #reported: ReportedUsage
  /** Only where it may be needed. */
  readonly #size: AnswerSize | undefined
  #told: Usage | undefined
  #toldCost: number | undefined
  #takenUp = false
  #ended = false

  constructor(call: CallContext, request: SendMessageRequest, cost: AgentCost | undefined) {
    this.#call = call
    this.#request = request
    this.#cost = cost
    this.#reported = new ReportedUsage(request.message.taskId !== undefined && request.message.taskId !== '')
    this.#size = isPricedByToken(cost) ? new AnswerSize() : undefined
    this.context = {
      ...call,
      observe: (fact) => {
        if (fact.type !== 'usage') {
          call.observe(fact)
          return
        }
        if (fact.usage !== undefined) this.#told = addUsage(this.#told ?? {}, fact.usage)
        if (fact.cost !== undefined) this.#toldCost = (this.#toldCost ?? 0) + fact.cost
      },
    }
  }

  /** Takes an answer, or an event of a stream. */
  take(event: StreamResponse): void {
    this.#takenUp = true
    this.#reported.take(event)
    this.#size?.take(event)
  }

  /** Its work is over, or nobody follows it any more. Only the first time counts. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    const known = this.#told ?? this.#reported.usage
    if (!this.#takenUp && known === undefined && this.#toldCost === undefined) return
    const usage = known ?? this.#estimate()
    const cost = this.#price(usage)
    if (usage === undefined && cost === undefined) return
    this.#call.observe({
      type: 'usage',
      ...(usage === undefined ? {} : { usage }),
      ...(cost === undefined ? {} : { cost }),
    })
  }

  #price(usage: Usage | undefined): number | undefined {
    const seconds = (performance.now() - this.#since) / 1_000
    const whole = this.#toldCost === undefined ? usage : { ...usage, cost: this.#toldCost }
    return costOf(whole, this.#cost, seconds)
  }

  #estimate(): Usage | undefined {
    if (this.#size === undefined) return undefined
    return {
      inputTokens: Math.ceil(estimatedTokens(this.#request.message.parts)),
      outputTokens: Math.ceil(this.#size.tokens),
      estimated: true,
    }
  }
}
