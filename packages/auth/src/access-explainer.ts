import type {
  AccessExplainer,
  AccessStep,
  AgentGrant,
  Change,
  KeyStore,
  StoredKey,
  StoredTeam,
  StoredUser,
} from '@gateway/core'
import { gatewayError, grants } from '@gateway/core'
import { callerRoleOf, isReader } from './caller-role.ts'
import { effectiveGrant, type GrantSources, groupIdsOf, resolveGrant } from './effective-grant.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'

export interface AccessExplainerOptions extends IdentityStores {
  readonly keys: KeyStore
  readonly onChange: (listener: (change: Change) => void) => () => void
}

interface Asked {
  readonly id: string
  readonly name: string
}

/** Tells why a key may or may not call an agent, from the same sources that decide it. */
export function createAccessExplainer({ keys, onChange, ...stores }: AccessExplainerOptions): AccessExplainer {
  const sources = createGrantSources(stores, onChange)
  return async (keyId, agent) => {
    const key = await keys.get(keyId)
    if (key === undefined) throw gatewayError('NOT_FOUND', 'There is no such key.', { field: 'key' })
    const found = await sources.find(key)
    const steps = [
      keyStep(key),
      grantStep('key', 'The key', key.agents, found, agent),
      ...teamSteps(key, found, agent),
      ...userSteps(key, found, agent),
    ]
    return { allowed: steps.every(({ allowed }) => allowed), agents: effectiveGrant(found), steps }
  }
}

function keyStep({ blocked, expiresAt }: StoredKey): AccessStep {
  if (blocked) return { step: 'key', allowed: false, reason: 'The key is blocked. POST /key/unblock ends that.' }
  if (expiresAt !== undefined && !(Date.parse(expiresAt) > Date.now())) {
    return { step: 'key', allowed: false, reason: `The key has expired at ${expiresAt}.` }
  }
  return { step: 'key', allowed: true, reason: 'The key is neither blocked nor expired.' }
}

function teamSteps({ teamId }: StoredKey, sources: GrantSources, agent: Asked): readonly AccessStep[] {
  if (teamId === undefined) return [{ step: 'team', allowed: true, reason: 'The key has no team.' }]
  const team: StoredTeam | undefined = sources.team
  if (team === undefined) return [{ step: 'team', allowed: false, reason: `The team '${teamId}' has been deleted.` }]
  if (team.blocked) {
    return [{ step: 'team', allowed: false, reason: `The team '${teamId}' is blocked. POST /team/unblock ends that.` }]
  }
  return [grantStep('team', `The team '${teamId}'`, team.agents, sources, agent)]
}

function userSteps({ userId }: StoredKey, sources: GrantSources, agent: Asked): readonly AccessStep[] {
  if (userId === undefined) return [{ step: 'user', allowed: true, reason: 'The key has no user.' }]
  const user: StoredUser | undefined = sources.user
  if (user === undefined) return [{ step: 'user', allowed: false, reason: `The user '${userId}' has been deleted.` }]
  const granted = grantStep('user', `The user '${userId}'`, user.agents, sources, agent)
  if (!isReader(callerRoleOf(user.role))) return [granted]
  const reason = `The user '${userId}' is ${user.role}: the key may read tasks and cards, and send or change nothing.`
  return [granted, { step: 'role', allowed: false, reason }]
}

function grantStep(
  step: AccessStep['step'],
  who: string,
  grant: AgentGrant,
  { groups }: GrantSources,
  agent: Asked,
): AccessStep {
  const told = { step, grant: grant.access }
  if (grant.access === 'all') return { ...told, allowed: true, reason: `${who} is granted every agent.` }
  if (grant.access === 'none') return { ...told, allowed: false, reason: `${who} is granted no agent. ${remedy(step)}` }
  if (grant.agentIds.includes(agent.id)) return { ...told, allowed: true, reason: `${who} is granted this agent.` }
  const through = groupIdsOf([grant]).find((id) => groups.get(id)?.agentIds.includes(agent.id))
  if (through !== undefined) {
    const name = groups.get(through)?.name ?? through
    return { ...told, allowed: true, reason: `${who} is granted the access group '${name}', which this agent is in.` }
  }
  const allowed = grants(resolveGrant(grant, groups), agent.id)
  return { ...told, allowed, reason: `${who} is granted other agents, and not '${agent.name}'. ${remedy(step)}` }
}

const remedy = (step: AccessStep['step']) => `POST /${step}/update with object_permission changes that.`
