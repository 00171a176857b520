import { type Grouping, groupLabel, logsFilter } from './groupings.ts'
import type { Sums } from './measures.ts'
import type { UsageAnswer } from './usage-query.ts'

/** A row of the table. */
export interface UsageRow {
  readonly id: string
  readonly label: string
  readonly kind: 'sum' | 'group' | 'others'
  readonly sums: Sums
  /** What the logs of it are filtered by; `undefined`: it has none. */
  readonly filter: ReturnType<typeof logsFilter>
}

/** The sum first, then the groups, then what the answer has no group for. */
export function rowsOf({ totals, groups = [], next_cursor: more }: UsageAnswer, by: Grouping): readonly UsageRow[] {
  const named = groups.map(
    (group): UsageRow => ({
      id: `group:${group.id ?? ''}`,
      label: groupLabel(by, group),
      kind: 'group',
      sums: group.totals,
      filter: logsFilter(by, group),
    }),
  )
  const others: UsageRow = {
    id: 'others',
    label: 'Others',
    kind: 'others',
    sums: without(totals, groups),
    filter: undefined,
  }
  return [
    { id: 'sum', label: 'All', kind: 'sum', sums: totals, filter: {} },
    ...named,
    ...(more === null ? [] : [others]),
  ]
}

/** What is left of a sum. Percentiles have no difference. */
function without(totals: Sums, groups: readonly { readonly totals: Sums }[]): Sums {
  const left = (of: (sums: Sums) => number) =>
    rest(
      of(totals),
      groups.map((group) => of(group.totals)),
    )
  return {
    calls: left(({ calls }) => calls),
    errors: left(({ errors }) => errors),
    total_tokens: left(({ total_tokens: tokens }) => tokens),
    cost: left(({ cost }) => cost),
  }
}

/** What a whole is without its parts; what rounding leaves is nothing. */
export function rest(whole: number, parts: readonly number[]): number {
  const left = whole - parts.reduce((sum, part) => sum + part, 0)
  return left > Math.abs(whole) * 1e-9 ? left : 0
}
