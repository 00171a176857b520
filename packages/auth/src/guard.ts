import type { Agent, CallContext, GatewayError, Operation, RequestOf } from '@gateway/core'
import { around, gatewayError, grants, isReading, ruleAt, scopesCall } from '@gateway/core'
import { isReader } from './caller-role.ts'
import { ruleRefusal } from './rule-refusal.ts'

/** Who calls which agent. */
export interface AccessContext extends Pick<CallContext, 'caller'> {
  readonly agent: Pick<CallContext['agent'], 'id' | 'name'>
}

/** Throws PERMISSION_DENIED unless the caller of this call may use its agent. */
export function requireGrant(context: AccessContext): void {
  if (!grants(context.caller.agents, context.agent.id)) throw denied(context)
}

/** Why the caller may not do this at the agent; `undefined` when they may. What `guard` goes by. */
export function accessRefusal<Name extends Operation>(
  operation: Name,
  request: RequestOf<Name>,
  context: AccessContext,
): GatewayError | undefined {
  const { caller, agent } = context
  if (!grants(caller.agents, agent.id)) return denied(context)
  if (isReader(caller.role) && !isReading(operation)) return readOnly()
  if (!scopesCall(caller.scopes, operation)) return otherScope()
  const rule = ruleAt(caller.agents, agent.id)
  return rule === undefined ? undefined : ruleRefusal(rule, operation, request, agent.name)
}

const readOnly = () =>
  gatewayError(
    'PERMISSION_DENIED',
    'The user of this key is a viewer: it reads tasks and cards, and sends or changes nothing. Ask an administrator for another user_role.',
  )

const otherScope = () =>
  gatewayError(
    'PERMISSION_DENIED',
    'This key is not for this: its key_type does not let it call agents, or only read there. Ask an administrator for another key.',
  )

const denied = ({ agent }: AccessContext) =>
  gatewayError(
    'PERMISSION_DENIED',
    `This key may not call agent '${agent.name}'. GET /v1/access?agent=${encodeURIComponent(agent.name)} with it says why; an administrator adds the agent to object_permission of the key, its team or its user.`,
  )

/** An agent that only callers with a grant for it can reach, as far as it goes, and viewers only read. Denied unless granted. */
export function guard(agent: Agent): Agent {
  return around(agent, {
    unary(operation, request, context, next) {
      const refusal = accessRefusal(operation, request, context)
      return refusal === undefined ? next(request, context) : Promise.reject(refusal)
    },
    stream(operation, request, context, next) {
      const refusal = accessRefusal(operation, request, context)
      return refusal === undefined ? next(request, context) : refused(refusal)
    },
  })
}

/** A stream that ends with the refusal at its first event, as the contract of `Agent` has it. */
// biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
async function* refused(refusal: GatewayError): AsyncGenerator<never> {
  throw refusal
}
