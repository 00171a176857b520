import type { TeamMemberChange, UserRole } from '@gateway/core'
import { isGatewayError, MEMBER_PERMISSIONS } from '@gateway/core'
import { z } from 'zod'
import { budgetChange } from './budget-body.ts'
import { limitsChange } from './limits-body.ts'
import { grantOfRow, listedGrant } from './litellm-grant.ts'
import type { RowOutcome } from './litellm-import-answer.ts'
import type { ImportRun } from './litellm-import-run.ts'
import { metadataOf } from './litellm-not-carried.ts'
import { teamRow, userRow } from './litellm-rows.ts'
import { checked } from './read-json.ts'
import { userRole } from './user-body.ts'

/** Makes the user of a row. Without a list of agents a user narrows nothing, as in LiteLLM. */
export async function importUser(sent: unknown, run: ImportRun): Promise<RowOutcome> {
  const row = checked(sent, userRow)
  const id = row.user_id
  const role = userRole.safeParse(row.user_role ?? 'internal_user')
  if (role.success) run.sent.roles.set(id, role.data)
  if ((await roleOf(id, run)) !== undefined) return { result: 'exists', id }
  const email = z.email().safeParse(row.user_email)
  const { agents, notes: granted } = listedGrant(row, run)
  const notes = [
    ...granted,
    ...(role.success ? [] : ['Its user_role is not known here: it may only see.']),
    ...(row.user_email && !email.success ? ['Its user_email is no address, and left out.'] : []),
  ]
  const user = {
    id,
    ...(row.user_alias ? { alias: row.user_alias } : {}),
    ...(email.success ? { email: email.data } : {}),
    role: role.success ? role.data : ('internal_user_viewer' as const),
    ...metadataOf(row.metadata),
    ...limitsChange(row),
    ...budgetChange(row),
    ...(agents === undefined ? {} : { agents }),
  }
  if (run.dryRun) run.planned.users.set(id, user.role)
  else await run.users.create(user, run.createdBy)
  return { result: 'created', id, notes }
}

/** The role of a user that is there, or that a dry run would have made. */
export async function roleOf(id: string, { users, planned }: ImportRun): Promise<UserRole | undefined> {
  const made = planned.users.get(id)
  if (made !== undefined) return made
  try {
    return (await users.info(id)).role
  } catch (error) {
    if (isGatewayError(error) && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

/** Makes the team of a row, with its members. */
export async function importTeam(sent: unknown, run: ImportRun): Promise<RowOutcome> {
  const row = checked(sent, teamRow)
  const id = row.team_id
  if (run.planned.teams.has(id) || (await run.teams.find(id)) !== undefined) return { result: 'exists', id }
  const listed = Array.isArray(row.members_with_roles) ? row.members_with_roles : []
  const budgets = new Map(row.team_memberships?.map((each) => [each.user_id, each.litellm_budget_table]))
  const members = listed.flatMap(({ user_id, role }): TeamMemberChange[] =>
    user_id
      ? [{ userId: user_id, role: role === 'admin' ? 'admin' : 'user', ...budgetChange(budgets.get(user_id) ?? {}) }]
      : [],
  )
  const { agents, notes: granted } = grantOfRow(row, run)
  const notes = members.length === listed.length ? granted : [...granted, 'Members without a user_id are left out.']
  const memberPermissions = MEMBER_PERMISSIONS.filter((each) => row.team_member_permissions?.includes(each))
  const team = {
    id,
    members,
    ...(row.team_alias ? { alias: row.team_alias } : {}),
    ...(memberPermissions.length === 0 ? {} : { memberPermissions }),
    blocked: row.blocked ?? false,
    ...metadataOf(row.metadata),
    ...limitsChange(row),
    ...budgetChange(row),
    ...(agents === undefined ? {} : { agents }),
  }
  if (run.dryRun) run.planned.teams.add(id)
  else await run.teams.create(team, run.createdBy)
  return { result: 'created', id, notes }
}
