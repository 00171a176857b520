import type { Agent, AgentCost } from '@gateway/core'
import { RunMeter } from './usage/run-meter.ts'

/**
 * An agent whose sends are metered: the call's record gets what each message took, by what the agent reports, and what
 * that costs. Streams pass as they are.
 */
export function priced(inner: Agent, cost: AgentCost | undefined): Agent {
  return {
    ...inner,
    get traits() {
      return inner.traits
    },
    async sendMessage(request, context) {
      const meter = new RunMeter(context, request, cost)
      try {
        const answer = await inner.sendMessage(request, meter.context)
        meter.take(answer)
        return answer
      } finally {
        meter.end()
      }
    },
  }
}
