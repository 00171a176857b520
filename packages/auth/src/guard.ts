import type { Agent, CallContext, GatewayError, Operation, RequestOf } from '@gateway/core'
import { around, gatewayError, grants, isReading, ruleAt } from '@gateway/core'
import { isReader } from './caller-role.ts'
import { ruleRefusal } from './rule-refusal.ts'

type Granting = Pick<CallContext, 'caller' | 'agent'>

/** Throws PERMISSION_DENIED unless the caller of this call may use its agent. */
export function requireGrant(context: Granting): void {
  if (!grants(context.caller.agents, context.agent.id)) throw denied(context)
}

/** Why the caller may not do this at the agent; `undefined` when they may. */
function refusalOf<Name extends Operation>(
  operation: Name,
  request: RequestOf<Name>,
  context: Granting,
): GatewayError | undefined {
  const { caller, agent } = context
  if (!grants(caller.agents, agent.id)) return denied(context)
  if (isReader(caller.role) && !isReading(operation)) return readOnly()
  const rule = ruleAt(caller.agents, agent.id)
  return rule === undefined ? undefined : ruleRefusal(rule, operation, request, agent.name)
}

const readOnly = () =>
  gatewayError(
    'PERMISSION_DENIED',
    'The user of this key is a viewer: it reads tasks and cards, and sends or changes nothing. Ask an administrator for another user_role.',
  )

const denied = ({ agent }: Granting) =>
  gatewayError(
    'PERMISSION_DENIED',
    `This key may not call agent '${agent.name}'. GET /v1/access?agent=${encodeURIComponent(agent.name)} with it says why; an administrator adds the agent to object_permission of the key, its team or its user.`,
  )

/** An agent that only callers with a grant for it can reach, as far as it goes, and viewers only read. Denied unless granted. */
export function guard(agent: Agent): Agent {
  return around(agent, {
    unary(operation, request, context, next) {
      const refusal = refusalOf(operation, request, context)
      return refusal === undefined ? next(request, context) : Promise.reject(refusal)
    },
    stream(operation, request, context, next) {
      const refusal = refusalOf(operation, request, context)
      return refusal === undefined ? next(request, context) : refused(refusal)
    },
  })
}

/** A stream that ends with the refusal at its first event, as the contract of `Agent` has it. */
// biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
async function* refused(refusal: GatewayError): AsyncGenerator<never> {
  throw refusal
}
