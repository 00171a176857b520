import type { AgentRestriction, AgentRestrictions, AgentRule, Operation, RestrictionsChange } from '@gateway/core'
import { OPERATIONS, READING_OPERATIONS } from '@gateway/core'
import { z } from 'zod'

/** Useful sets of operations by a short name. */
const SETS: Readonly<Record<string, readonly Operation[]>> = {
  read: READING_OPERATIONS,
  send: ['sendMessage', 'streamMessage'],
  push: [
    'createTaskPushNotificationConfig',
    'getTaskPushNotificationConfig',
    'listTaskPushNotificationConfigs',
    'deleteTaskPushNotificationConfig',
  ],
}

const ALL = Object.keys(OPERATIONS) as readonly Operation[]
const nameOf = (operation: Operation) => OPERATIONS[operation]['1.0']
const BY_NAME: ReadonlyMap<string, readonly Operation[]> = new Map([
  ...Object.entries(SETS),
  ...ALL.map((operation) => [nameOf(operation), [operation]] as const),
])

/** The name of an operation in A2A 1.0. */
export const operationName = z.enum(ALL.map(nameOf), { error: `must be one of ${ALL.map(nameOf).join(', ')}` })

/** The operation of that name. */
export const operationNamed = (name: string): Operation | undefined => ALL.find((each) => nameOf(each) === name)

const named = z.enum([...BY_NAME.keys()], { error: `must be one of ${[...BY_NAME.keys()].join(', ')}` })

const restriction = z
  .strictObject({
    operations: z
      .array(named)
      .min(1, 'must name one at least; to grant nothing, leave the agent out of agents')
      .nullable()
      .optional()
      .describe('Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`.'),
    skills: z
      .array(z.string().trim().min(1).max(256))
      .min(1, 'must name one at least; to let no message through, leave the messages out of operations')
      .nullable()
      .optional()
      .describe('Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`.'),
  })
  .describe('What is left out or `null` is not narrowed.')

/** `agent_restrictions` of an `object_permission`: by the id or name of an agent, or `*` for all that are granted. */
export const agentRestrictions = z.record(z.string(), restriction)

/** The change a body asks for; `null` takes every restriction away. */
export function restrictionsChange(body: z.infer<typeof agentRestrictions> | null | undefined): {
  restrictions?: RestrictionsChange
} {
  if (body === undefined) return {}
  const entries = Object.entries(body ?? {}).map(([agent, { operations, skills }]): [string, AgentRestriction] => [
    agent,
    {
      ...(operations ? { operations: [...new Set(operations.flatMap((name) => BY_NAME.get(name) ?? []))] } : {}),
      ...(skills ? { skills: [...new Set(skills)] } : {}),
    },
  ])
  return { restrictions: Object.fromEntries(entries.filter(([, narrowed]) => Object.keys(narrowed).length > 0)) }
}

interface Narrowed {
  readonly operations?: Iterable<Operation>
  readonly skills?: Iterable<string>
}

const restrictionView = ({ operations, skills }: Narrowed) => ({
  ...(operations === undefined ? {} : { operations: [...operations].map(nameOf) }),
  ...(skills === undefined ? {} : { skills: [...skills] }),
})

/** The members of `restrictionsView`. */
export const restrictionsAnswer = {
  agent_restrictions: z
    .record(
      z.string(),
      z.object({ operations: z.array(z.string()).optional(), skills: z.array(z.string()).optional() }),
    )
    .optional(),
}

/** Restrictions as answers show them, which can be sent again. Nothing where there are none. */
export function restrictionsView(restrictions: AgentRestrictions | ReadonlyMap<string, AgentRule> | undefined) {
  const entries: (readonly [string, Narrowed])[] =
    restrictions instanceof Map ? [...restrictions] : Object.entries(restrictions ?? {})
  if (entries.length === 0) return {}
  return {
    agent_restrictions: Object.fromEntries(entries.map(([agent, narrowed]) => [agent, restrictionView(narrowed)])),
  }
}
