import type { Caller, KeyAdministration, TeamAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { keyBody, keyChange, knownKeyMembers } from './key-body.ts'
import { keyRights } from './key-rights.ts'
import { keyView } from './key-view.ts'
import { checked, readJson } from './read-json.ts'

const namedKey = z.looseObject({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
const generateBody = keyBody.extend({ key: z.string().nullable().optional() }).superRefine(knownKeyMembers)
const updateBody = keyBody
  .extend({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
  .superRefine(knownKeyMembers)
const serviceAccountBody = keyBody
  .extend({
    team_id: z.string({ error: 'missing: the team that the key acts for' }).trim().min(1),
    user_id: z.null({ error: 'a service account has no user: leave it out' }).optional(),
  })
  .superRefine(knownKeyMembers)
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
  return_full_object: z.stringbool().default(false),
})

/** The `/key/*` endpoints, by the name that follows `/key/`. Each answers with LiteLLM's shapes. */
export type KeyRoute = (exchange: HttpExchange, caller: Caller) => Promise<Reply>

export function keyRoutes(
  keys: KeyAdministration,
  teams: Pick<TeamAdministration, 'find'> | undefined,
  personal = false,
): Readonly<Record<string, { method: 'GET' | 'POST'; serve: KeyRoute }>> {
  const teamOf = async (id: string | null | undefined) => (id ? teams?.find(id) : undefined)

  const rights = keyRights({ keys, teamOf, personal })

  const block =
    (blocked: boolean): KeyRoute =>
    async (exchange, caller) => {
      const { key } = await readJson(exchange, namedKey)
      await rights.change(caller, blocked ? '/key/block' : '/key/unblock', key)
      return jsonReply(keyView(await keys.update(key, { blocked })))
    }
  const byAlias = async (alias: string): Promise<string> => {
    const [found] = (await keys.list({ alias, offset: 0, limit: 1 })).keys
    if (found) return found.id
    throw gatewayError('NOT_FOUND', `key_aliases: there is no key with the alias '${alias}'.`, { field: 'key_aliases' })
  }

  return {
    generate: {
      method: 'POST',
      async serve(exchange, caller) {
        rights.requirePerson(caller)
        const body = await readJson(exchange, generateBody)
        const permitted = await rights.make(caller, '/key/generate', body)
        const { key, stored } = await keys.generate(
          { ...keyChange(body), ...permitted, ...(body.key ? { key: body.key } : {}) },
          caller.keyAlias ?? caller.keyId,
        )
        return jsonReply({ key, ...keyView(stored) })
      },
    },
    update: {
      method: 'POST',
      async serve(exchange, caller) {
        rights.requirePerson(caller)
        const body = await readJson(exchange, updateBody)
        const permitted = await rights.change(caller, '/key/update', body.key, body)
        if (typeof body.blocked === 'boolean') {
          await rights.change(caller, body.blocked ? '/key/block' : '/key/unblock', body.key)
        }
        return jsonReply(keyView(await keys.update(body.key, { ...keyChange(body), ...permitted })))
      },
    },
    delete: {
      method: 'POST',
      async serve(exchange, caller) {
        const { keys: named = [], key_aliases = [] } = await readJson(exchange, deleteBody)
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
        await Promise.all(ids.map((id) => keys.delete(id)))
        return jsonReply({ deleted_keys: ids })
      },
    },
    block: { method: 'POST', serve: block(true) },
    unblock: { method: 'POST', serve: block(false) },
    // A key without a user: it acts for its team alone.
    'service-account/generate': {
      method: 'POST',
      async serve(exchange, caller) {
        rights.requirePerson(caller)
        const body = await readJson(exchange, serviceAccountBody)
        const permitted = await rights.make(caller, '/key/service-account/generate', body)
        const { key, stored } = await keys.generate(
          { ...keyChange(body), ...permitted },
          caller.keyAlias ?? caller.keyId,
        )
        return jsonReply({ key, ...keyView(stored) })
      },
    },
    info: {
      method: 'GET',
      async serve(exchange, caller) {
        const asked = exchange.query.get('key')
        const seesAll = isAllowed(caller, 'see keys')
        if (asked === null && caller.keyId === 'master') {
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
        return jsonReply({ key: stored.id, info: keyView(stored) })
      },
    },
    list: {
      method: 'GET',
      async serve(exchange, caller) {
        const query = checked(Object.fromEntries(exchange.query), listQuery)
        const seen = await rights.list(caller, query.team_id)
        const [userId, teamId] = [seen.user_id ?? query.user_id, seen.team_id ?? query.team_id]
        const { keys: found, total } = await keys.list({
          offset: (query.page - 1) * query.size,
          limit: query.size,
          ...(userId === undefined ? {} : { userId }),
          ...(teamId === undefined ? {} : { teamId }),
          ...(query.key_alias === undefined ? {} : { alias: query.key_alias }),
        })
        return jsonReply({
          keys: query.return_full_object ? found.map(keyView) : found.map(({ id }) => id),
          total_count: total,
          current_page: query.page,
          total_pages: Math.ceil(total / query.size),
        })
      },
    },
  }
}
