import type {
  AgentCallersReader,
  AgentGrant,
  GrantedCaller,
  GrantedCallers,
  KeyStore,
  StoredKey,
  StoredTeam,
  StoredUser,
} from '@gateway/core'
import { grantsOperation, scopesCall } from '@gateway/core'
import type { AccessExplainerOptions } from './access-explainer.ts'
import { allEntries } from './all-entries.ts'
import { callerRoleOf, isReader } from './caller-role.ts'
import { effectiveGrant, type GrantSources, groupIdsOf } from './effective-grant.ts'
import { createGrantSources, type GrantSourceFinder } from './grant-sources.ts'
import { grantSteps } from './grant-steps.ts'
import { isThere } from './key-authenticator.ts'

const PAGE = 1_000
/** A look through more keys would hold up whoever asks, and the database. */
const MOST_KEYS = 20_000
const MOST_TOLD = 100

type Asked = Parameters<AgentCallersReader>[0]
type Groups = GrantSources['groups']

/** Tells who may call an agent, from the same sources that decide it. */
export function createAgentCallers({
  keys,
  onChange,
  findAgent,
  ...stores
}: Omit<AccessExplainerOptions, 'limiter'>): AgentCallersReader {
  const sources = createGrantSources(stores, onChange)
  const { teams, users, accessGroups } = stores
  return async (agent) => {
    const groups: Groups = new Map(
      accessGroups ? (await allEntries((page) => accessGroups.list(page))).map((group) => [group.id, group]) : [],
    )
    const [ofTeams, ofUsers] = [
      teams ? await allEntries((page) => teams.list(page)) : [],
      users ? await allEntries((page) => users.list(page)) : [],
    ]
    const isKeyThere = (key: StoredKey) => key.agentId === undefined || isThere(key.agentId, findAgent)
    return {
      teams: told(ofTeams.flatMap((team) => grantedTeam(team, groups, agent))),
      users: told(ofUsers.flatMap((user) => grantedUser(user, groups, agent))),
      ...(await callingKeys(keys, sources, agent, isKeyThere)),
    }
  }
}

async function callingKeys(
  keys: KeyStore,
  sources: GrantSourceFinder,
  agent: Asked,
  isKeyThere: (key: StoredKey) => boolean,
): Promise<{ readonly keys: GrantedCallers; readonly complete: boolean }> {
  const found: GrantedCaller[] = []
  for (let offset = 0; offset < MOST_KEYS; offset += PAGE) {
    const page = await keys.list({ offset, limit: PAGE })
    for (const key of page.keys) {
      const from = await sources.find(key)
      if (isKeyThere(key) && mayCall(from, agent)) found.push(grantedKey(from, agent))
    }
    if (page.keys.length < PAGE) return { keys: told(found), complete: true }
  }
  return { keys: told(found), complete: false }
}

/** Whether a message that is sent with the key goes through to the agent, limits and budgets aside. */
function mayCall(sources: GrantSources, { id }: Asked): boolean {
  const { key, team, user, missing } = sources
  if (key.blocked || team?.blocked || user?.blocked || missing !== undefined) return false
  if (key.expiresAt !== undefined && !(Date.parse(key.expiresAt) > Date.now())) return false
  if (key.scopes !== undefined && !scopesCall(key.scopes, 'sendMessage')) return false
  if (user !== undefined && isReader(callerRoleOf(user.role))) return false
  return grantsOperation(effectiveGrant(sources), id, 'sendMessage')
}

function grantedKey({ key, groups }: GrantSources, agent: Asked): GrantedCaller {
  const { id, alias, name, teamId, userId } = key
  return {
    id,
    name: alias ?? name,
    ...(teamId === undefined ? {} : { teamId }),
    ...(userId === undefined ? {} : { userId }),
    reason: reasonOf('The key', key.agents, groups, agent).reason,
  }
}

function grantedTeam({ id, alias, agents }: StoredTeam, groups: Groups, agent: Asked): readonly GrantedCaller[] {
  const { allowed, reason } = reasonOf(`The team '${alias ?? id}'`, agents, groups, agent)
  return allowed ? [{ id, ...(alias === undefined ? {} : { name: alias }), reason }] : []
}

function grantedUser({ id, alias, email, agents }: StoredUser, groups: Groups, agent: Asked): readonly GrantedCaller[] {
  const name = alias ?? email
  const { allowed, reason } = reasonOf(`The user '${name ?? id}'`, agents, groups, agent)
  return allowed ? [{ id, ...(name === undefined ? {} : { name }), reason }] : []
}

function reasonOf(who: string, grant: AgentGrant, groups: Groups, agent: Asked) {
  const named = new Map(
    groupIdsOf([grant]).flatMap((id) => {
      const group = groups.get(id)
      return group === undefined ? [] : [[id, group] as const]
    }),
  )
  const [step] = grantSteps('key', who, grant, named, { agent, operation: 'sendMessage' })
  return { allowed: step?.allowed ?? false, reason: step?.reason ?? '' }
}

const told = (callers: readonly GrantedCaller[]): GrantedCallers => ({
  total: callers.length,
  first: callers.slice(0, MOST_TOLD),
})
