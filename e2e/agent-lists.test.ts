import { answerOf, createClient, pagesOf } from '@gateway/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

const upstreams = [{ url: 'http://127.0.0.1:9/upstream' }]
const FILE = ['file-b', 'file-a']
const STORED = ['s-0', 's-1', 's-2', 's-3', 's-4']

let gateway: TestGateway
let some: string

beforeAll(async () => {
  gateway = await testGateway({ config: { agents: FILE.map((name) => ({ name, upstreams })) } })
  for (const name of STORED) {
    const provider = { organization: name === 's-1' ? 'Initech' : 'Acme', url: 'https://example.com' }
    const tags = [name === 's-3' ? 'Odd' : 'plain']
    const skills = [{ id: name, name, description: `Does ${name}.`, tags }]
    const card = { description: name === 's-4' ? 'Reads invoices.' : 'Reads.', provider, skills }
    const { status } = await gateway.request('/v1/agents', { body: { name, upstreams, card, public: name === 's-2' } })
    expect(status).toBe(200)
  }
  some = await gateway.key(['file-a', 's-1', 's-4'])
})
afterAll(() => gateway[Symbol.asyncDispose]())

const namesOf = (agents: Wire) => agents.map((each: Wire) => each.agent_name)
const names = async (query: string, key?: string) => namesOf(await gateway.json(`/v1/agents${query}`, { key }))

/** The pages of a list, by what tells where it goes on: the address in `Link`, or the cursor. */
async function followed(path: string, by: 'link' | 'cursor', key?: string): Promise<Wire[]> {
  const pages: Wire[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Response = await gateway.request(next, { key })
    expect(answer.status).toBe(200)
    pages.push(await answer.json())
    const link: string | undefined = /^<([^>]*)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    const cursor = answer.headers.get('x-next-cursor')
    expect(link === undefined).toBe(cursor === null)
    if (link !== undefined) expect(link.startsWith(`${gateway.url}/`)).toBe(true)
    next =
      by === 'link'
        ? link?.slice(gateway.url.length)
        : cursor === null
          ? undefined
          : `${path}&cursor=${encodeURIComponent(cursor)}`
  }
  return pages
}

test.each(['link', 'cursor'] as const)('pages of agents are followed by %s to the whole list', async (by) => {
  expect(await names('')).toEqual([...FILE, ...STORED])
  const pages = await followed('/v1/agents?limit=2', by)
  expect(pages.map(namesOf)).toEqual([FILE, ['s-0', 's-1'], ['s-2', 's-3'], ['s-4']])
  expect((await followed('/v1/agents?limit=2', by, some)).map(namesOf)).toEqual([['file-a', 's-1'], ['s-4']])
  expect((await followed('/v1/agents?limit=7', by)).map(namesOf)).toEqual([[...FILE, ...STORED]])
})

test('a page is the same as the part of the whole', async () => {
  const whole = await gateway.json('/v1/agents')
  const pages = await followed('/v1/agents?limit=3', 'link')
  expect(pages.flat()).toEqual(whole)
  expect((await gateway.request('/v1/agents')).headers.get('link')).toBe(null)
})

