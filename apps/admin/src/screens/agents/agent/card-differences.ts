import type { Agent } from '../agents-query.ts'

/** A member of a card as callers get it, and as the upstream has it. */
export interface CardMember {
  readonly name: string
  readonly label: string
  readonly served: unknown
  readonly upstream: unknown
  readonly differs: boolean
}

/** What an agent says of itself. Addresses and how one signs in are the gateway's to say, and always others. */
const MEMBERS = {
  name: 'Name',
  description: 'Description',
  version: 'Version',
  provider: 'Provider',
  documentationUrl: 'Documentation',
  iconUrl: 'Icon',
  capabilities: 'Capabilities',
  defaultInputModes: 'Takes',
  defaultOutputModes: 'Gives',
  skills: 'Skills',
} as const

/** The members of the two cards side by side, those that differ first. Without the upstream's, none differs. */
export function cardMembers({ agent_card_params: served, stored_card: stored }: Agent): readonly CardMember[] {
  const members = Object.entries(MEMBERS).flatMap(([name, label]): CardMember[] => {
    const [ours, theirs] = [served[name], stored?.[name]]
    if (ours === undefined && theirs === undefined) return []
    return [{ name, label, served: ours, upstream: theirs, differs: stored !== undefined && !isSame(ours, theirs) }]
  })
  return members.toSorted((one, other) => Number(other.differs) - Number(one.differs))
}

/** Whether two values say the same, in whatever order their members are. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return (
    left.size === right.size && [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)))
  )
}

/** A value of a card in a line or two. */
export function cardText(value: unknown): string {
  if (value === undefined) return '–'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(nameOf).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, member]) =>
    member === true ? name : member === false ? `no ${name}` : `${name}: ${cardText(member)}`,
  )
  return members.length === 0 ? 'none' : members.join(', ')
}

function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item)
  const { name, id, uri }: { name?: unknown; id?: unknown; uri?: unknown } = item
  return String(name ?? id ?? uri ?? JSON.stringify(item))
}
