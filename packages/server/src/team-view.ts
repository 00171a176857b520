import type { StoredTeam } from '@gateway/core'
import { MEMBER_PERMISSIONS } from '@gateway/core'
import { grantView } from './grant-view.ts'
import { limitsView } from './limits-body.ts'

/** A team as answers show it, by LiteLLM's field names. */
export function teamView(team: StoredTeam) {
  return {
    team_id: team.id,
    team_alias: team.alias ?? null,
    members_with_roles: team.members.map(({ userId, role }) => ({ user_id: userId, user_email: null, role })),
    admins: team.members.filter(({ role }) => role === 'admin').map(({ userId }) => userId),
    members: team.members.map(({ userId }) => userId),
    object_permission: grantView(team.agents),
    team_member_permissions: team.memberPermissions ?? [],
    ...limitsView(team.limits),
    blocked: team.blocked,
    metadata: team.metadata ?? {},
    models: [],
    created_at: team.createdAt,
    updated_at: team.updatedAt,
    created_by: team.createdBy,
  }
}

/** What members of a team may do with keys of their own, and what there is to give. */
export function permissionsView({ id, memberPermissions = [] }: StoredTeam) {
  return {
    team_id: id,
    team_member_permissions: memberPermissions,
    all_available_permissions: MEMBER_PERMISSIONS,
  }
}
