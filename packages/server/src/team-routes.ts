import type { Caller, StoredTeam, TeamAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type Action, isAllowed, requireAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { keyView } from './key-view.ts'
import { checked, readJson } from './read-json.ts'
import {
  addMemberBody,
  deleteTeamsBody,
  identifier,
  membersOf,
  namedTeamBody,
  newTeamBody,
  removeMemberBody,
  teamChange,
  updateMemberBody,
  updatePermissionsBody,
  updateTeamBody,
} from './team-body.ts'
import { permissionsView, teamView } from './team-view.ts'

type TeamRoute = (exchange: HttpExchange, caller: Caller) => Promise<Reply>
const nameOf = (caller: Caller) => caller.keyAlias ?? caller.keyId

/** The `/team/*` endpoints, by the name that follows `/team/`. Each answers with LiteLLM's shapes. */
export function teamRoutes(
  teams: TeamAdministration,
): Readonly<Record<string, { method: 'GET' | 'POST'; serve: TeamRoute }>> {
  /** The team, for somebody who may do this to it. To others no team exists that they may not see. */
  const allowed = async (caller: Caller, action: Action, id: string): Promise<StoredTeam | undefined> => {
    const team = await teams.find(id)
    requireAllowed(caller, action, team)
    return team
  }
  const block =
    (blocked: boolean): TeamRoute =>
    async (exchange, caller) => {
      const { team_id } = await readJson(exchange, namedTeamBody)
      await allowed(caller, 'manage teams', team_id)
      return jsonReply(teamView(await teams.update(team_id, { blocked })))
    }

  return {
    new: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAllowed(caller, 'manage teams')
        const body = await readJson(exchange, newTeamBody)
        const team = await teams.create(
          {
            ...teamChange(body),
            ...(body.team_id ? { id: body.team_id } : {}),
            members: membersOf(body.members_with_roles ?? []),
          },
          nameOf(caller),
        )
        return jsonReply(teamView(team))
      },
    },
    info: {
      method: 'GET',
      async serve(exchange, caller) {
        const id = checked(exchange.query.get('team_id') ?? caller.teamId, identifier)
        const seen = await allowed(caller, 'see teams', id)
        const team = seen ?? (await teams.info(id))
        const mayRead = isAllowed(caller, 'see keys', team)
        return jsonReply({
          team_id: team.id,
          team_info: teamView(team),
          keys: mayRead ? (await teams.keys(team.id)).map(keyView) : [],
          team_memberships: team.members.map(({ userId }) => ({ user_id: userId, team_id: team.id })),
        })
      },
    },
    list: {
      method: 'GET',
      async serve(exchange, caller) {
        const userId = exchange.query.get('user_id')
        const found = (await teams.list())
          .filter((team) => isAllowed(caller, 'see teams', team))
          .filter((team) => userId === null || team.members.some((member) => member.userId === userId))
        return jsonReply(found.map(teamView))
      },
    },
    update: {
      method: 'POST',
      async serve(exchange, caller) {
        const body = await readJson(exchange, updateTeamBody)
        await allowed(caller, 'manage teams', body.team_id)
        const team = await teams.update(body.team_id, teamChange(body))
        return jsonReply({ team_id: team.id, data: teamView(team) })
      },
    },
    delete: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAllowed(caller, 'manage teams')
        const { team_ids } = await readJson(exchange, deleteTeamsBody)
        return jsonReply({ deleted_teams: await teams.delete(team_ids) })
      },
    },
    block: { method: 'POST', serve: block(true) },
    unblock: { method: 'POST', serve: block(false) },
    permissions_list: {
      method: 'GET',
      async serve(exchange, caller) {
        const id = checked(exchange.query.get('team_id') ?? caller.teamId, identifier)
        const team = (await allowed(caller, 'see teams', id)) ?? (await teams.info(id))
        return jsonReply(permissionsView(team))
      },
    },
    permissions_update: {
      method: 'POST',
      async serve(exchange, caller) {
        const { team_id, team_member_permissions } = await readJson(exchange, updatePermissionsBody)
        await allowed(caller, 'manage member permissions', team_id)
        return jsonReply(permissionsView(await teams.update(team_id, { memberPermissions: team_member_permissions })))
      },
    },
    member_add: {
      method: 'POST',
      async serve(exchange, caller) {
        const { team_id, member } = await readJson(exchange, addMemberBody)
        await allowed(caller, 'manage members', team_id)
        const members = membersOf(Array.isArray(member) ? member : [member])
        return jsonReply(teamView(await teams.addMembers(team_id, members, nameOf(caller))))
      },
    },
    member_update: {
      method: 'POST',
      async serve(exchange, caller) {
        const { team_id, user_id, role } = await readJson(exchange, updateMemberBody)
        const team = await allowed(caller, 'manage members', team_id)
        if (team && !team.members.some(({ userId }) => userId === user_id)) {
          throw gatewayError('NOT_FOUND', `user_id: '${user_id}' is not a member of this team.`, { field: 'user_id' })
        }
        await teams.addMembers(team_id, [{ userId: user_id, role }], nameOf(caller))
        return jsonReply({ team_id, user_id, user_email: null, role })
      },
    },
    member_delete: {
      method: 'POST',
      async serve(exchange, caller) {
        const { team_id, user_id } = await readJson(exchange, removeMemberBody)
        await allowed(caller, 'manage members', team_id)
        return jsonReply(teamView(await teams.removeMember(team_id, user_id)))
      },
    },
  }
}
