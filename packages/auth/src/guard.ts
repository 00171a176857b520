import type { Agent, CallContext } from '@gateway/core'
import { around, gatewayError, grants } from '@gateway/core'

/** Throws PERMISSION_DENIED unless the caller of this call may use its agent. */
export function requireGrant({ caller, agent }: Pick<CallContext, 'caller' | 'agent'>): void {
  if (grants(caller.agents, agent.id)) return
  throw gatewayError(
    'PERMISSION_DENIED',
    `This key may not call agent '${agent.name}'. Ask an administrator to add it to the key's object_permission.agents.`,
  )
}

/** An agent that only callers with a grant for it can reach. Denied unless granted. */
export function guard(agent: Agent): Agent {
  return around(agent, {
    async unary(_operation, request, context, next) {
      requireGrant(context)
      return next(request, context)
    },
    stream(_operation, request, context, next) {
      if (grants(context.caller.agents, context.agent.id)) return next(request, context)
      return refused(context)
    },
  })
}

/** A stream that ends with the refusal at its first event, as the contract of `Agent` has it. */
// biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
async function* refused(context: CallContext): AsyncGenerator<never> {
  requireGrant(context)
}
