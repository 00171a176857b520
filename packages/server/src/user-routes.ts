import type { Caller, KeyAdministration, TeamAdministration, UserAdministration } from '@gateway/core'
import { requireAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { keyView } from './key-view.ts'
import { checked, readJson } from './read-json.ts'
import { identifier } from './team-body.ts'
import { teamView } from './team-view.ts'
import { deleteUsersBody, listUsersQuery, newUserBody, updateUserBody, userChange } from './user-body.ts'
import { userView } from './user-view.ts'

type UserRoute = (exchange: HttpExchange, caller: Caller) => Promise<Reply>

export interface UserRoutesOptions {
  readonly users: UserAdministration
  readonly teams: TeamAdministration
  readonly keys: KeyAdministration
}

/** The `/user/*` endpoints, by the name that follows `/user/`. Each answers with LiteLLM's shapes. */
export function userRoutes({
  users,
  teams,
  keys,
}: UserRoutesOptions): Readonly<Record<string, { method: 'GET' | 'POST'; serve: UserRoute }>> {
  return {
    new: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAllowed(caller, 'manage users')
        const body = await readJson(exchange, newUserBody)
        const teamIds = [...new Set(body.teams ?? [])]
        await Promise.all(teamIds.map((id) => teams.info(id)))
        const createdBy = caller.keyAlias ?? caller.keyId
        const { agents, restrictions, ...change } = userChange(body)
        const grant = {
          ...(agents === undefined ? {} : { agents }),
          ...(restrictions === undefined ? {} : { restrictions }),
        }
        const user = await users.create(
          { ...change, ...grant, ...(body.user_id ? { id: body.user_id } : {}) },
          createdBy,
        )
        for (const id of teamIds) await teams.addMembers(id, [{ userId: user.id, role: 'user' }], createdBy)
        const view = { ...userView(user), teams: teamIds }
        if (!body.auto_create_key) return jsonReply(view)
        const { key_alias: alias, duration } = body
        const made = await keys.generate(
          { ...grant, userId: user.id, ...(alias ? { alias } : {}), ...(duration ? { duration } : {}) },
          createdBy,
        )
        return jsonReply({ ...keyView(made.stored), ...view, key: made.key })
      },
    },
    info: {
      method: 'GET',
      async serve(exchange, caller) {
        const id = checked(exchange.query.get('user_id') ?? caller.userId, identifier)
        if (id !== caller.userId) requireAllowed(caller, 'see users')
        const user = await users.info(id)
        const [theirs, memberships] = await Promise.all([users.keys(id), users.teams(id)])
        return jsonReply({
          user_id: id,
          user_info: userView(user),
          keys: theirs.map(keyView),
          teams: memberships.map(teamView),
        })
      },
    },
    list: {
      method: 'GET',
      async serve(exchange, caller) {
        requireAllowed(caller, 'see users')
        const query = checked(Object.fromEntries(exchange.query), listUsersQuery)
        const found = (await users.list())
          .filter(({ role }) => query.role === undefined || role === query.role)
          .filter(({ email }) => query.user_email === undefined || email === query.user_email)
        const start = (query.page - 1) * query.page_size
        return jsonReply({
          users: found.slice(start, start + query.page_size).map(userView),
          total: found.length,
          page: query.page,
          page_size: query.page_size,
          total_pages: Math.ceil(found.length / query.page_size),
        })
      },
    },
    update: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAllowed(caller, 'manage users')
        const body = await readJson(exchange, updateUserBody)
        const user = await users.update(body.user_id, userChange(body))
        return jsonReply({ user_id: user.id, data: userView(user) })
      },
    },
    delete: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAllowed(caller, 'manage users')
        const { user_ids } = await readJson(exchange, deleteUsersBody)
        return jsonReply({ deleted_users: await users.delete(user_ids) })
      },
    },
  }
}
