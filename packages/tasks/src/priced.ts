import type { Agent, AgentCost, CallContext } from '@gateway/core'
import { around, costOf } from '@gateway/core'

/**
 * An agent whose work has a price: each message that it takes up costs `perCall`, and what it reports to have used costs
 * what its tokens do, or what it says itself. The call's record gets both; a message that it refuses costs nothing.
 */
export function priced(inner: Agent, { perCall, ...perToken }: AgentCost): Agent {
  const pricing = (context: CallContext): CallContext => ({
    ...context,
    observe(fact) {
      const cost = fact.type === 'usage' && fact.cost === undefined ? costOf(fact.usage, perToken) : undefined
      context.observe(cost === undefined ? fact : { ...fact, type: 'usage', cost })
    },
  })
  const takenUp = (context: CallContext) => {
    if (perCall !== undefined) context.observe({ type: 'usage', cost: perCall })
  }
  async function* charged<Event>(stream: AsyncIterable<Event>, context: CallContext): AsyncGenerator<Event, void> {
    let first = true
    for await (const event of stream) {
      if (first) takenUp(context)
      first = false
      yield event
    }
  }
  return around(inner, {
    async unary(operation, request, context, next) {
      if (operation !== 'sendMessage') return next(request, context)
      const answer = await next(request, pricing(context))
      takenUp(context)
      return answer
    },
    stream(operation, request, context, next) {
      return operation === 'streamMessage' ? charged(next(request, pricing(context)), context) : next(request, context)
    },
  })
}
