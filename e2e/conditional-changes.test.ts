import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'

let postgres: TestPostgres
let one: TestGateway
let two: TestGateway

beforeAll(async () => {
  postgres = await startPostgres()
  const variables = {
    DATABASE_URL: await postgres.createDatabase('gateway'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  one = await testGateway({ variables })
  two = await testGateway({ variables })
})
afterAll(async () => {
  for (const each of [one, two, postgres]) await each[Symbol.asyncDispose]()
})

interface Thing {
  readonly make: () => Promise<unknown>
  readonly read: string
  readonly change: (gateway: TestGateway, to: string, headers: Record<string, string>) => Promise<Response>
  readonly remove: (headers: Record<string, string>) => Promise<Response>
}

const AGENT = (description: string) => ({
  name: 'changed',
  upstreams: [{ url: 'http://127.0.0.1:9/' }],
  card: { description },
})
const KEY = 'sk-changed-by-two-at-once'
const THINGS: Record<string, Thing> = {
  'an agent, replaced': {
    make: () => one.json('/v1/agents', { body: AGENT('first') }),
    read: '/v1/agents/changed',
    change: (gateway, to, headers) =>
      gateway.request('/v1/agents/changed', { method: 'PUT', body: AGENT(to), headers }),
    remove: (headers) => one.request('/v1/agents/changed', { method: 'DELETE', headers }),
  },
  'an agent, patched': {
    make: () => one.json('/v1/agents', { body: { ...AGENT('first'), name: 'patched' } }),
    read: '/v1/agents/patched',
    change: (gateway, to, headers) =>
      gateway.request('/v1/agents/patched', { method: 'PATCH', body: { card: { description: to } }, headers }),
    remove: (headers) => one.request('/v1/agents/patched', { method: 'DELETE', headers }),
  },
  'an access group': {
    make: () => one.json('/v1/access_group', { body: { access_group_name: 'changed' } }),
    read: '/v1/access_group/changed',
    change: (gateway, description, headers) =>
      gateway.request('/v1/access_group/changed', { method: 'PUT', body: { description }, headers }),
    remove: (headers) => one.request('/v1/access_group/changed', { method: 'DELETE', headers }),
  },
  'a key': {
    make: () => one.json('/key/generate', { body: { key: KEY } }),
    read: `/key/info?key=${KEY}`,
    change: (gateway, to, headers) => gateway.request('/key/update', { body: { key: KEY, metadata: { to } }, headers }),
    remove: (headers) => one.request('/key/delete', { body: { keys: [KEY] }, headers }),
  },
  'a team': {
    make: () => one.json('/team/new', { body: { team_id: 'changed' } }),
    read: '/team/info?team_id=changed',
    change: (gateway, to, headers) =>
      gateway.request('/team/update', { body: { team_id: 'changed', metadata: { to } }, headers }),
    remove: (headers) => one.request('/team/delete', { body: { team_ids: ['changed'] }, headers }),
  },
  'a user': {
    make: () => one.json('/user/new', { body: { user_id: 'changed' } }),
    read: '/user/info?user_id=changed',
    change: (gateway, to, headers) =>
      gateway.request('/user/update', { body: { user_id: 'changed', metadata: { to } }, headers }),
    remove: (headers) => one.request('/user/delete', { body: { user_ids: ['changed'] }, headers }),
  },
}

const tagOf = (answer: Response) => answer.headers.get('etag') ?? 'none'

test.each(Object.entries(THINGS))(
  '%s is changed by one of two at once, and the other is told',
  async (_name, thing) => {
    await thing.make()
    const first = tagOf(await one.request(thing.read))
    expect(first).toMatch(/^"[\w-]{16}\.[\w-]{27}"$/)
    // Two gateways have the same tag for the same state, once they know of it.
    await expect.poll(async () => (await two.request(thing.read)).status, { timeout: 10_000 }).toBe(200)
    expect(tagOf(await two.request(thing.read)).split('.')[0]).toBe(first.split('.')[0])

    const answers = await Promise.all(
      [one, two, one, two].map((gateway, index) => thing.change(gateway, `to ${index}`, { 'if-match': first })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
    for (const answer of answers.filter(({ status }) => status === 412)) {
      expect(await answer.json()).toMatchObject({ error: { code: 'PRECONDITION_FAILED' } })
    }
    const done = answers.find(({ status }) => status === 200)
    if (done === undefined) throw new Error('one was done')

    expect((await thing.remove({ 'if-match': first })).status).toBe(412)
    const second = tagOf(done)
    const again = await thing.change(two, 'again', { 'if-match': `"of another", W/${second}` })
    expect(again.status).toBe(200)
    expect((await thing.change(one, 'any', { 'if-match': '*' })).status).toBe(200)
    expect((await thing.change(one, 'no condition', {})).status).toBe(200)
    expect((await thing.remove({ 'if-match': tagOf(again) })).status).toBe(412)
    await expect
      .poll(async () => (await thing.remove({ 'if-match': tagOf(await one.request(thing.read)) })).status, {
        timeout: 10_000,
      })
      .toBe(200)
    expect([403, 404]).toContain((await one.request(thing.read)).status)
  },
)

test('a tag is of one thing', async () => {
  for (const team_id of ['left', 'right']) await one.json('/team/new', { body: { team_id } })
  const headers = { 'if-match': tagOf(await one.request('/team/info?team_id=left')) }
  const several = await one.request('/team/delete', { body: { team_ids: ['left', 'right'] }, headers })
  expect([several.status, await several.json()]).toMatchObject([400, { error: { param: 'team_ids' } }])
  const other = await one.request('/team/update', { body: { team_id: 'right', metadata: { to: 'x' } }, headers })
  expect(other.status).toBe(412)
  // What the team does not say of itself changes no condition.
  await one.key('all', { team_id: 'left' })
  expect((await one.request('/team/delete', { body: { team_ids: ['left'] }, headers })).status).toBe(200)
})
