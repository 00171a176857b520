import { isStatus, STATUSES, type Status } from '../logs/call-status.ts'
import type { LogsSearch } from '../logs/logs-route.ts'

/** What usage is put together by: its name in a list, and what those are called that belong to none. */
export const GROUPINGS = {
  agent: { label: 'Agent', none: 'No agent' },
  team: { label: 'Team', none: 'No team' },
  key: { label: 'Key', none: 'No key' },
  user: { label: 'User', none: 'No user' },
  upstream: { label: 'Upstream', none: 'No upstream' },
  status: { label: 'Outcome', none: 'No outcome' },
} as const

export type Grouping = keyof typeof GROUPINGS

const NAMES: readonly Grouping[] = ['agent', 'team', 'key', 'user', 'upstream', 'status']
export const groupings = NAMES.map((value) => ({ value, label: `By ${GROUPINGS[value].label.toLowerCase()}` }))

export const isGrouping = (value: unknown): value is Grouping => NAMES.some((name) => name === value)

export interface GroupName {
  readonly id: string | null
  readonly name: string | null
}

/** What a group is called. A key without an alias is the end of its id. */
export function groupLabel(by: Grouping, { id, name }: GroupName): string {
  if (id === null) return GROUPINGS[by].none
  if (by === 'status' && isStatus(id)) return STATUSES[id].label
  if (by === 'key' && name === null) return id === 'master' ? 'Admin key' : `…${id.slice(-6)}`
  return name ?? id
}

type Filter = Pick<LogsSearch, 'agent' | 'team' | 'key' | 'user' | 'upstream'> & { readonly status?: Status }

/** What the logs of a group are filtered by; `undefined`: no filter says it. */
export function logsFilter(by: Grouping, { id, name }: GroupName): Filter | undefined {
  if (id === null) return undefined
  if (by === 'status') return isStatus(id) ? { status: id } : undefined
  return { [by]: by === 'agent' ? (name ?? id) : id }
}
