import type { AccessGroupAdministration, Caller, StoredAccessGroup } from '@gateway/core'
import { z } from 'zod'
import { requireAllowed } from './allowed-actions.ts'
import { knownMembers } from './grant-body.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { readJson } from './read-json.ts'
import { identifier } from './team-body.ts'

const fields = {
  access_group_name: identifier,
  description: z.string().trim().min(1).max(1_000).nullable().optional(),
  access_agent_ids: z.array(z.string().min(1)).optional(),
}
const FIELDS = Object.keys(fields)
const createBody = z.looseObject(fields).superRefine(knownMembers(FIELDS))
const changeBody = z
  .looseObject({ ...fields, access_group_name: identifier.optional() })
  .superRefine(knownMembers(FIELDS))

const changeOf = (body: z.infer<typeof changeBody>) => ({
  ...(body.description === undefined ? {} : { description: body.description }),
  ...(body.access_agent_ids === undefined ? {} : { agents: body.access_agent_ids }),
})

/** An access group as answers show it, by LiteLLM's field names. */
const groupView = (group: StoredAccessGroup) => ({
  access_group_id: group.id,
  access_group_name: group.name,
  description: group.description ?? null,
  access_agent_ids: group.agentIds,
  created_at: group.createdAt,
  updated_at: group.updatedAt,
  created_by: group.createdBy,
})

/** Named groups of agents over HTTP: `/v1/access_group`, with LiteLLM's shapes. */
export function accessGroupRoutes(groups: AccessGroupAdministration) {
  return {
    async list(_exchange: HttpExchange, caller: Caller): Promise<Reply> {
      requireAllowed(caller, 'see access groups')
      return jsonReply((await groups.list()).map(groupView))
    },
    async show(_exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply> {
      requireAllowed(caller, 'see access groups')
      return jsonReply(groupView(await groups.info(idOrName)))
    },
    async create(exchange: HttpExchange, caller: Caller): Promise<Reply> {
      requireAllowed(caller, 'manage access groups')
      const body = await readJson(exchange, createBody)
      const change = { ...changeOf(body), name: body.access_group_name }
      return jsonReply(groupView(await groups.create(change, caller.keyAlias ?? caller.keyId)))
    },
    async replace(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply> {
      requireAllowed(caller, 'manage access groups')
      const body = await readJson(exchange, changeBody)
      const name = body.access_group_name === undefined ? {} : { name: body.access_group_name }
      return jsonReply(groupView(await groups.update(idOrName, { ...changeOf(body), ...name })))
    },
    async remove(_exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply> {
      requireAllowed(caller, 'manage access groups')
      const { id } = await groups.delete(idOrName)
      return jsonReply({ deleted_access_group_id: id })
    },
  }
}
