import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** How much of everything there is. */
export interface PopulationSize {
  readonly keys: number
  readonly agents: number
  readonly teams: number
}

/** A virtual key with one of the agents that it may call. */
export interface Callee {
  readonly path: string
  readonly key: string
}

/**
 * Who may call what in an organisation: ten agents to a group, and a group of a tenth of all agents that everybody has.
 * Each team is granted one group of ten and the common one. Of its keys, every second may call what the team may, and the
 * others three agents by id; every second belongs to a user, too.
 */
export interface Population {
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly groups: readonly { readonly id: string; readonly name: string; readonly agentIds: readonly string[] }[]
  readonly teams: readonly { readonly id: string; readonly groupIds: readonly string[] }[]
  readonly users: readonly string[]
  readonly keys: readonly PopulationKey[]
}

export interface PopulationKey {
  readonly secret: string
  readonly hash: string
  readonly alias: string
  readonly teamId: string
  readonly userId: string | undefined
  /** Agents by id; `undefined`: all that its team may call. */
  readonly agentIds: readonly string[] | undefined
  /** Agents that it may call. */
  readonly callable: readonly { readonly id: string; readonly name: string }[]
}

const GROUP = 10
const KEYS_OF_A_USER = 10

/** Draws one: ids and secrets are random, as they are in the field. */
export function population(size: PopulationSize): Population {
  const agents = Array.from({ length: size.agents }, (_none, n) => ({ id: randomUUID(), name: `agent-${n}` }))
  const common = {
    id: randomUUID(),
    name: 'common',
    agentIds: agents.slice(0, Math.ceil(size.agents / 10)).map(({ id }) => id),
  }
  const tens = Array.from({ length: Math.ceil(size.agents / GROUP) }, (_none, n) => {
    const members = agents.slice(n * GROUP, (n + 1) * GROUP)
    return { id: randomUUID(), name: `group-${n}`, agentIds: members.map(({ id }) => id), members }
  })
  const teams = Array.from({ length: size.teams }, (_none, n) => {
    const group = tens[n % tens.length]
    if (group === undefined) throw new TypeError('There are no agents.')
    return { id: `team-${n}`, groupIds: [group.id, common.id], members: group.members }
  })
  const users = Array.from({ length: Math.ceil(size.keys / KEYS_OF_A_USER) }, (_none, n) => `user-${n}`)
  const keys = Array.from({ length: size.keys }, (_none, n): PopulationKey => {
    const team = teams[n % teams.length]
    if (team === undefined) throw new TypeError('There are no teams.')
    const secret = `sk-${randomBytes(32).toString('base64url')}`
    const selected = n % 2 === 0 ? undefined : [0, 3, 6].flatMap((step) => team.members[(n + step) % GROUP] ?? [])
    return {
      secret,
      hash: createHash('sha256').update(secret).digest('hex'),
      alias: `key-${n}`,
      teamId: team.id,
      userId: n % 4 < 2 ? users[n % users.length] : undefined,
      agentIds: selected?.map(({ id }) => id),
      callable: selected ?? team.members,
    }
  })
  return { agents, groups: [common, ...tens], teams, users, keys }
}

/** Random pairs of a key and an agent that it may call. No key twice, as far as there are enough. */
export function callees({ keys }: Population, count: number): readonly Callee[] {
  return drawn(keys, count).map(({ secret, callable }) => {
    const agent = callable[Math.floor(Math.random() * callable.length)]
    if (agent === undefined) throw new TypeError('A key may call no agent.')
    return { path: `/a2a/${agent.name}`, key: secret }
  })
}

/** As many as are asked for, in random order, from the first again when they have all been drawn. */
export function drawn<Item>(items: readonly Item[], count: number): readonly Item[] {
  const rest: Item[] = []
  const result: Item[] = []
  while (result.length < count && items.length > 0) {
    if (rest.length === 0) rest.push(...items)
    const at = Math.floor(Math.random() * rest.length)
    const [item] = rest.slice(at, at + 1)
    const last = rest.pop()
    if (at < rest.length && last !== undefined) rest[at] = last
    if (item !== undefined) result.push(item)
  }
  return result
}
