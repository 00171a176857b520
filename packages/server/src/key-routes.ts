import type { BudgetOverview, KeyAdministration, TeamAdministration, UserAdministration } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import { tagQuery } from './call-tags.ts'
import { requireOneThing } from './conditional-reply.ts'
import { keyBody, keyChange, knownKeyMembers } from './key-body.ts'
import { keyRights, refuseOwnBudget } from './key-rights.ts'
import { keyAnswer, keyVersion, keyView, newKeyAnswer } from './key-view.ts'
import type { AgentDirectory } from './ports.ts'
import { wholeRotation } from './rotation-body.ts'
import { rotationRoutes } from './rotation-routes.ts'
import { oneWithSpend, withSpend } from './spend-view.ts'

const namedKey = z.looseObject({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
const generateBody = keyBody
  .extend({ key: z.string().nullable().optional() })
  .superRefine(knownKeyMembers)
  .superRefine(wholeRotation)
const updateBody = keyBody
  .extend({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
  .superRefine(knownKeyMembers)
  .superRefine(wholeRotation)
const serviceAccountBody = keyBody
  .extend({
    team_id: z.string({ error: 'missing: the team that the key acts for' }).trim().min(1),
    user_id: z.null({ error: 'a service account has no user: leave it out' }).optional(),
  })
  .superRefine(knownKeyMembers)
  .superRefine(wholeRotation)
const deleteBody = z.looseObject({
  keys: z.array(z.string().min(1)).optional(),
  key_aliases: z.array(z.string().min(1)).optional(),
})
const listQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(10),
  user_id: z.string().optional(),
  team_id: z.string().optional(),
  key_alias: z.string().optional(),
  agent_id: z.string().optional().describe('Id or name of the agent that calls with them.'),
  tag: tagQuery,
  return_full_object: z.stringbool().default(false),
})

const deletedAnswer = z.object({ deleted_keys: z.array(z.string()).describe('Their ids.') })
const listAnswer = z.object({
  keys: z.array(z.union([z.string(), keyAnswer])).describe('Ids; the keys themselves with `return_full_object`.'),
  total_count: z.int(),
  current_page: z.int(),
  total_pages: z.int(),
})

const tags = ['Keys']

export interface KeyRoutesOptions {
  readonly keys: KeyAdministration
  readonly teams?: Pick<TeamAdministration, 'find'> | undefined
  readonly users?: Pick<UserAdministration, 'info'> | undefined
  /** People may have keys of their own in no team. Default: they may not. */
  readonly personalKeys?: boolean | undefined
  readonly agents: Pick<AgentDirectory, 'find'>
  readonly budgets?: Pick<BudgetOverview, 'spent'> | undefined
}

/** The `/key/*` endpoints. Each answers with LiteLLM's shapes. */
export function keyRoutes(options: KeyRoutesOptions): readonly Route[] {
  const { keys, teams, users, personalKeys = false, agents, budgets } = options
  const teamOf = async (id: string | null | undefined) => (id ? teams?.find(id) : undefined)

  // One who is not known yet is made with the key, and may do nothing special.
  const userOf = async (id: string) =>
    users?.info(id).catch((error: unknown) => {
      if (!isGatewayError(error) || error.code !== 'NOT_FOUND') throw error
      return undefined
    })

  const rights = keyRights({ keys, teamOf, userOf, personal: personalKeys })

  const blocking = (name: 'block' | 'unblock', summary: string, blocked: boolean) =>
    adminRoute({
      method: 'POST',
      path: `/key/${name}`,
      operationId: `${name}Key`,
      summary,
      tags,
      may: { inTeam: 'manage keys' },
      body: namedKey,
      answer: keyAnswer,
      version: keyVersion,
      async serve({ caller, body: { key } }) {
        await rights.change(caller, `/key/${name}`, key)
        return keyView(await keys.update(key, { blocked }))
      },
    })
  const byAlias = async (alias: string): Promise<string> => {
    const [found] = (await keys.list({ alias, offset: 0, limit: 1 })).keys
    if (found) return found.id
    throw gatewayError('NOT_FOUND', `key_aliases: there is no key with the alias '${alias}'.`, { field: 'key_aliases' })
  }

  return [
    adminRoute({
      method: 'POST',
      path: '/key/generate',
      operationId: 'generateKey',
      idempotent: true,
      summary: 'Make a key',
      tags,
      may: { inTeam: 'manage keys' },
      body: generateBody,
      answer: newKeyAnswer,
      version: keyVersion,
      async serve({ caller, body }) {
        const permitted = await rights.make(caller, '/key/generate', body)
        const { key, stored } = await keys.generate(
          { ...keyChange(body), ...permitted, ...(body.key ? { key: body.key } : {}) },
          caller.keyAlias ?? caller.keyId,
        )
        return { key, ...keyView(stored) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/key/update',
      operationId: 'updateKey',
      summary: 'Change a key; what is left out stays',
      tags,
      may: { inTeam: 'manage keys' },
      body: updateBody,
      answer: keyAnswer,
      conditional: true,
      version: keyVersion,
      async serve({ caller, body, condition }) {
        const permitted = await rights.change(caller, '/key/update', body.key, body)
        if (typeof body.blocked === 'boolean') {
          await rights.change(caller, body.blocked ? '/key/block' : '/key/unblock', body.key)
        }
        const change = keyChange(body)
        refuseOwnBudget(permitted, change)
        return keyView(await keys.update(body.key, { ...change, ...permitted }, condition))
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/key/delete',
      operationId: 'deleteKeys',
      summary: 'Delete keys, all of them or none',
      tags,
      may: { inTeam: 'manage keys' },
      body: deleteBody,
      answer: deletedAnswer,
      conditional: true,
      async serve({ caller, body: { keys: named = [], key_aliases = [] }, condition }) {
        if (key_aliases.length > 0) requireAllowed(caller, 'see keys')
        const targets = [...named, ...(await Promise.all(key_aliases.map(byAlias)))]
        for (const target of targets) await rights.change(caller, '/key/delete', target)
        if (targets.length === 0)
          throw gatewayError('INVALID_PARAMS', 'keys: name at least one key, its hash, or an alias in key_aliases.', {
            field: 'keys',
          })
        // All are looked up before the first goes, so that a mistake deletes nothing.
        const found = await Promise.all(targets.map((target) => keys.info(target)))
        const ids = [...new Set(found.map(({ id }) => id))]
        requireOneThing(condition, ids, 'keys')
        await Promise.all(ids.map((id) => keys.delete(id, condition)))
        return { deleted_keys: ids }
      },
    }),
    ...rotationRoutes(keys, rights),
    blocking('block', 'Block a key, until it is unblocked', true),
    blocking('unblock', 'Unblock a key', false),
    adminRoute({
      method: 'POST',
      path: '/key/service-account/generate',
      operationId: 'generateServiceAccountKey',
      idempotent: true,
      summary: 'Make a key without a user, which acts for its team alone',
      tags,
      may: { inTeam: 'manage keys' },
      body: serviceAccountBody,
      answer: newKeyAnswer,
      version: keyVersion,
      async serve({ caller, body }) {
        const permitted = await rights.make(caller, '/key/service-account/generate', body)
        const { key, stored } = await keys.generate(
          { ...keyChange(body), ...permitted },
          caller.keyAlias ?? caller.keyId,
        )
        return { key, ...keyView(stored) }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/key/info',
      operationId: 'getKey',
      summary: 'Show a key; without `key`, the one that asks',
      tags,
      may: 'anyone with a credential',
      query: z.object({ key: z.string().optional().describe('The key or its hash.') }),
      answer: z.object({ key: z.string().describe('Its id.'), info: keyAnswer }),
      version: ({ info }) => keyVersion(info),
      async serve({ caller, query: { key: asked } }) {
        const seesAll = isAllowed(caller, 'see keys')
        if (asked === undefined && caller.keyId === 'master') {
          throw gatewayError('INVALID_PARAMS', 'key: missing. Add ?key= with the key or its hash.', { field: 'key' })
        }
        const stored = await keys.info(asked ?? caller.keyId).catch((error: unknown) => {
          if (seesAll) throw error
        })
        // Others learn of themselves alone; of any other key, not even that it exists.
        if (stored === undefined || !(seesAll || (await rights.sees(caller, stored)))) {
          throw gatewayError(
            'PERMISSION_DENIED',
            'This key may only ask about itself. Leave ?key= out, or use the admin key.',
          )
        }
        return { key: stored.id, info: await oneWithSpend(budgets, 'key', stored, keyView) }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/key/list',
      operationId: 'listKeys',
      summary: 'List keys, newest first',
      tags,
      may: { inTeam: 'see keys' },
      query: listQuery,
      answer: listAnswer,
      async serve({ caller, query }) {
        const seen = await rights.list(caller, query.team_id)
        const [userId, teamId] = [seen.user_id ?? query.user_id, seen.team_id ?? query.team_id]
        const { keys: found, total } = await keys.list({
          offset: (query.page - 1) * query.size,
          limit: query.size,
          ...(userId === undefined ? {} : { userId }),
          ...(teamId === undefined ? {} : { teamId }),
          ...(query.key_alias === undefined ? {} : { alias: query.key_alias }),
          ...(query.agent_id === undefined ? {} : { agentId: agents.find(query.agent_id)?.id ?? query.agent_id }),
          ...(query.tag === undefined ? {} : { tag: query.tag }),
        })
        return {
          keys: query.return_full_object ? await withSpend(budgets, 'key', found, keyView) : found.map(({ id }) => id),
          total_count: total,
          current_page: query.page,
          total_pages: Math.ceil(total / query.size),
        }
      },
    }),
  ]
}
