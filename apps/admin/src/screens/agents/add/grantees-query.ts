import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

/** An access group or a team, which an agent can be granted to. */
export interface Grantee {
  readonly kind: 'group' | 'team'
  readonly id: string
  readonly label: string
  /** It is granted every agent already. */
  readonly hasAll: boolean
}

/** Whom agents can be granted to: access groups, and teams. */
export const granteesQuery = queryOptions({
  queryKey: ['grantees'],
  async queryFn({ signal }): Promise<readonly Grantee[]> {
    const [groups, teams] = await Promise.all([
      answerOf(api.GET('/v1/access_group', { signal })),
      answerOf(api.GET('/team/list', { signal })),
    ])
    return [
      ...groups.map(({ access_group_id: id, access_group_name: name }) => ({
        kind: 'group' as const,
        id,
        label: `Access group ${name}`,
        hasAll: false,
      })),
      ...teams.map(({ team_id: id, team_alias: alias, object_permission: grant }) => ({
        kind: 'team' as const,
        id,
        label: `Team ${alias ?? id}`,
        hasAll: grant?.agents === 'all',
      })),
    ]
  },
})

/** Grants an agent to an access group or a team, beside what it is granted already. */
export async function grantTo({ kind, id, hasAll }: Grantee, agentId: string): Promise<void> {
  if (hasAll) return
  if (kind === 'group') {
    const group = await answerOf(api.GET('/v1/access_group/{group}', { params: { path: { group: id } } }))
    const access_agent_ids = [...group.access_agent_ids, agentId]
    await answerOf(api.PUT('/v1/access_group/{group}', { params: { path: { group: id } }, body: { access_agent_ids } }))
    return
  }
  const { team_info: team } = await answerOf(api.GET('/team/info', { params: { query: { team_id: id } } }))
  const { agents = [], agent_access_groups: groups = [] } = team.object_permission ?? {}
  if (agents === 'all') return
  const object_permission = { agents: [...agents, agentId], agent_access_groups: groups }
  await answerOf(api.POST('/team/update', { body: { team_id: id, object_permission } }))
}
