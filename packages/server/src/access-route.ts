import type { AccessExplainer, Caller, KeyAdministration, TeamAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { isAllowed } from './allowed-actions.ts'
import { grantView } from './grant-view.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import type { AgentDirectory } from './ports.ts'
import { checked } from './read-json.ts'

export interface AccessRouteOptions {
  readonly explainAccess: AccessExplainer
  readonly keys: Pick<KeyAdministration, 'info'>
  readonly teams?: Pick<TeamAdministration, 'find'>
  readonly agents: AgentDirectory
  /** Id of a key given as itself or as its hash. */
  readonly keyId: (keyOrHash: string) => string
}

const accessQuery = z.strictObject({
  agent: z.string({ error: 'missing: the id or name of an agent' }).min(1),
  key: z.string().min(1).optional(),
})

const MASTER = {
  allowed: true,
  object_permission: grantView({ access: 'all' }),
  steps: [{ step: 'key', allowed: true, reason: 'The admin key may call every agent.' }],
}

/** `GET /v1/access?agent=…&key=…`: why a key may or may not send to an agent. Without `key`, the key that asks. */
export async function accessReply(exchange: HttpExchange, caller: Caller, options: AccessRouteOptions): Promise<Reply> {
  const query = checked(Object.fromEntries(exchange.query), accessQuery)
  const keyId = query.key === undefined ? caller.keyId : options.keyId(query.key)
  if (keyId !== caller.keyId && !isAllowed(caller, 'see keys')) await requireTeamOf(caller, keyId, options)
  const agent = options.agents.find(query.agent)
  if (agent === undefined) {
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${query.agent}'. GET /v1/agents lists them.`)
  }
  const about = { key: keyId, agent_id: agent.id, agent_name: agent.name }
  if (keyId === 'master') return jsonReply({ ...about, ...MASTER })
  const { allowed, agents, steps } = await options.explainAccess(keyId, agent)
  return jsonReply({ ...about, allowed, object_permission: grantView(agents), steps })
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