test('a page has its ETag, and says where it goes on also to who has it already', async () => {
  const answer = await gateway.request('/v1/agents?limit=2')
  const etag = answer.headers.get('etag') ?? ''
  const again = await gateway.request('/v1/agents?limit=2', { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
  expect(again.headers.get('x-next-cursor')).toBe(answer.headers.get('x-next-cursor'))
})

test.each([
  ['?name=S-', STORED],
  ['?name=-a', ['file-a']],
  ['?provider=initech', ['s-1']],
  ['?public=true', ['s-2']],
  ['?public=false&name=s-', ['s-0', 's-1', 's-3', 's-4']],
  ['?tag=odd', ['s-3']],
  ['?skill=s-2', ['s-2']],
  ['?q=invoices', ['s-4']],
  ['?adapter=a2a', [...FILE, ...STORED]],
  ['?adapter=langgraph', []],
])('filters agents: %s', async (query, expected) => {
  expect(await names(query)).toEqual(expected)
})

test('words are found by pages, too', async () => {
  const pages = await followed('/v1/agents?q=reads&limit=2', 'link')
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
  expect(pages.flatMap(namesOf).sort()).toEqual(STORED)
})

test.each([
  '?limit=0',
  '?limit=1001',
  '?limit=x',
  '?cursor=nobody',
  '?cursor=5',
  '?q=reads&cursor=file_1',
  '?public=5',
])('what makes no sense is refused: %s', async (query) => {
  const answer = await gateway.request(`/v1/agents${query}`)
  const { error }: Wire = await answer.json()
  expect([answer.status, error.code]).toEqual([400, 'INVALID_PARAMS'])
})

test('what a key may not see is not told by a filter, either', async () => {
  expect(await names('?name=s-', some)).toEqual(['s-1', 's-4'])
  const refused = await gateway.request('/v1/agents?adapter=a2a', { key: some })
  const { error }: Wire = await refused.json()
  expect([refused.status, error.code]).toEqual([403, 'PERMISSION_DENIED'])
})

test('access groups and the public hub go by pages', async () => {
  for (const name of ['g-1', 'g-2', 'g-3']) {
    await gateway.json('/v1/access_group', { body: { access_group_name: name, access_agent_ids: ['s-1'] } })
  }
  const groups = await followed('/v1/access_group?limit=2', 'link')
  expect(groups.map((page) => page.length)).toEqual([2, 1])
  expect(groups.flat()).toEqual(await gateway.json('/v1/access_group'))

  for (const name of ['s-0', 's-4']) await gateway.request(`/v1/agents/${name}/make_public`, { method: 'POST' })
  const cards = await followed('/public/agent_hub?limit=2', 'link', '')
  expect(cards.map((page) => page.length)).toEqual([2, 1])
  expect(cards.flat()).toEqual(await gateway.json('/public/agent_hub', { key: '' }))
})

test('the client goes from page to page', async () => {
  const client = createClient({ url: gateway.url, key: ADMIN_KEY })
  const agents: string[] = []
  for await (const page of pagesOf((next) => client.GET('/v1/agents', { params: { query: { limit: 3, ...next } } }))) {
    agents.push(...page.map(({ agent_name }) => agent_name))
  }
  expect(agents).toEqual([...FILE, ...STORED])
  const hub: string[] = []
  for await (const page of pagesOf((next) => client.GET('/v1/hub', { params: { query: { limit: 3, ...next } } }))) {
    hub.push(...page.agents.map(({ agent_name }) => agent_name))
  }
  expect(hub).toEqual([...FILE, ...STORED])
  expect(await answerOf(client.GET('/v1/agents', { params: { query: { limit: 1, name: 's-4' } } }))).toHaveLength(1)
})

test('a list of many parts arrives whole', async () => {
  await using many = await testGateway({
    config: { agents: Array.from({ length: 250 }, (_, index) => ({ name: `agent-${index}`, upstreams })) },
  })
  expect(namesOf(await many.json('/v1/agents'))).toEqual(Array.from({ length: 250 }, (_, index) => `agent-${index}`))
})

test('a card that has changed is found by what it says now', async () => {
  const found = async (q: string) => {
    const { agents } = await gateway.json(`/v1/hub?q=${q}`)
    return agents.map((each: Wire) => each.agent_name)
  }
  expect(await found('weather')).toEqual([])
  await gateway.json('/v1/agents/s-0', { method: 'PATCH', body: { card: { description: 'Tells the weather.' } } })
  expect(await found('weather')).toEqual(['s-0'])
  await gateway.request('/v1/agents/s-0', { method: 'DELETE' })
  expect(await found('weather')).toEqual([])
})
