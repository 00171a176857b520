import type { UsageDimension, UsageFilter, UsageGroup } from '@gateway/core'

/** The dimensions of which a filter names what is wanted. */
export const NAMED = ['agent', 'key', 'team', 'user', 'upstream', 'model', 'status', 'error'] as const

/** Whether hours are read, and not days. */
export const isByHour = ({ from = '', to = '' }: UsageFilter, by: readonly UsageDimension[]): boolean =>
  by.includes('hour') || from.includes('T') || to.includes('T')

/** The last hour that a filter's `to` has, and the last day. */
export const endOf = (to: string): string => (to.includes('T') ? to : `${to}T23`)

/** For `sort`, which leaves equals in the order they have. */
export const slowestFirst = (left: UsageGroup, right: UsageGroup): number =>
  (right.latency?.total?.p95 ?? 0) - (left.latency?.total?.p95 ?? 0)
