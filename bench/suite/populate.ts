import { setTimeout as pause } from 'node:timers/promises'
import type { BulkDatabase, Row } from './bulk-database.ts'
import { GatewayProcess, type GatewayToStart } from './gateway.ts'
import type { Population } from './population.ts'

const CARD_MS = 20_000

/**
 * Fills a database: a gateway stores one of each kind in it, then all rows are copies of those with their own ids and
 * grants. So they are what this build stores, whatever its tables look like.
 */
export async function populate(
  { folder, start, open }: { folder: string; start: GatewayToStart; open: () => BulkDatabase },
  upstreamUrl: string,
  people: Population,
): Promise<void> {
  await storePrototypes(await GatewayProcess.start(folder, start), `${upstreamUrl}/described`, async () => {
    await using looking = open()
    return (await looking.read('cards')).length > 0
  })
  await using database = open()
  const first = async (table: string): Promise<Row> => {
    const [row] = await database.read(table)
    if (row === undefined) throw new Error(`The gateway has stored nothing in ${table}.`)
    return row
  }
  const copies = async <Item>(table: string, items: readonly Item[], own: (item: Item, index: number) => Row) => {
    const prototype = await first(table)
    await database.insert(
      table,
      items.map((item, index) => ({ ...prototype, ...own(item, index) })),
    )
  }
  const documentOf = async (table: string) => {
    const { document } = await first(table)
    return (members: object) => JSON.stringify({ ...JSON.parse(String(document)), ...members })
  }

  const named = await documentOf('access_groups')
  const granted = await documentOf('teams')
  await copies('agents', people.agents, ({ id, name }, n) => ({ id, name, ...at(n) }))
  await copies('cards', people.agents, ({ id }) => ({ agent_id: id }))
  await copies('access_groups', people.groups, ({ id, name, agentIds }, n) => {
    return { id, name, document: named({ name, agentIds }), ...at(n) }
  })
  await copies('teams', people.teams, ({ id, groupIds }, n) => {
    return { id, document: granted({ agents: { access: 'selected', agentIds: [], groupIds } }), ...at(n) }
  })
  await copies('users', people.users, (id, n) => ({ id, ...at(n) }))
  await copies('keys', people.keys, ({ hash, secret, alias, teamId, userId = null, agentIds }, n) => ({
    id: hash,
    name: `sk-...${secret.slice(-4)}`,
    alias,
    team_id: teamId,
    user_id: userId,
    agents: JSON.stringify(agentIds ? { access: 'selected', agentIds } : { access: 'all' }),
    ...at(n),
  }))
  await copies('key_secrets', people.keys, ({ hash }) => ({ hash, key_id: hash }))
  await database.settle()
}

/** Through the API, as an administrator does. */
async function storePrototypes(gateway: GatewayProcess, url: string, hasCard: () => Promise<boolean>): Promise<void> {
  try {
    const { id } = await gateway.createAgent('prototype', url)
    await gateway.asAdmin('POST', '/v1/access_group', { access_group_name: 'prototype', access_agent_ids: [id] })
    await gateway.asAdmin('POST', '/team/new', {
      team_id: 'prototype',
      object_permission: { agent_access_groups: ['prototype'] },
    })
    await gateway.asAdmin('POST', '/user/new', {
      user_id: 'prototype',
      auto_create_key: false,
      object_permission: { agents: 'all' },
    })
    await gateway.asAdmin('POST', '/key/generate', {
      key_alias: 'prototype',
      team_id: 'prototype',
      user_id: 'prototype',
      object_permission: { agents: [id] },
    })
    const end = performance.now() + CARD_MS
    while (!(await hasCard())) {
      if (performance.now() > end) throw new Error('The gateway has not found the card of an agent.')
      await pause(100)
    }
  } finally {
    await gateway.stop()
  }
}

/** A second apart, the newest today. */
function at(n: number): Row {
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString()
  return { created_at: time, updated_at: time }
}
