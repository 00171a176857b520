import type { Caller, TeamAdministration, UsageFilter, UsageGroup, UsageStore, UsageSums } from '@gateway/core'
import { z } from 'zod'
import { type Route, replyRoute } from './admin-route.ts'
import { jsonReply } from './json-reply.ts'
import type { LogRoutesOptions } from './log-routes.ts'
import { csvOf } from './usage-csv.ts'
import { daysOf, type UsageQuery, usageQuery } from './usage-query.ts'
import { usageScope } from './usage-scope.ts'
import { namesOf, type UsageNames, usageMembers, usageView } from './usage-view.ts'

const series = z
  .array(z.object({ date: z.iso.date(), ...usageMembers }))
  .describe('By day, in UTC; days without anything are left out. Absent with interval=total.')

export const usageAnswer = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  totals: z.object(usageMembers),
  series: series.optional(),
  groups: z
    .array(
      z.object({
        id: z.string().nullable().describe('`null`: what belongs to none.'),
        name: z.string().nullable().describe('Of an agent; the alias of a key or a team.'),
        totals: z.object(usageMembers),
        series: series.optional(),
      }),
    )
    .optional()
    .describe('Absent without group_by.'),
  next_cursor: z.string().nullable().describe('`cursor` of the next page of groups; `null`: this is the last.'),
})

export interface UsageRouteOptions extends UsageNames, Pick<LogRoutesOptions, 'keyId' | 'flush'> {
  readonly usage: UsageStore
  readonly teams?: TeamAdministration | undefined
}

/** `GET /v1/usage`: what calls took and cost, for charts and lists of the greatest. */
export const usageRoute = (options: UsageRouteOptions): Route =>
  replyRoute({
    method: 'GET',
    path: '/v1/usage',
    operationId: 'getUsage',
    summary: 'Sum up what calls took and cost',
    description:
      'Administrators see all, admins of a team that of their `team`, people that of their own `user`, a key its own. With `format=csv` the answer is a table (`text/csv`) of the same page.',
    tags: ['Usage'],
    may: 'anyone with a credential',
    query: usageQuery,
    answers: { 200: { description: 'The sums.', schema: usageAnswer } },
    async serve({ caller, query }) {
      const answer = await usageOf(caller, query, options)
      if (query.format === 'json') return jsonReply(answer)
      return {
        status: 200,
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="usage-${answer.from}-${answer.to}.csv"`,
          'cache-control': 'no-store',
        },
        body: tableOf(answer, query.group_by),
      }
    },
  })

/** Ids of what is asked for by name, as far as the caller may see it. */
export async function filterOf(
  caller: Caller,
  asked: Pick<UsageFilter, 'agent' | 'key' | 'team' | 'user'>,
  { agents, keyId, teams }: Pick<UsageRouteOptions, 'agents' | 'keyId' | 'teams'>,
): Promise<UsageFilter> {
  const key = asked.key && (await Promise.all(asked.key.map(keyId)))
  const agent = asked.agent?.map((idOrName) => agents.find(idOrName)?.id ?? idOrName)
  return { agent, ...(await usageScope(caller, { key, team: asked.team, user: asked.user }, teams)) }
}

const ORDERS = {
  cost: 'cost',
  calls: 'calls',
  errors: 'errors',
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  total_tokens: 'totalTokens',
  total_ms: 'totalMs',
} as const satisfies Record<UsageQuery['order'], keyof UsageSums>

const NONE: UsageSums = {
  calls: 0,
  succeeded: 0,
  errors: 0,
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  estimatedTokens: 0,
  cost: 0,
  totalMs: 0,
}

async function usageOf(caller: Caller, query: UsageQuery, options: UsageRouteOptions) {
  const { group_by: dimension, interval, limit, cursor: offset = 0, upstream, model, status } = query
  const days = daysOf(query, Date.now())
  const filter = { ...(await filterOf(caller, query, options)), ...days, upstream, model, status }
  const { usage } = options
  // What a sink that is away has not taken is not in the sums; that is no reason to keep the rest.
  await options.flush().catch(() => {})
  const [all] = await usage.sum(filter, [])
  const totals = {
    ...days,
    totals: usageView(all?.sums ?? NONE),
    ...(interval === 'day' ? { series: seriesOf(await usage.sum(filter, ['date'])) } : {}),
  }
  if (dimension === undefined) return { ...totals, next_cursor: null }
  const found = await usage.sum(filter, [dimension], { by: ORDERS[query.order], offset, limit: limit + 1 })
  const page = found.slice(0, limit)
  const ids = page.map(({ of }) => of[dimension] ?? '')
  const names = await namesOf(dimension, ids, options)
  const daily = interval === 'day' ? await byGroup(usage, filter, dimension, ids) : undefined
  const groups = page.map(({ sums }, index) => {
    const id = ids[index] ?? ''
    return {
      id: id === '' ? null : id,
      name: names.get(id) ?? null,
      totals: usageView(sums),
      ...(daily === undefined ? {} : { series: seriesOf(daily.get(id) ?? []) }),
    }
  })
  return { ...totals, groups, next_cursor: found.length > limit ? String(offset + limit) : null }
}

const seriesOf = (groups: readonly UsageGroup[]) =>
  groups.map(({ of, sums }) => ({ date: of.date ?? '', ...usageView(sums) }))

/** The days of these groups alone: what is asked for of a dimension may name others, which are not on this page. */
async function byGroup(
  usage: UsageStore,
  filter: UsageFilter,
  dimension: NonNullable<UsageQuery['group_by']>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly UsageGroup[]>> {
  const rows = await usage.sum({ ...filter, [dimension]: ids }, ['date', dimension])
  return Map.groupBy(rows, ({ of }) => of[dimension] ?? '')
}

const MEASURES = Object.keys(usageMembers)

/** One row for each day or total, of each group. */
function tableOf(answer: Awaited<ReturnType<typeof usageOf>>, dimension: string | undefined): string {
  const groups = 'groups' in answer ? answer.groups : undefined
  const daily = answer.series !== undefined
  const heads = [...(daily ? ['date'] : []), ...(dimension === undefined ? [] : [dimension, 'name']), ...MEASURES]
  const rowsOf = (
    { totals, series: days }: Pick<typeof answer, 'totals' | 'series'>,
    group: readonly (string | null)[],
  ) =>
    days === undefined
      ? [[...group, ...Object.values(totals)]]
      : days.map(({ date, ...sums }) => [date, ...group, ...Object.values(sums)])
  return csvOf(heads, groups === undefined ? rowsOf(answer, []) : groups.flatMap((g) => rowsOf(g, [g.id, g.name])))
}
