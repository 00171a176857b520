import type { Caller, UsageFilter } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed } from './allowed-actions.ts'
import { type ActivityNames, activityAnswer, dayOf, metadataOf } from './daily-activity.ts'
import { day, listed } from './usage-query.ts'
import { filterOf, type UsageRouteOptions } from './usage-route.ts'
import { keysOf, namesOf } from './usage-view.ts'

const PAGE_SIZE = 'must be a whole number from 1 to 1000'

const activityQuery = z.object({
  start_date: day,
  end_date: day,
  model: z.string().min(1).optional(),
  api_key: z.string().min(1).optional().describe('The key or its id.'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce
    .number(PAGE_SIZE)
    .int(PAGE_SIZE)
    .min(1, PAGE_SIZE)
    .max(1_000, PAGE_SIZE)
    .default(10)
    .describe('Days in an answer, newest first.'),
})
type ActivityQuery = z.infer<typeof activityQuery>

const agentQuery = activityQuery.extend({
  agent_ids: listed.optional().describe('Ids or names, with commas between them.'),
  exclude_agent_ids: listed.optional(),
})
const teamQuery = activityQuery.extend({
  team_ids: listed.optional().describe('With commas between them.'),
  exclude_team_ids: listed.optional(),
})
const userQuery = activityQuery.extend({ user_id: z.string().min(1).optional() })

const shared = { tags: ['Usage'], may: 'anyone with a credential', method: 'GET', answer: activityAnswer } as const

/** LiteLLM's daily activity of agents, teams and users. Who sees what is as of `GET /v1/usage`. */
export const dailyActivityRoutes = (options: UsageRouteOptions): readonly Route[] => [
  adminRoute({
    ...shared,
    path: '/agent/daily/activity',
    operationId: 'getAgentDailyActivity',
    summary: 'Sum up by day what agents took and cost',
    query: agentQuery,
    serve: ({ caller, query }) => {
      const idOf = (idOrName: string) => options.agents.find(idOrName)?.id ?? idOrName
      const not = query.exclude_agent_ids && { agent: query.exclude_agent_ids.map(idOf) }
      return activity({ caller, query, entity: 'agent', asked: { agent: query.agent_ids, not } }, options)
    },
  }),
  adminRoute({
    ...shared,
    path: '/team/daily/activity',
    operationId: 'getTeamDailyActivity',
    summary: 'Sum up by day what teams took and cost',
    query: teamQuery,
    serve: ({ caller, query }) => {
      const not = query.exclude_team_ids && { team: query.exclude_team_ids }
      return activity({ caller, query, entity: 'team', asked: { team: query.team_ids, not } }, options)
    },
  }),
  adminRoute({
    ...shared,
    path: '/user/daily/activity',
    operationId: 'getUserDailyActivity',
    summary: 'Sum up by day what a user took and cost',
    query: userQuery,
    serve: ({ caller, query }) => {
      // Who does not see all means themselves.
      const user = query.user_id ?? (isAllowed(caller, 'see usage') ? undefined : caller.userId)
      return activity(
        { caller, query, entity: 'user', asked: { user: user === undefined ? undefined : [user] } },
        options,
      )
    },
  }),
]

interface Asked {
  readonly caller: Caller
  readonly query: ActivityQuery
  /** What the breakdown calls entities. */
  readonly entity: 'agent' | 'team' | 'user'
  readonly asked: Pick<UsageFilter, 'agent' | 'team' | 'user' | 'not'>
}

async function activity({ caller, query, entity, asked }: Asked, options: UsageRouteOptions) {
  const { start_date: from, end_date: to, model, api_key: key, page, page_size: size } = query
  if (to < from) throw gatewayError('INVALID_PARAMS', `end_date: ${to} is before ${from}.`, { field: 'end_date' })
  const scope = await filterOf(caller, { ...asked, key: key === undefined ? undefined : [key] }, options)
  const filter: UsageFilter = { ...scope, not: asked.not, from, to, model: model === undefined ? undefined : [model] }
  await options.flush().catch(() => {})
  const days = (await options.usage.sum(filter, ['date'])).map(({ of }) => of.date ?? '').reverse()
  const shown = days.slice((page - 1) * size, page * size)
  const pages = Math.ceil(days.length / size)
  const [last, first] = [shown[0], shown.at(-1)]
  if (last === undefined || first === undefined) return { results: [], metadata: metadataOf([], page, pages) }
  // Without a gap: whatever has something within these days is on this page.
  const groups = await options.usage.sum({ ...filter, from: first, to: last }, ['date', entity, 'key', 'model'])
  const byDay = Map.groupBy(groups, ({ of }) => of.date ?? '')
  const entities = [...new Set(groups.map(({ of }) => of[entity] ?? ''))]
  const labels = await namesOf(entity, entities, options)
  const names: ActivityNames = {
    keys: await keysOf(new Set(groups.flatMap(({ of }) => of.key || [])), options),
    entity: (id) => {
      const label = labels.get(id)
      return label === undefined ? {} : { [entity === 'agent' ? 'agent_name' : 'team_alias']: label }
    },
  }
  return {
    results: shown.map((date) => dayOf(date, byDay.get(date) ?? [], entity, names)),
    metadata: metadataOf(groups, page, pages),
  }
}
