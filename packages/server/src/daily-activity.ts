import type { StoredKey, UsageDimension, UsageGroup } from '@gateway/core'
import { z } from 'zod'

const metrics = z.object({
  spend: z.number(),
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  cache_read_input_tokens: z.number(),
  cache_creation_input_tokens: z.number(),
  total_tokens: z.number(),
  successful_requests: z.number(),
  failed_requests: z.number().describe('All that did not succeed: also refused and canceled ones.'),
  api_requests: z.number(),
  total_response_time_ms: z.number(),
  timed_requests: z.number(),
})

const keyMetrics = z.record(
  z.string(),
  z.object({
    metrics,
    metadata: z.object({
      key_alias: z.string().nullable(),
      team_id: z.string().nullable(),
      user_id: z.string().nullable(),
      key_exists: z.boolean(),
    }),
  }),
)
const breakdown = z.record(
  z.string(),
  z.object({ metrics, metadata: z.record(z.string(), z.string()), api_key_breakdown: keyMetrics }),
)
const empty = z.object({}).describe('Always empty: LiteLLM has more to tell apart by.')

/** What LiteLLM answers to `/agent/daily/activity` and its like. */
export const activityAnswer = z.object({
  results: z.array(
    z.object({
      date: z.iso.date(),
      metrics,
      breakdown: z.object({
        mcp_servers: empty,
        models: breakdown,
        model_groups: empty,
        providers: empty,
        endpoints: empty,
        api_keys: keyMetrics,
        entities: breakdown,
      }),
    }),
  ),
  metadata: z.object({
    total_spend: z.number().describe('Of this page, as all totals.'),
    total_prompt_tokens: z.number(),
    total_completion_tokens: z.number(),
    total_tokens: z.number(),
    total_api_requests: z.number(),
    total_successful_requests: z.number(),
    total_failed_requests: z.number(),
    total_cache_read_input_tokens: z.number(),
    total_cache_creation_input_tokens: z.number(),
    page: z.number(),
    total_pages: z.number(),
    has_more: z.boolean(),
  }),
})

/** What stands beside ids. */
export interface ActivityNames {
  readonly keys: ReadonlyMap<string, StoredKey>
  readonly entity: (id: string) => Readonly<Record<string, string>>
}

/** One day of it. `groups` are the day's, by the entity, key and model. */
export function dayOf(date: string, groups: readonly UsageGroup[], entity: UsageDimension, names: ActivityNames) {
  const by = <Made>(dimension: UsageDimension, make: (id: string, members: readonly UsageGroup[]) => Made) =>
    Object.fromEntries(
      [...Map.groupBy(groups, ({ of }) => of[dimension] ?? '')].map(([id, members]) => [id, make(id, members)]),
    )
  const { '': _none, ...models } = by('model', (_id, members) => ({
    metrics: metricsOf(members),
    metadata: {},
    api_key_breakdown: keysOf(members, names),
  }))
  const { '': unassigned, ...entities } = by(entity, (id, members) => ({
    metrics: metricsOf(members),
    metadata: names.entity(id),
    api_key_breakdown: keysOf(members, names),
  }))
  return {
    date,
    metrics: metricsOf(groups),
    breakdown: {
      mcp_servers: {},
      models,
      model_groups: {},
      providers: {},
      endpoints: {},
      api_keys: keysOf(groups, names),
      entities: unassigned === undefined ? entities : { ...entities, Unassigned: unassigned },
    },
  }
}

function keysOf(groups: readonly UsageGroup[], { keys }: ActivityNames) {
  return Object.fromEntries(
    [...Map.groupBy(groups, ({ of }) => of.key ?? '')].map(([id, members]) => {
      const key = keys.get(id)
      const metadata = {
        key_alias: key?.alias ?? (id === '' ? 'Unattributed' : null),
        team_id: key?.teamId ?? null,
        user_id: key?.userId ?? null,
        key_exists: key !== undefined,
      }
      return [id === '' ? 'unattributed' : id, { metrics: metricsOf(members), metadata }]
    }),
  )
}

function metricsOf(groups: readonly UsageGroup[]) {
  const sum = (name: keyof UsageGroup['sums']) => groups.reduce((total, { sums }) => total + sums[name], 0)
  const [calls, succeeded] = [sum('calls'), sum('succeeded')]
  return {
    spend: sum('cost'),
    prompt_tokens: sum('inputTokens'),
    completion_tokens: sum('outputTokens'),
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    total_tokens: sum('totalTokens'),
    successful_requests: succeeded,
    failed_requests: calls - succeeded,
    api_requests: calls,
    total_response_time_ms: Math.round(sum('totalMs')),
    timed_requests: calls,
  }
}

/** The totals of a page, and where it stands among the others. */
export function metadataOf(groups: readonly UsageGroup[], page: number, pages: number) {
  const all = metricsOf(groups)
  return {
    total_spend: all.spend,
    total_prompt_tokens: all.prompt_tokens,
    total_completion_tokens: all.completion_tokens,
    total_tokens: all.total_tokens,
    total_api_requests: all.api_requests,
    total_successful_requests: all.successful_requests,
    total_failed_requests: all.failed_requests,
    total_cache_read_input_tokens: 0,
    total_cache_creation_input_tokens: 0,
    page,
    total_pages: pages,
    has_more: page < pages,
  }
}
