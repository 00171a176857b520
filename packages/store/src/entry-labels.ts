import type { EntryFilter, StoredTeam, StoredUser, TeamFilter, UserFilter } from '@gateway/core'

/** What entries are found by beside their ids: texts that an entry has, and that a filter asks for all of. */
export interface EntryLabels<Entry, Filter> {
  of(entry: Entry): readonly string[]
  wanted(filter: Filter): readonly string[]
}

const label = (name: string, value: string | undefined) => (value === undefined ? [] : [`${name} ${value}`])

/** Teams by who is in them. */
export const teamLabels: EntryLabels<StoredTeam, TeamFilter> = {
  of: ({ members }) => [...new Set(members.flatMap(({ userId }) => label('member', userId)))],
  wanted: ({ memberId }) => label('member', memberId),
}

/** Users by role and by mail address. */
export const userLabels: EntryLabels<StoredUser, UserFilter> = {
  of: ({ role, email }) => [...label('role', role), ...label('email', email)],
  wanted: ({ role, email }) => [...label('role', role), ...label('email', email)],
}

/** Entries that are found by their ids and names alone. */
export const noLabels: EntryLabels<unknown, EntryFilter> = { of: () => [], wanted: () => [] }
