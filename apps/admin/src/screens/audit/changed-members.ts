/** A member of what was changed: as it was, and as it is. */
export interface ChangedMember {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

type Shown = Readonly<Record<string, unknown>> | undefined

/** The members that are not as they were, by name. */
export function changedMembers(before: Shown, after: Shown): readonly ChangedMember[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...names]
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
    .filter((member) => JSON.stringify(member.before) !== JSON.stringify(member.after))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
