import { type Agent, type AgentDefinition, createCallContext, defineAgent } from '@gateway/core'
import { createRouter, type StrategyName } from '@gateway/router'
import { median } from '../suite/statistics.ts'

const UPSTREAMS = 100
const CALLS = 20_000
const ROUNDS = 9

/** Microseconds that routing adds to a call, over 100 upstreams: through the router, less the same agent called directly. */
export async function routingOverhead(strategy: StrategyName): Promise<number> {
  const answer: Awaited<ReturnType<Agent['sendMessage']>> = {
    message: { messageId: 'm', role: 'ROLE_AGENT', parts: [], contextId: 'c' },
  }
  const definition: AgentDefinition = { sendMessage: async () => answer }
  const direct = defineAgent(definition)
  const router = createRouter({
    upstreams: Array.from({ length: UPSTREAMS }, (_, index) => ({
      name: `upstream-${index}`,
      agent: defineAgent(definition),
      cost: index,
      requestsPerMinute: 1e9,
    })),
    strategy,
    // A gateway's index learns from the tasks, not from here.
    affinity: { upstreamOf: () => undefined },
  })
  const added: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await timed(direct)
    added.push((await timed(router)) - bare)
  }
  // The first rounds are those in which the machine code is made.
  return median(added.slice(3))
}

async function timed(agent: Agent): Promise<number> {
  const context = createCallContext()
  const request = { message: { messageId: 'm', role: 'ROLE_USER', parts: [] } } as const
  const since = performance.now()
  for (let call = 0; call < CALLS; call++) await agent.sendMessage(request, context)
  return ((performance.now() - since) * 1000) / CALLS
}
