import type { State } from '../../components/state-label.tsx'
import type { Key } from './keys-queries.ts'

type Grant = Key['object_permission']

const NAMED = 3

/** How a key is called: its alias, else its last characters. */
export const nameOf = ({ key_alias, key_name }: Pick<Key, 'key_alias' | 'key_name'>): string => key_alias ?? key_name

/** Which agents a grant reaches, in a few words. `agentName` says how an agent with an id is called. */
export function grantText(
  { agents, agent_access_groups: groups, agents_access: access }: Grant,
  agentName: (id: string) => string,
): string {
  if (access === 'all' || agents === 'all') return 'every agent'
  const names = [...agents.map(agentName), ...groups.map((group) => `group ${group}`)]
  if (access === 'none' || names.length === 0) return 'no agent'
  const more = names.length - NAMED
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ')
}

/** How a key stands now. */
export function stateOf(
  { blocked, expires, key_rotation_at: due }: Pick<Key, 'blocked' | 'expires' | 'key_rotation_at'>,
  now = Date.now(),
): { readonly state: State; readonly label: string } {
  if (blocked) return { state: 'down', label: 'Blocked' }
  if (expires !== null && Date.parse(expires) <= now) return { state: 'unknown', label: 'Expired' }
  if (due !== null && Date.parse(due) <= now) return { state: 'waiting', label: 'To be replaced' }
  return { state: 'healthy', label: 'Active' }
}
