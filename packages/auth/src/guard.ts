import type { Agent, CallContext } from '@gateway/core'
import { around, gatewayError, grants } from '@gateway/core'

type Granting = Pick<CallContext, 'caller' | 'agent'>

/** Throws PERMISSION_DENIED unless the caller of this call may use its agent. */
export function requireGrant(context: Granting): void {
  if (!isGranted(context)) throw denied(context)
}

const isGranted = ({ caller, agent }: Granting) => grants(caller.agents, agent.id)

const denied = ({ agent }: Granting) =>
  gatewayError(
    'PERMISSION_DENIED',
    `This key may not call agent '${agent.name}'. Ask an administrator to add it to the key's object_permission.agents.`,
  )

/** An agent that only callers with a grant for it can reach. Denied unless granted. */
export function guard(agent: Agent): Agent {
  return around(agent, {
    unary(_operation, request, context, next) {
      return isGranted(context) ? next(request, context) : Promise.reject(denied(context))
    },
    stream(_operation, request, context, next) {
      return isGranted(context) ? next(request, context) : refused(context)
    },
  })
}

/** A stream that ends with the refusal at its first event, as the contract of `Agent` has it. */
// biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
async function* refused(context: CallContext): AsyncGenerator<never> {
  requireGrant(context)
}
