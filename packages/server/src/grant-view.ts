import type { AgentGrant } from '@gateway/core'

/** A grant as `object_permission` shows it: `agents` as it can be sent again, `agents_access` which of the three it is. */
export function grantView(grant: AgentGrant) {
  return {
    agents: grant.access === 'selected' ? grant.agentIds : grant.access === 'all' ? 'all' : [],
    agent_access_groups: grant.access === 'selected' ? (grant.groupIds ?? []) : [],
    agents_access: grant.access,
  }
}
