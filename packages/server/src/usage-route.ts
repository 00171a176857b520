import type {
  Caller,
  TeamAdministration,
  UsageDimension,
  UsageFilter,
  UsageGroup,
  UsageOrder,
  UsageStore,
} from '@gateway/core'
import { z } from 'zod'
import { type Route, replyRoute } from './admin-route.ts'
import { jsonReply } from './json-reply.ts'
import type { LogRoutesOptions } from './log-routes.ts'
import { csvOf } from './usage-csv.ts'
import { type UsageQuery, usageQuery } from './usage-query.ts'
import { usageScope } from './usage-scope.ts'
import { groupMembers, groupView, NO_USAGE, namesOf, type UsageNames, usageMembers } from './usage-view.ts'
import { shownTime, windowBefore, windowOf } from './usage-window.ts'

const time = z.string().describe('A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC.')

const series = z
  .array(z.object({ date: time, ...groupMembers }))
  .describe('By day or by hour; those without anything are left out. Absent with interval=total.')

const previous = z.object(groupMembers).optional().describe('In the window before. Absent without compare=previous.')

export const usageAnswer = z.object({
  from: time,
  to: time,
  totals: z.object(groupMembers),
  previous: z
    .object({ from: time, to: time, totals: z.object(groupMembers) })
    .optional()
    .describe('Absent without compare=previous.'),
  series: series.optional(),
  groups: z
    .array(
      z.object({
        id: z.string().nullable().describe('`null`: what belongs to none.'),
        name: z.string().nullable().describe('Of an agent; the alias of a key or a team.'),
        totals: z.object(groupMembers),
        previous,
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
          'content-disposition': `attachment; filename="usage-${fileTime(answer.from)}-${fileTime(answer.to)}.csv"`,
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
  p95: 'p95',
} as const satisfies Record<UsageQuery['order'], UsageOrder['by']>

async function usageOf(caller: Caller, query: UsageQuery, options: UsageRouteOptions) {
  const { group_by: dimension, interval, limit, cursor: offset = 0, upstream, model, status, error, order } = query
  const window = windowOf(query, Date.now())
  const owners = await filterOf(caller, query, options)
  const filter: UsageFilter = { ...owners, ...window, upstream, model, status, error }
  const before = query.compare === undefined ? undefined : windowBefore(window)
  const { usage } = options
  const latency = query.latency || order === 'p95'
  const point = interval === 'total' ? undefined : POINTS[interval]
  const totalsOf = async (of: UsageFilter) => groupView((await usage.sum(of, [], { latency }))[0] ?? { sums: NO_USAGE })
  // What a sink that is away has not taken is not in the sums; that is no reason to keep the rest.
  await options.flush().catch(() => {})
  const shownWindow = ({ from, to }: typeof window) => ({ from: shownTime(from), to: shownTime(to) })
  const totals = {
    ...shownWindow(window),
    totals: await totalsOf(filter),
    ...(before && { previous: { ...shownWindow(before), totals: await totalsOf({ ...filter, ...before }) } }),
    ...(point && { series: seriesOf(await usage.sum(filter, [point], { latency }), point) }),
  }
  if (dimension === undefined) return { ...totals, next_cursor: null }
  const found = await usage.sum(filter, [dimension], { by: ORDERS[order], offset, limit: limit + 1, latency })
  const page = found.slice(0, limit)
  const ids = page.map(({ of }) => of[dimension] ?? '')
  // These groups alone: what is asked for of a dimension may name others, which are not on this page.
  const shown: UsageFilter = { ...filter, [dimension]: ids }
  const names = await namesOf(dimension, ids, options)
  const previous = before && byId(await usage.sum({ ...shown, ...before }, [dimension], { latency }), dimension)
  const points = point && byId(await usage.sum(shown, [point, dimension], { latency }), dimension)
  const groups = page.map((group, index) => {
    const id = ids[index] ?? ''
    return {
      id: id === '' ? null : id,
      name: names.get(id) ?? null,
      totals: groupView(group),
      ...(previous && { previous: groupView(previous.get(id)?.[0] ?? { sums: NO_USAGE }) }),
      ...(point && { series: seriesOf(points?.get(id) ?? [], point) }),
    }
  })
  return { ...totals, groups, next_cursor: found.length > limit ? String(offset + limit) : null }
}

/** What each interval's series is by. */
const POINTS = { day: 'date', hour: 'hour' } as const

const seriesOf = (groups: readonly UsageGroup[], point: UsageDimension) =>
  groups.map((group) => ({ date: shownTime(group.of[point] ?? ''), ...groupView(group) }))

const byId = (groups: readonly UsageGroup[], dimension: UsageDimension): ReadonlyMap<string, readonly UsageGroup[]> =>
  Map.groupBy(groups, ({ of }) => of[dimension] ?? '')

const MEASURES = z.object(usageMembers).keyof().options

/** Without a colon, which names of files have not everywhere. */
const fileTime = (time: string) => time.replace(':00Z', '')

/** One row for each day or total, of each group. */
function tableOf(answer: Awaited<ReturnType<typeof usageOf>>, dimension: string | undefined): string {
  const groups = 'groups' in answer ? answer.groups : undefined
  const daily = answer.series !== undefined
  const heads = [...(daily ? ['date'] : []), ...(dimension === undefined ? [] : [dimension, 'name']), ...MEASURES]
  const measures = (sums: typeof answer.totals) => MEASURES.map((name) => sums[name])
  const rowsOf = (
    { totals, series: days }: Pick<typeof answer, 'totals' | 'series'>,
    group: readonly (string | null)[],
  ) =>
    days === undefined
      ? [[...group, ...measures(totals)]]
      : days.map((point) => [point.date, ...group, ...measures(point)])
  return csvOf(heads, groups === undefined ? rowsOf(answer, []) : groups.flatMap((g) => rowsOf(g, [g.id, g.name])))
}
