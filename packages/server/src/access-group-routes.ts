import type { AccessGroupAdministration, StoredAccessGroup } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { knownMembers } from './grant-body.ts'
import { listRoute, pageLimit } from './list-page.ts'
import { identifier } from './team-body.ts'
import { time } from './view-members.ts'

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
export const groupView = (group: StoredAccessGroup) => ({
  access_group_id: group.id,
  access_group_name: group.name,
  description: group.description ?? null,
  access_agent_ids: group.agentIds,
  created_at: group.createdAt,
  updated_at: group.updatedAt,
  created_by: group.createdBy,
})

const groupAnswer = z
  .object({
    access_group_id: z.string(),
    access_group_name: z.string(),
    description: z.string().nullable(),
    access_agent_ids: z.array(z.string()),
    created_at: time,
    updated_at: time,
    created_by: z.string(),
  })
  .meta({ id: 'AccessGroup' })

const version = (group: { readonly access_group_id: string; readonly updated_at: string }) => ({
  id: group.access_group_id,
  updatedAt: group.updated_at,
})

const tags = ['Access groups']
const listQuery = z.object({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'take it from the page before')
    .optional()
    .describe('Where the page before ended.'),
})
const params = z.object({ group: z.string().describe('Id or name of the group.') })

/** Named groups of agents over HTTP: `/v1/access_group`, with LiteLLM's shapes. */
export function accessGroupRoutes(groups: AccessGroupAdministration, publicUrl: string | undefined): readonly Route[] {
  return [
    listRoute({
      path: '/v1/access_group',
      operationId: 'listAccessGroups',
      summary: 'List the access groups, newest first',
      tags,
      may: 'see access groups',
      query: listQuery,
      item: groupAnswer,
      publicUrl,
      async serve({ query: { limit, cursor } }) {
        const offset = Number(cursor ?? 0)
        const found = limit === undefined ? await groups.list() : await groups.page({ offset, limit: limit + 1 })
        const items = limit === undefined ? found.slice(offset) : found.slice(0, limit)
        return {
          items: items.map((group) => () => groupView(group)),
          next: limit !== undefined && found.length > limit ? String(offset + limit) : undefined,
        }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/access_group',
      operationId: 'createAccessGroup',
      idempotent: true,
      summary: 'Make an access group',
      tags,
      may: 'manage access groups',
      body: createBody,
      answer: groupAnswer,
      version,
      async serve({ caller, body }) {
        const change = { ...changeOf(body), name: body.access_group_name }
        return groupView(await groups.create(change, caller.keyAlias ?? caller.keyId))
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/v1/access_group/{group}',
      operationId: 'getAccessGroup',
      summary: 'Show an access group',
      tags,
      may: 'see access groups',
      params,
      answer: groupAnswer,
      version,
      serve: async ({ params: { group } }) => groupView(await groups.info(group)),
    }),
    adminRoute({
      method: 'PUT',
      path: '/v1/access_group/{group}',
      operationId: 'changeAccessGroup',
      summary: 'Change an access group; what is left out stays',
      tags,
      may: 'manage access groups',
      params,
      body: changeBody,
      answer: groupAnswer,
      version,
      conditional: true,
      async serve({ params: { group }, body, condition }) {
        const name = body.access_group_name === undefined ? {} : { name: body.access_group_name }
        return groupView(await groups.update(group, { ...changeOf(body), ...name }, condition))
      },
    }),
    adminRoute({
      method: 'DELETE',
      path: '/v1/access_group/{group}',
      operationId: 'deleteAccessGroup',
      summary: 'Delete an access group',
      tags,
      may: 'manage access groups',
      params,
      answer: z.object({ deleted_access_group_id: z.string() }),
      conditional: true,
      serve: async ({ params: { group }, condition }) => ({
        deleted_access_group_id: (await groups.delete(group, condition)).id,
      }),
    }),
  ]
}
