import type { BudgetOverview, KeyAdministration, TeamAdministration, UserAdministration } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import { requireOneThing } from './conditional-reply.ts'
import { keyAnswer, keyMembers, keyView } from './key-view.ts'
import { checked } from './read-json.ts'
import { oneWithSpend, withSpend } from './spend-view.ts'
import { identifier } from './team-body.ts'
import { teamAnswer, teamView } from './team-view.ts'
import { deleteUsersBody, listUsersQuery, newUserBody, updateUserBody, userChange } from './user-body.ts'
import { userAnswer, userMembers, userVersion, userView } from './user-view.ts'

export interface UserRoutesOptions {
  readonly users: UserAdministration
  readonly teams: TeamAdministration
  readonly keys: KeyAdministration
  readonly budgets?: Pick<BudgetOverview, 'spent'> | undefined
}

const tags = ['Users']
const newUserAnswer = z
  .object({
    ...z.object(keyMembers).partial().shape,
    ...userMembers,
    teams: z.array(z.string()),
    key: z.string().optional().describe('The key that was made with the user. It is shown this once.'),
  })
  .meta({ id: 'NewUser' })

/** The `/user/*` endpoints. Each answers with LiteLLM's shapes. */
export function userRoutes({ users, teams, keys, budgets }: UserRoutesOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'POST',
      path: '/user/new',
      operationId: 'createUser',
      idempotent: true,
      summary: 'Make a user and, unless `auto_create_key` is false, a key of theirs',
      tags,
      may: 'manage users',
      body: newUserBody,
      answer: newUserAnswer,
      async serve({ caller, body }) {
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
        if (!body.auto_create_key) return view
        const { key_alias: alias, duration } = body
        const made = await keys.generate(
          { ...grant, userId: user.id, ...(alias ? { alias } : {}), ...(duration ? { duration } : {}) },
          createdBy,
        )
        return { ...keyView(made.stored), ...view, key: made.key }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/user/info',
      operationId: 'getUser',
      summary: 'Show a user; without `user_id`, that of the key that asks',
      tags,
      may: 'anyone with a credential',
      query: z.object({ user_id: z.string().optional() }),
      answer: z.object({
        user_id: z.string(),
        user_info: userAnswer,
        keys: z.array(keyAnswer),
        teams: z.array(teamAnswer),
      }),
      version: ({ user_info }) => userVersion(user_info),
      async serve({ caller, query }) {
        const id = checked(query.user_id ?? caller.userId, identifier)
        if (id !== caller.userId) requireAllowed(caller, 'see users')
        const user = await users.info(id)
        const [theirs, memberships] = await Promise.all([users.keys(id), users.teams(id)])
        // A key of one team is nothing to another.
        const only = isAllowed(caller, 'see users') ? undefined : caller.teamId
        const inTeam = (teamId: string | undefined) => only === undefined || teamId === only
        return {
          user_id: id,
          user_info: await oneWithSpend(budgets, 'user', user, userView),
          keys: await withSpend(
            budgets,
            'key',
            theirs.filter(({ teamId }) => inTeam(teamId)),
            keyView,
          ),
          teams: await withSpend(
            budgets,
            'team',
            memberships.filter((team) => inTeam(team.id)),
            teamView,
          ),
        }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/user/list',
      operationId: 'listUsers',
      summary: 'List users',
      tags,
      may: 'see users',
      query: listUsersQuery,
      answer: z.object({
        users: z.array(userAnswer),
        total: z.int(),
        page: z.int(),
        page_size: z.int(),
        total_pages: z.int(),
      }),
      async serve({ query }) {
        const { page, page_size: limit, role, user_email: email } = query
        const { entries, total } = await users.list({ offset: (page - 1) * limit, limit, role, email })
        const shown = await withSpend(budgets, 'user', entries, userView)
        return { users: shown, total, page, page_size: limit, total_pages: Math.ceil(total / limit) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/user/update',
      operationId: 'updateUser',
      summary: 'Change a user; what is left out stays',
      tags,
      may: 'manage users',
      body: updateUserBody,
      answer: z.object({ user_id: z.string(), data: userAnswer }),
      conditional: true,
      version: ({ data }) => userVersion(data),
      async serve({ body, condition }) {
        const user = await users.update(body.user_id, userChange(body), condition)
        return { user_id: user.id, data: userView(user) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/user/delete',
      operationId: 'deleteUsers',
      summary: 'Delete users',
      tags,
      may: 'manage users',
      body: deleteUsersBody,
      answer: z.object({ deleted_users: z.array(z.string()).describe('Their ids.') }),
      conditional: true,
      async serve({ body: { user_ids }, condition }) {
        requireOneThing(condition, user_ids, 'user_ids')
        return { deleted_users: await users.delete(user_ids, condition) }
      },
    }),
  ]
}
