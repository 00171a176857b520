import type { CallRecord, UsageDimension, UsageFilter, UsageGroup, UsageStore, UsageSums } from '@gateway/core'
import { type DailyUsage, DailyUsages, usageOf } from './daily-usage.ts'

const NOTHING: UsageSums = {
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

const VALUES: Readonly<Record<UsageDimension, (row: DailyUsage) => string>> = {
  date: (row) => row.date,
  agent: (row) => row.agent_id,
  key: (row) => row.key_id,
  team: (row) => row.team_id,
  user: (row) => row.user_id,
  upstream: (row) => row.upstream,
  model: (row) => row.model,
  status: (row) => row.status,
}

const NAMED = ['agent', 'key', 'team', 'user', 'upstream', 'model', 'status'] as const
const EXCLUDED = ['agent', 'team', 'user'] as const

/** What records in this process's memory add up to; `add` gets each of them once. */
export function memoryUsage(): { readonly add: (record: CallRecord) => void; readonly store: UsageStore } {
  const days = new DailyUsages()
  return {
    add: (record) => days.add(usageOf(record)),
    store: {
      async sum(filter, by, { by: order, offset = 0, limit = Number.POSITIVE_INFINITY } = {}) {
        const groups = new Map<string, UsageGroup>()
        if (by.length === 0) groups.set('[]', { of: {}, sums: NOTHING })
        for (const row of days.rows()) {
          if (!matches(row, filter)) continue
          const values = by.map((name) => VALUES[name](row))
          const place = JSON.stringify(values)
          const { of, sums } = groups.get(place) ?? {
            of: Object.fromEntries(by.map((name, index) => [name, values[index]])),
            sums: NOTHING,
          }
          groups.set(place, { of, sums: sumOf(sums, row) })
        }
        return [...groups.values()].sort(inOrder(by, order)).slice(offset, offset + limit)
      },
    },
  }
}

function matches(row: DailyUsage, filter: UsageFilter): boolean {
  const { from = '', to, not } = filter
  if (row.date < from || (to !== undefined && row.date > to)) return false
  return (
    NAMED.every((name) => filter[name]?.some((value) => value === VALUES[name](row)) ?? true) &&
    EXCLUDED.every((name) => !not?.[name]?.includes(VALUES[name](row)))
  )
}

function sumOf(sums: UsageSums, row: DailyUsage): UsageSums {
  return {
    calls: sums.calls + row.calls,
    succeeded: sums.succeeded + (row.status === 'ok' ? row.calls : 0),
    errors: sums.errors + (row.status === 'error' ? row.calls : 0),
    inputTokens: sums.inputTokens + row.input_tokens,
    outputTokens: sums.outputTokens + row.output_tokens,
    totalTokens: sums.totalTokens + row.total_tokens,
    estimatedTokens: sums.estimatedTokens + row.estimated_tokens,
    cost: sums.cost + row.cost,
    totalMs: sums.totalMs + row.total_ms,
  }
}

const inOrder =
  (by: readonly UsageDimension[], order: keyof UsageSums | undefined) => (a: UsageGroup, b: UsageGroup) => {
    if (order !== undefined && a.sums[order] !== b.sums[order]) return b.sums[order] - a.sums[order]
    for (const name of by) {
      const [left = '', right = ''] = [a.of[name], b.of[name]]
      if (left !== right) return left < right ? -1 : 1
    }
    return 0
  }
