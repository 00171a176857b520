import type { Caller, KeyAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { keyBody, keyChange, knownKeyMembers } from './key-body.ts'
import { keyView } from './key-view.ts'
import { checked, readJson } from './read-json.ts'
import { requireAdmin } from './require-admin.ts'

const namedKey = z.looseObject({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
const generateBody = keyBody.extend({ key: z.string().nullable().optional() }).superRefine(knownKeyMembers)
const updateBody = keyBody
  .extend({ key: z.string({ error: 'missing: the key or its hash' }).min(1) })
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
): Readonly<Record<string, { method: 'GET' | 'POST'; serve: KeyRoute }>> {
  const block =
    (blocked: boolean): KeyRoute =>
    async (exchange, caller) => {
      requireAdmin(caller)
      const { key } = await readJson(exchange, namedKey)
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
        requireAdmin(caller)
        const body = await readJson(exchange, generateBody)
        const { key, stored } = await keys.generate(
          { ...keyChange(body), ...(body.key ? { key: body.key } : {}) },
          caller.keyAlias ?? caller.keyId,
        )
        return jsonReply({ key, ...keyView(stored) })
      },
    },
    update: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAdmin(caller)
        const body = await readJson(exchange, updateBody)
        return jsonReply(keyView(await keys.update(body.key, keyChange(body))))
      },
    },
    delete: {
      method: 'POST',
      async serve(exchange, caller) {
        requireAdmin(caller)
        const { keys: named = [], key_aliases = [] } = await readJson(exchange, deleteBody)
        const targets = [...named, ...(await Promise.all(key_aliases.map(byAlias)))]
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
    info: {
      method: 'GET',
      async serve(exchange, caller) {
        const asked = exchange.query.get('key')
        if (caller.role === 'admin' && asked === null) {
          throw gatewayError('INVALID_PARAMS', 'key: missing. Add ?key= with the key or its hash.', { field: 'key' })
        }
        const own = await (caller.role === 'admin' ? undefined : keys.info(caller.keyId))
        const stored = asked === null ? own : await keys.info(asked).catch(own ? () => undefined : undefined)
        // A key learns of itself alone; of any other, not even that it exists.
        if (own && stored?.id !== own.id) {
          throw gatewayError(
            'PERMISSION_DENIED',
            'This key may only ask about itself. Leave ?key= out, or use the admin key.',
          )
        }
        const found = stored ?? own
        if (found === undefined) throw gatewayError('NOT_FOUND', 'There is no such key.')
        return jsonReply({ key: found.id, info: keyView(found) })
      },
    },
    list: {
      method: 'GET',
      async serve(exchange, caller) {
        requireAdmin(caller)
        const query = checked(Object.fromEntries(exchange.query), listQuery)
        const { keys: found, total } = await keys.list({
          offset: (query.page - 1) * query.size,
          limit: query.size,
          ...(query.user_id === undefined ? {} : { userId: query.user_id }),
          ...(query.team_id === undefined ? {} : { teamId: query.team_id }),
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
