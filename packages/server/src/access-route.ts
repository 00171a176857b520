import type { AccessExplainer, Caller, KeyAdministration, TeamAdministration } from '@gateway/core'
import { gatewayError, grants, isKeyless } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed } from './allowed-actions.ts'
import { effectiveGrantView, grantAnswer, grantView } from './grant-view.ts'
import type { AgentDirectory } from './ports.ts'
import { agentStopped, mayWhenStopped } from './refuse-when-stopped.ts'
import { operationName, operationNamed } from './restrictions-body.ts'

export interface AccessRouteOptions {
  readonly explainAccess: AccessExplainer
  readonly keys: Pick<KeyAdministration, 'info'>
  readonly teams?: Pick<TeamAdministration, 'find'>
  readonly agents: AgentDirectory
  /** Id of a key given as itself or as the hash of any of its secrets. */
  readonly keyId: (keyOrHash: string) => string | Promise<string>
}

const accessQuery = z.strictObject({
  agent: z.string({ error: 'missing: the id or name of an agent' }).min(1),
  key: z.string().min(1).optional(),
  operation: operationName.default('SendMessage'),
  skill: z.string().min(1).optional(),
})

const MASTER = {
  allowed: true,
  object_permission: grantView({ access: 'all' }),
  steps: [{ step: 'key', allowed: true, reason: 'The admin key may call every agent.' }],
}

const accessAnswer = z
  .object({
    key: z.string().describe('Its id.'),
    agent_id: z.string(),
    agent_name: z.string(),
    operation: z.string().optional(),
    allowed: z.boolean(),
    object_permission: grantAnswer.describe('What the key reaches in the end.'),
    steps: z
      .array(
        z.object({
          step: z.string(),
          allowed: z.boolean(),
          grant: z.enum(['none', 'selected', 'all']).optional(),
          reason: z.string().describe('What was found, and what changes it.'),
        }),
      )
      .describe('All of them have to allow it.'),
  })
  .meta({ id: 'AccessExplanation' })

/** `GET /v1/access?agent=…&key=…&operation=…&skill=…`: why a key may or may not do something at an agent. Without `key`, the key that asks; without `operation`, send a message. */
export const accessRoute = (options: AccessRouteOptions): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/access',
    operationId: 'explainAccess',
    summary: 'Tell why a key may or may not do something at an agent',
    tags: ['Access groups'],
    may: 'anyone with a credential',
    query: accessQuery,
    answer: accessAnswer,
    serve: ({ caller, query }) => explained(caller, query, options),
  })

async function explained(caller: Caller, query: z.infer<typeof accessQuery>, options: AccessRouteOptions) {
  const keyId = query.key === undefined ? caller.keyId : await options.keyId(query.key)
  if (keyId !== caller.keyId && !isAllowed(caller, 'see keys')) await requireTeamOf(caller, keyId, options)
  const agent = options.agents.find(query.agent)
  if (agent === undefined) {
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${query.agent}'. GET /v1/agents lists them.`)
  }
  const about = { key: keyId, agent_id: agent.id, agent_name: agent.name }
  if (keyId === 'master') return { ...about, ...MASTER }
  const { id, name, definition } = agent
  const operation = operationNamed(query.operation) ?? 'sendMessage'
  const { allowed, agents, steps } = await options.explainAccess(
    keyId === caller.keyId && isKeyless(caller) ? caller : keyId,
    {
      agent: { id, name, limits: definition.limits },
      operation,
      skill: query.skill,
    },
  )
  // Whoever has no grant for it is told no more than that.
  const stop = mayWhenStopped(operation) || !grants(agents, id) ? undefined : options.agents.stopped(agent)
  const told =
    stop === undefined ? steps : [...steps, { step: 'agent', allowed: false, reason: agentStopped(name, stop).message }]
  return {
    ...about,
    operation: query.operation,
    allowed: allowed && stop === undefined,
    object_permission: effectiveGrantView(agents),
    steps: told,
  }
}

/** An admin of the key's team may ask; to others no such key exists. */
async function requireTeamOf(caller: Caller, keyId: string, { keys, teams }: AccessRouteOptions): Promise<void> {
  const key = await keys.info(keyId).catch(() => undefined)
  const team = key?.teamId === undefined ? undefined : await teams?.find(key.teamId)
  if (isAllowed(caller, 'see keys', team)) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'key: this key may only ask about itself. Leave ?key= out, or use the admin key.',
    { field: 'key' },
  )
}
