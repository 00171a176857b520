import type {
  CallRecord,
  UsageDimension,
  UsageFilter,
  UsageGroup,
  UsageOrder,
  UsageStore,
  UsageSums,
} from '@gateway/core'
import { percentilesOf } from './latency-buckets.ts'
import { latencySum } from './latency-sum.ts'
import { endOf, NAMED, slowestFirst } from './usage-reading.ts'
import { type UsageRow, UsageRows, usageOf } from './usage-rows.ts'

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

const VALUES: Readonly<Record<UsageDimension, (row: UsageRow) => string>> = {
  date: (row) => row.time.slice(0, 10),
  hour: (row) => row.time,
  agent: (row) => row.agent_id,
  key: (row) => row.key_id,
  team: (row) => row.team_id,
  user: (row) => row.user_id,
  upstream: (row) => row.upstream,
  model: (row) => row.model,
  status: (row) => row.status,
  error: (row) => row.error,
}

const EXCLUDED = ['agent', 'team', 'user'] as const

/** What records in this process's memory add up to; `add` gets each of them once. */
export function memoryUsage(): { readonly add: (record: CallRecord) => void; readonly store: UsageStore } {
  const hours = new UsageRows()
  return {
    add: (record) => hours.add(usageOf(record, 'hourly_usage')),
    store: {
      async sum(filter, by, { by: order, offset = 0, limit = Number.POSITIVE_INFINITY, latency: asked = false } = {}) {
        const latency = asked || order === 'p95'
        const found = new Map<string, Found>()
        if (by.length === 0) found.set('[]', { of: {}, sums: NOTHING, latencies: '' })
        for (const row of hours.rows()) {
          if (!matches(row, filter)) continue
          const values = by.map((name) => VALUES[name](row))
          const place = JSON.stringify(values)
          const { of, sums, latencies } = found.get(place) ?? {
            of: Object.fromEntries(by.map((name, index) => [name, values[index]])),
            sums: NOTHING,
            latencies: '',
          }
          found.set(place, { of, sums: sumOf(sums, row), latencies: latencySum(`${latencies} ${row.latency}`) })
        }
        const groups = [...found.values()].map(({ of, sums, latencies }): UsageGroup => {
          return { of, sums, ...(latency ? { latency: percentilesOf(latencies) } : {}) }
        })
        return groups.sort(inOrder(by, order)).slice(offset, offset + limit)
      },
    },
  }
}

interface Found extends UsageGroup {
  /** As `latencySum` tells. */
  readonly latencies: string
}

function matches(row: UsageRow, filter: UsageFilter): boolean {
  const { from = '', to, not } = filter
  if (row.time < from || (to !== undefined && row.time > endOf(to))) return false
  return (
    NAMED.every((name) => filter[name]?.some((value) => value === VALUES[name](row)) ?? true) &&
    EXCLUDED.every((name) => !not?.[name]?.includes(VALUES[name](row)))
  )
}

function sumOf(sums: UsageSums, row: UsageRow): UsageSums {
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

const inOrder = (by: readonly UsageDimension[], order: UsageOrder['by']) => (a: UsageGroup, b: UsageGroup) => {
  if (order === 'p95' && slowestFirst(a, b) !== 0) return slowestFirst(a, b)
  if (order !== undefined && order !== 'p95' && a.sums[order] !== b.sums[order]) return b.sums[order] - a.sums[order]
  for (const name of by) {
    const [left = '', right = ''] = [a.of[name], b.of[name]]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
