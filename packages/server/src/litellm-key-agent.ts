import { type GrantChange, gatewayError } from '@gateway/core'
import { type ImportedGrant, listedGrant } from './litellm-grant.ts'
import type { ImportRun } from './litellm-import-run.ts'

/**
 * The agent here whose a key of LiteLLM is, and what is left of the key's grant: what that agent may call narrows it there,
 * and here the key alone says it. Throws INVALID_PARAMS where the agent is not here, or where its row was not sent along.
 */
export function agentOfKey(old: string, key: ImportedGrant, run: ImportRun): ImportedGrant & { readonly id: string } {
  const id = run.agentId(old)
  const refused = (why: string) => gatewayError('INVALID_PARAMS', `agent_id: ${why}.`, { field: 'agent_id' })
  if (id === undefined) throw refused(`there is no agent here that is '${old}' there. Import that first`)
  const row = run.sent.agents.get(old)
  if (row === undefined) {
    throw refused('the agent of this key may narrow what it calls. Send the row of that agent with it, under agents')
  }
  const own = listedGrant(row, run)
  if (own.agents === undefined) return { ...key, id }
  const note = 'What its agent may call narrows it: it is granted what both lists name.'
  return { id, agents: both(key.agents ?? 'none', own.agents), notes: [...key.notes, ...own.notes, note] }
}

function both(left: GrantChange, right: GrantChange): GrantChange {
  if (left === 'none' || right === 'none') return 'none'
  if (left === 'all') return right
  if (right === 'all') return left
  const common = (one: readonly string[], other: readonly string[]) => one.filter((each) => other.includes(each))
  return { agents: common(listed(left), listed(right)), groups: common(groups(left), groups(right)) }
}

type Selected = Exclude<GrantChange, 'all' | 'none'>

const listed = (grant: Selected) => ('groups' in grant ? grant.agents : grant)
const groups = (grant: Selected) => ('groups' in grant ? grant.groups : [])
