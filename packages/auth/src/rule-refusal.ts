import type { AgentRule, GatewayError, Operation, RequestOf, SendMessageRequest } from '@gateway/core'
import { gatewayError, namedSkills, OPERATIONS } from '@gateway/core'

/** Why a rule does not let this operation through; `undefined` when it does. */
export function ruleRefusal<Name extends Operation>(
  { operations, skills }: AgentRule,
  operation: Name,
  request: RequestOf<Name>,
  agent: string,
): GatewayError | undefined {
  if (operations !== undefined && !operations.has(operation)) return narrowed(operation, agent)
  if (!('message' in request)) return undefined
  // A message can carry what is an operation of its own.
  const hooks = request.configuration?.taskPushNotificationConfig !== undefined
  if (hooks && operations?.has('createTaskPushNotificationConfig') === false) {
    return narrowed('createTaskPushNotificationConfig', agent)
  }
  return skills === undefined ? undefined : skillRefusal(skills, request, agent)
}

function narrowed(operation: Operation, agent: string): GatewayError {
  return gatewayError(
    'PERMISSION_DENIED',
    `This key may not use ${OPERATIONS[operation]['1.0']} at agent '${agent}'. ${whyOf(agent, `&operation=${OPERATIONS[operation]['1.0']}`)}`,
  )
}

/** An agent may go by any of the places where a skill is named: all have to name one that is granted. */
function skillRefusal(
  skills: ReadonlySet<string>,
  request: SendMessageRequest,
  agent: string,
): GatewayError | undefined {
  const named = namedSkills(request)
  if (named.length > 0 && named.every((skill) => skills.has(skill))) return undefined
  const field = 'message.metadata.skillId'
  const granted = [...skills].map((skill) => `'${skill}'`).join(', ') || 'none'
  const wrong = named.find((skill) => !skills.has(skill))
  const what = wrong === undefined ? 'missing' : `this key may not use the skill '${wrong.slice(0, 200)}'`
  return gatewayError(
    'PERMISSION_DENIED',
    `${field}: ${what}. At agent '${agent}' this key may use the skills ${granted}, and names one with each message. ${whyOf(agent, '')}`,
    { field },
  )
}

const whyOf = (agent: string, more: string) =>
  `GET /v1/access?agent=${encodeURIComponent(agent)}${more} with it says why; an administrator changes object_permission.agent_restrictions of the key, its team or its user.`
