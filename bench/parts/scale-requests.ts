import { randomBytes } from 'node:crypto'
import { Pool } from 'undici'
import { z } from 'zod'
import { MASTER_KEY } from '../suite/gateway.ts'
import type { Populated } from '../suite/populated.ts'
import { drawn } from '../suite/population.ts'
import type { ScaleFigure } from '../suite/scale-figure.ts'
import { median } from '../suite/statistics.ts'

type Both = readonly [small: Populated, large: Populated]

interface Request {
  readonly path: string
  readonly key?: string
  readonly status?: number
  /** What is edited before, outside the time that is taken: what is known of lists is no longer true then. */
  readonly edit?: () => Promise<unknown>
}

const PAGE = 20
const page = (items: number) => Math.ceil(items / PAGE / 2)
const hubPage = z.object({ next_cursor: z.string().nullable() })

/** What is asked of the admin API; a new one for each time. Pages in the middle are those of half of what there is. */
const REQUESTS: Readonly<Record<string, (side: Populated, middleOfHub: string) => Request>> = {
  'an unknown key is refused': () => ({
    path: '/v1/me',
    key: `sk-${randomBytes(32).toString('base64url')}`,
    status: 401,
  }),
  'GET /v1/me, a random key': (side) => ({ path: '/v1/me', key: one(side.people.keys).secret }),
  'GET /v1/access, random key and agent': ({ people }) => {
    const key = one(people.keys)
    return { path: `/v1/access?agent=${one(key.callable).name}&key=${key.hash}` }
  },
  'GET /key/info, random': ({ people }) => ({ path: `/key/info?key=${one(people.keys).hash}` }),
  'GET /key/list, first page': () => ({ path: `/key/list?size=${PAGE}` }),
  'GET /key/list, a page in the middle': ({ people }) => ({
    path: `/key/list?size=${PAGE}&page=${page(people.keys.length)}`,
  }),
  'GET /key/list, that page after an edit of a key': ({ people, gateway }) => ({
    path: `/key/list?size=${PAGE}&page=${page(people.keys.length)}`,
    edit: () => gateway.asAdmin('POST', '/key/update', { key: one(people.keys).hash, metadata: {} }),
  }),
  'GET /key/list of a team': ({ people }) => ({ path: `/key/list?size=${PAGE}&team_id=${one(people.teams).id}` }),
  'GET /team/list, first page': () => ({ path: `/team/list?page_size=${PAGE}` }),
  'GET /team/list, a page in the middle': ({ people }) => ({
    path: `/team/list?page_size=${PAGE}&page=${page(people.teams.length)}`,
  }),
  'GET /user/list, first page': () => ({ path: `/user/list?page_size=${PAGE}` }),
  'GET /user/list, a page in the middle': ({ people }) => ({
    path: `/user/list?page_size=${PAGE}&page=${page(people.users.length)}`,
  }),
  'GET /v1/agents/{agent}, random': ({ people }) => ({ path: `/v1/agents/${one(people.agents).name}` }),
  'GET /v1/agents, of a key with three': ({ people }) => ({
    path: '/v1/agents',
    key: one(people.keys.filter(({ agentIds }) => agentIds !== undefined)).secret,
  }),
  'GET /v1/hub, first page': () => ({ path: `/v1/hub?limit=${PAGE}` }),
  'GET /v1/hub, a page in the middle': (_side, middle) => ({ path: `/v1/hub?limit=${PAGE}${middle}` }),
}

function one<Item>(items: readonly Item[]): Item {
  const [item] = drawn(items, 1)
  if (item === undefined) throw new TypeError('There is nothing to choose from.')
  return item
}

/** As a query: the hub is read on from page to page. Empty where all agents are on one page. */
async function middleOfHub({ gateway, people }: Populated): Promise<string> {
  let cursor = ''
  for (let left = Math.floor(people.agents.length / 2); left >= PAGE; ) {
    const limit = Math.min(200, left)
    const { next_cursor: next } = hubPage.parse(await gateway.asAdmin('GET', `/v1/hub?limit=${limit}${cursor}`))
    if (next === null) break
    cursor = `&cursor=${encodeURIComponent(next)}`
    left -= limit
  }
  return cursor
}

/** Asks both by turns, one request at a time. */
export async function requestFigures(both: Both, quick: boolean): Promise<ScaleFigure[]> {
  const times = quick ? 8 : 25
  const pools = new Map(both.map((side) => [side, new Pool(side.gateway.url, { connections: 1 })]))
  const ask = async (side: Populated, { path, key = MASTER_KEY, status = 200, edit }: Request): Promise<number> => {
    const pool = pools.get(side)
    if (pool === undefined) throw new TypeError('Nobody is connected to this gateway.')
    await edit?.()
    const start = performance.now()
    const answer = await pool.request({ method: 'GET', path, headers: { authorization: `Bearer ${key}` } })
    const text = await answer.body.text()
    const took = performance.now() - start
    if (answer.statusCode === status) return took
    throw new Error(`GET ${path} was answered ${answer.statusCode}: ${text}`)
  }
  const middles = new Map<Populated, string>()
  for (const side of both) middles.set(side, await middleOfHub(side))
  const figures: ScaleFigure[] = []
  for (const [what, request] of Object.entries(REQUESTS)) {
    const taken = new Map(both.map((side) => [side, [] as number[]]))
    for (let time = 0; time < times; time++) {
      for (const side of time % 2 === 0 ? both : both.toReversed())
        taken.get(side)?.push(await ask(side, request(side, middles.get(side) ?? '')))
    }
    const [small = 0, large = 0] = both.map((side) => median(taken.get(side) ?? []))
    figures.push({ what, unit: 'ms', small, large, flat: request(both[0], '').edit === undefined })
  }
  for (const pool of pools.values()) await pool.close()
  return figures
}
