import type { BudgetOverview, Caller, StoredTeam, TeamAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { type Action, isAllowed, requireAllowed } from './allowed-actions.ts'
import { requireOneThing } from './conditional-reply.ts'
import { keyAnswer, keyView } from './key-view.ts'
import { checked } from './read-json.ts'
import { oneWithSpend, withSpend } from './spend-view.ts'
import {
  addMemberBody,
  deleteTeamsBody,
  identifier,
  memberBudgetChange,
  membersOf,
  namedTeamBody,
  newTeamBody,
  removeMemberBody,
  teamChange,
  updateMemberBody,
  updatePermissionsBody,
  updateTeamBody,
} from './team-body.ts'
import { listedTeams, listTeamsQuery } from './team-list.ts'
import { membersPageQuery, withMembersOf } from './team-members-page.ts'
import { memberBudgetAnswer, memberBudgetView, membershipAnswer, membershipView } from './team-membership.ts'
import { permissionsAnswer, permissionsView, teamAnswer, teamVersion, teamView } from './team-view.ts'

const tags = ['Teams']
const infoAnswer = z.object({
  team_id: z.string(),
  team_info: teamAnswer,
  keys: z.array(keyAnswer).describe('Empty for whoever may not see them.'),
  team_memberships: z.array(membershipAnswer),
  next_cursor: z
    .string()
    .nullable()
    .optional()
    .describe('Of a page of members: `cursor` of the next. `null`: there is none.'),
})
const memberAnswer = z.object({
  team_id: z.string(),
  user_id: z.string(),
  user_email: z.null(),
  role: z.enum(['admin', 'user']),
  ...memberBudgetAnswer,
})

const nameOf = (caller: Caller) => caller.keyAlias ?? caller.keyId

/** The `/team/*` endpoints. Each answers with LiteLLM's shapes. */
export function teamRoutes(teams: TeamAdministration, budgets?: Pick<BudgetOverview, 'spent'>): readonly Route[] {
  /** The team, for somebody who may do this to it. To others no team exists that they may not see. */
  const allowed = async (caller: Caller, action: Action, id: string): Promise<StoredTeam | undefined> => {
    const team = await teams.find(id)
    requireAllowed(caller, action, team)
    return team
  }
  const blocking = (name: 'block' | 'unblock', summary: string, blocked: boolean) =>
    adminRoute({
      method: 'POST',
      path: `/team/${name}`,
      operationId: `${name}Team`,
      summary,
      tags,
      may: 'manage teams',
      body: namedTeamBody,
      answer: teamAnswer,
      serve: async ({ body: { team_id } }) => teamView(await teams.update(team_id, { blocked })),
    })

  return [
    adminRoute({
      method: 'POST',
      path: '/team/new',
      operationId: 'createTeam',
      idempotent: true,
      summary: 'Make a team',
      tags,
      may: 'manage teams',
      body: newTeamBody,
      answer: teamAnswer,
      version: teamVersion,
      async serve({ caller, body }) {
        const team = await teams.create(
          {
            ...teamChange(body),
            ...(body.team_id ? { id: body.team_id } : {}),
            members: membersOf(body.members_with_roles ?? []),
          },
          nameOf(caller),
        )
        return teamView(team)
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/team/info',
      operationId: 'getTeam',
      summary: 'Show a team; without `team_id`, that of the key that asks',
      tags,
      may: { inTeam: 'see teams' },
      query: z.object({ team_id: z.string().optional(), ...membersPageQuery }),
      answer: infoAnswer,
      version: ({ team_info }) => teamVersion(team_info),
      async serve({ caller, query }) {
        const id = checked(query.team_id ?? caller.teamId, identifier)
        const seen = await allowed(caller, 'see teams', id)
        const whole = seen ?? (await teams.info(id))
        const mayRead = isAllowed(caller, 'see keys', whole)
        const { team, ...page } = withMembersOf(whole, query)
        return {
          team_id: team.id,
          team_info: await oneWithSpend(budgets, 'team', team, teamView),
          keys: mayRead ? await withSpend(budgets, 'key', await teams.keys(team.id), keyView) : [],
          team_memberships: team.members.map((member) => membershipView(team.id, member)),
          ...page,
        }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/team/list',
      operationId: 'listTeams',
      summary: 'List the teams that the caller may see',
      tags,
      may: 'anyone with a credential',
      query: listTeamsQuery,
      answer: z.array(teamAnswer),
      serve: async ({ caller, query }) => withSpend(budgets, 'team', await listedTeams(teams, caller, query), teamView),
    }),
    adminRoute({
      method: 'POST',
      path: '/team/update',
      operationId: 'updateTeam',
      summary: 'Change a team; what is left out stays',
      tags,
      may: 'manage teams',
      body: updateTeamBody,
      answer: z.object({ team_id: z.string(), data: teamAnswer }),
      conditional: true,
      version: ({ data }) => teamVersion(data),
      async serve({ body, condition }) {
        const team = await teams.update(body.team_id, teamChange(body), condition)
        return { team_id: team.id, data: teamView(team) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/team/delete',
      operationId: 'deleteTeams',
      summary: 'Delete teams',
      tags,
      may: 'manage teams',
      body: deleteTeamsBody,
      answer: z.object({ deleted_teams: z.array(z.string()).describe('Their ids.') }),
      conditional: true,
      async serve({ body: { team_ids }, condition }) {
        requireOneThing(condition, team_ids, 'team_ids')
        return { deleted_teams: await teams.delete(team_ids, condition) }
      },
    }),
    blocking('block', 'Block the keys of a team, until it is unblocked', true),
    blocking('unblock', 'Unblock a team', false),
    adminRoute({
      method: 'GET',
      path: '/team/permissions_list',
      operationId: 'getTeamMemberPermissions',
      summary: 'Show what members of a team may do with keys of their own',
      tags,
      may: { inTeam: 'see teams' },
      query: z.object({ team_id: z.string().optional() }),
      answer: permissionsAnswer,
      async serve({ caller, query }) {
        const id = checked(query.team_id ?? caller.teamId, identifier)
        return permissionsView((await allowed(caller, 'see teams', id)) ?? (await teams.info(id)))
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/team/permissions_update',
      operationId: 'updateTeamMemberPermissions',
      summary: 'Let members of a team do things with keys of their own',
      tags,
      may: { inTeam: 'manage member permissions' },
      body: updatePermissionsBody,
      answer: permissionsAnswer,
      async serve({ caller, body: { team_id, team_member_permissions } }) {
        await allowed(caller, 'manage member permissions', team_id)
        return permissionsView(await teams.update(team_id, { memberPermissions: team_member_permissions }))
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/team/member_add',
      operationId: 'addTeamMembers',
      summary: 'Add members to a team',
      tags,
      may: { inTeam: 'manage members' },
      body: addMemberBody,
      answer: teamAnswer,
      async serve({ caller, body: { team_id, member, ...budget } }) {
        await allowed(caller, 'manage members', team_id)
        const members = membersOf(Array.isArray(member) ? member : [member], budget)
        return teamView(await teams.addMembers(team_id, members, nameOf(caller)))
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/team/member_update',
      operationId: 'updateTeamMember',
      summary: 'Change the role or the budget of a member',
      tags,
      may: { inTeam: 'manage members' },
      body: updateMemberBody,
      answer: memberAnswer,
      async serve({ caller, body: { team_id, user_id, role, ...budget } }) {
        const team = (await allowed(caller, 'manage members', team_id)) ?? (await teams.info(team_id))
        const before = team.members.find(({ userId }) => userId === user_id)
        if (before === undefined) {
          throw gatewayError('NOT_FOUND', `user_id: '${user_id}' is not a member of this team.`, { field: 'user_id' })
        }
        const change = { userId: user_id, role: role ?? before.role, ...memberBudgetChange(budget) }
        const { members } = await teams.addMembers(team_id, [change], nameOf(caller))
        const after = members.find(({ userId }) => userId === user_id)
        return { team_id, user_id, user_email: null, role: change.role, ...memberBudgetView(after?.budget) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/team/member_delete',
      operationId: 'removeTeamMember',
      summary: 'Take a member out of a team',
      tags,
      may: { inTeam: 'manage members' },
      body: removeMemberBody,
      answer: teamAnswer,
      async serve({ caller, body: { team_id, user_id } }) {
        await allowed(caller, 'manage members', team_id)
        return teamView(await teams.removeMember(team_id, user_id))
      },
    }),
  ]
}
