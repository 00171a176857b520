import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'

const URL_OF_AGENTS = 'http://127.0.0.1:9/secret-place'
const skill = (id: string, description: string) => ({ id, name: id, description, tags: [`tag-${id}`] })

let gateway: TestGateway
let key: string
let narrow: string

beforeAll(async () => {
  gateway = await testGateway({
    config: {
      agents: [
        {
          name: 'fixed',
          public: true,
          upstreams: [{ url: URL_OF_AGENTS }],
          card: { description: 'From the file.', skills: [skill('archive', 'Keeps old papers.')] },
        },
      ],
    },
  })
  for (const [name, description, ...skills] of [
    ['invoices', 'Reads invoices.', skill('extract', 'Extracts totals.'), skill('translate', 'Translates them.')],
    ['payroll', 'Pays people.', skill('pay', 'Pays salaries.')],
  ]) {
    const body = { name, upstreams: [{ url: URL_OF_AGENTS }], card: { description, skills } }
    expect((await gateway.request('/v1/agents', { body })).status).toBe(200)
  }
  key = await gateway.key(['invoices'])
  const object_permission = {
    agents: ['invoices'],
    agent_restrictions: { invoices: { skills: ['extract'] } },
  }
  narrow = (await gateway.json('/key/generate', { body: { object_permission } })).key
})
afterAll(() => gateway[Symbol.asyncDispose]())

const publicNames = async (query = '') => {
  const cards = await gateway.json(`/public/agent_hub${query}`, { key: '' })
  return cards.map(({ url }: { url: string }) => url.slice(`${gateway.url}/a2a/`.length))
}
const hub = async (query: string, credential: string) => {
  const { agents } = await gateway.json(`/v1/hub${query}`, { key: credential })
  return agents.map(({ agent_name, callable }: { agent_name: string; callable: boolean }) => [agent_name, callable])
}

test('only what was made public is shown to anyone, and nothing of where it runs', async () => {
  expect(await publicNames()).toEqual(['fixed'])
  const made = await gateway.request('/v1/agents/payroll/make_public', { method: 'POST' })
  expect(made.status).toBe(200)
  expect(await publicNames()).toEqual(['fixed', 'payroll'])
  expect((await gateway.json('/v1/agents/payroll')).litellm_params).toMatchObject({ is_public: true })
  const again = await gateway.request('/v1/agents/payroll/make_public', { method: 'POST' })
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('is public already')])

  const response = await gateway.request('/public/agent_hub', { key: '' })
  expect(response.headers.get('cache-control')).toBe('public, max-age=60')
  expect(await response.text()).not.toContain('secret-place')

  await gateway.json('/v1/agents/payroll', { method: 'PATCH', body: { public: false } })
  expect(await publicNames()).toEqual(['fixed'])
})

test('the whole list of public agents is replaced at once, or not at all', async () => {
  const replace = (agent_ids: readonly string[], credential?: string) =>
    gateway.request('/v1/agents/make_public', { body: { agent_ids }, ...(credential ? { key: credential } : {}) })
  expect((await replace(['fixed', 'invoices', 'payroll'])).status).toBe(200)
  expect((await replace(['fixed', 'nobody'])).status).toBe(404)
  const withoutFile = await replace(['payroll'])
  expect([withoutFile.status, await withoutFile.text()]).toEqual([409, expect.stringContaining('configuration file')])
  expect((await replace([], key)).status).toBe(403)
  expect(await publicNames()).toEqual(['fixed', 'invoices', 'payroll'])
  expect((await replace(['fixed'])).status).toBe(200)
  expect(await publicNames()).toEqual(['fixed'])
})

test('a caller finds what it may call and what is public, and nothing else', async () => {
  expect(await hub('', key)).toEqual([
    ['fixed', false],
    ['invoices', true],
  ])
  expect(await hub('?q=salaries', key)).toEqual([])
  expect(await hub('?q=total', key)).toEqual([['invoices', true]])
  expect(await hub('?q=papers', key)).toEqual([['fixed', false]])
  expect(await hub('?skill=translate', key)).toEqual([['invoices', true]])
  expect(await hub('?tag=tag-pay', key)).toEqual([])
  expect(await publicNames('?q=old%20paper')).toEqual(['fixed'])
  expect(await publicNames('?skill=pay')).toEqual([])
  expect(await publicNames('?agent=fixed')).toEqual(['fixed'])
  expect(await publicNames('?agent=invoices')).toEqual([])
  expect(await hub('?agent=invoices', key)).toEqual([['invoices', true]])
  expect(await hub('?agent=payroll', key)).toEqual([])
  expect((await gateway.request('/v1/hub', { key: '' })).status).toBe(401)
  expect((await gateway.request('/v1/hub?cursor=x', { key })).status).toBe(400)
})

test('a skill that is not granted is neither shown nor found', async () => {
  const { agents } = await gateway.json('/v1/hub?q=invoices', { key: narrow })
  expect(agents).toHaveLength(1)
  expect(agents[0].card.skills.map(({ id }: { id: string }) => id)).toEqual(['extract'])
  expect(await hub('?q=translates', narrow)).toEqual([])
  expect(await hub('?skill=translate', narrow)).toEqual([])
  expect(await hub('?q=translates', key)).toEqual([['invoices', true]])
})

test('the hub is read page by page', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await gateway.json(`/v1/hub?limit=1${cursor === null ? '' : `&cursor=${cursor}`}`)
    expect(page.agents).toHaveLength(1)
    seen.push(page.agents[0].agent_name)
    cursor = page.next_cursor
  } while (cursor !== null)
  expect(seen).toEqual(['fixed', 'invoices', 'payroll'])
})
