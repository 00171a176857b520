import type {
  KeyAdministration,
  Percentiles,
  StoredKey,
  TeamAdministration,
  UsageGroup,
  UsageSums,
} from '@gateway/core'
import { z } from 'zod'
import type { AgentDirectory } from './ports.ts'

const count = z.number()

/** What `usageView` makes. */
export const usageMembers = {
  calls: count,
  succeeded: count,
  errors: count.describe('Calls that failed; those that neither failed nor succeeded were refused or canceled.'),
  input_tokens: count,
  output_tokens: count,
  total_tokens: count,
  estimated_tokens: count.describe('Those of total_tokens that were guessed.'),
  cost: count.describe('US dollars.'),
  total_ms: count.describe('How long the calls took together, in milliseconds.'),
}

const percentiles = z.object({ p50: count, p90: count, p95: count, p99: count }).optional()

/** What `groupView` makes. */
export const groupMembers = {
  ...usageMembers,
  latency: z
    .object({ total: percentiles, first_event: percentiles, overhead: percentiles })
    .optional()
    .describe(
      'Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true.',
    ),
}

export const NO_USAGE: UsageSums = {
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

/** The sums of a group, and how long its calls took where that was asked for. */
export function groupView({ sums, latency }: Pick<UsageGroup, 'sums' | 'latency'>) {
  if (latency === undefined) return usageView(sums)
  const { total, firstEvent, overhead } = latency
  const shown = { total: rounded(total), first_event: rounded(firstEvent), overhead: rounded(overhead) }
  return { ...usageView(sums), latency: shown }
}

function rounded(percentiles: Percentiles | undefined): Percentiles | undefined {
  if (percentiles === undefined) return undefined
  const to = (ms: number) => Math.round(ms * 1_000) / 1_000
  const { p50, p90, p95, p99 } = percentiles
  return { p50: to(p50), p90: to(p90), p95: to(p95), p99: to(p99) }
}

/** Sums as answers show them. */
export function usageView(sums: UsageSums) {
  return {
    calls: sums.calls,
    succeeded: sums.succeeded,
    errors: sums.errors,
    input_tokens: sums.inputTokens,
    output_tokens: sums.outputTokens,
    total_tokens: sums.totalTokens,
    estimated_tokens: sums.estimatedTokens,
    cost: sums.cost,
    total_ms: sums.totalMs,
  }
}

/** Where names are looked up that stand beside ids. */
export interface UsageNames {
  readonly agents: Pick<AgentDirectory, 'find'>
  readonly keys: Pick<KeyAdministration, 'info'>
  readonly teams?: Pick<TeamAdministration, 'find'> | undefined
}

/** The keys that are still there, by id. */
export async function keysOf(ids: Iterable<string>, { keys }: UsageNames): Promise<ReadonlyMap<string, StoredKey>> {
  // The master key and who comes with a token have none.
  const found = await Promise.all([...ids].map((id) => keys.info(id).catch(() => undefined)))
  return new Map(found.flatMap((key) => (key === undefined ? [] : [[key.id, key]])))
}

/** What people know these by, by id; what has no other name is left out. */
export async function namesOf(
  dimension: string,
  ids: readonly string[],
  names: UsageNames,
): Promise<ReadonlyMap<string, string>> {
  const nameOf = async (id: string) => {
    if (dimension === 'agent') return names.agents.find(id)?.name
    if (dimension === 'team') return (await names.teams?.find(id))?.alias
    return dimension === 'key' ? (await names.keys.info(id).catch(() => undefined))?.alias : undefined
  }
  const found = await Promise.all(ids.map(async (id) => [id, id === '' ? undefined : await nameOf(id)] as const))
  return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])))
}
