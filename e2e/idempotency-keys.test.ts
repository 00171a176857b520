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

const post = (gateway: TestGateway, path: string, body: unknown, key: string, as?: string) =>
  gateway.request(path, { body, headers: { 'idempotency-key': key }, key: as })

test('twenty at once at two gateways make one key, and all get it in the end', async () => {
  const id = crypto.randomUUID()
  const send = (index: number) => post(index % 2 ? one : two, '/key/generate', { metadata: { made: 'once' } }, id)
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)))
  const statuses = new Set(answers.map(({ status }) => status))
  expect([...statuses].filter((status) => status !== 200 && status !== 409)).toEqual([])
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(answer.headers.get('retry-after')).toBe('1')
  const first = answers.filter(({ status, headers }) => status === 200 && !headers.has('idempotent-replayed'))
  expect(first).toHaveLength(1)
  const made = await first[0]?.json()
  for (const index of [0, 1]) {
    const replayed = await send(index)
    expect(replayed.status).toBe(200)
    expect(replayed.headers.get('idempotent-replayed')).toBe('true')
    expect(replayed.headers.get('etag')).toBe(first[0]?.headers.get('etag'))
    expect(await replayed.json()).toEqual(made)
  }
  expect((await one.json('/key/list')).total_count).toBe(1)
})

test.each<[string, object]>([
  ['/v1/agents', { name: 'once', upstreams: [{ url: 'http://127.0.0.1:9/' }] }],
  ['/v1/access_group', { access_group_name: 'once' }],
  ['/team/new', { team_id: 'once' }],
  ['/user/new', { user_id: 'once' }],
  ['/key/service-account/generate', { team_id: 'once' }],
  ['/v1/import/litellm', { users: [{ user_id: 'imported' }] }],
])('%s is done once', async (path, body) => {
  const first = await post(one, path, body, 'the same key')
  expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([200, null])
  const second = await post(two, path, body, 'the same key')
  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  expect(await second.json()).toEqual(await first.json())
})

test('a key is for one request of one caller, and failures are tried again', async () => {
  const id = crypto.randomUUID()
  const taken = await post(one, '/team/new', { team_id: 'once' }, id)
  expect([taken.status, taken.headers.get('retry-after')]).toEqual([409, null])
  expect((await post(two, '/team/new', { team_id: 7 }, id)).status).toBe(400)
  expect((await post(two, '/team/new', { team_id: 'twice' }, id)).status).toBe(200)
  const other = await post(one, '/team/new', { team_id: 'thrice' }, id)
  expect([other.status, await other.json()]).toMatchObject([422, { error: { code: 'IDEMPOTENCY_KEY_REUSED' } }])
  expect((await one.request('/team/info?team_id=thrice')).status).toBe(404)
  // Another route, and another caller, have keys of their own.
  expect((await post(one, '/user/new', { user_id: 'thrice' }, id)).headers.get('idempotent-replayed')).toBeNull()
  await one.json('/user/new', { body: { user_id: 'root', user_role: 'proxy_admin', auto_create_key: false } })
  const admin = await one.key('all', { user_id: 'root' })
  expect((await post(one, '/team/new', { team_id: 'thrice' }, id, admin)).status).toBe(200)
  const none = await post(one, '/team/new', { team_id: 'x' }, 'x'.repeat(256))
  expect([none.status, await none.json()]).toMatchObject([400, { error: { param: 'idempotency-key' } }])
  const member = await one.key('all')
  expect((await post(one, '/team/new', { team_id: 'twice' }, id, member)).status).toBe(403)
})
