import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let postgres: TestPostgres
let gateways: TestGateway[] = []
beforeAll(async () => {
  postgres = await startPostgres()
  const variables = {
    DATABASE_URL: await postgres.createDatabase('budgets'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  const config = { agents: [{ name: 'priced', upstreams: [{ adapter: 'hello' }], cost: { perCall: 0.1 } }] }
  gateways = await Promise.all([1, 2, 3].map(() => testGateway({ variables, config })))
})
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()))
  await postgres[Symbol.asyncDispose]()
})

const at = (index: number): TestGateway => {
  const gateway = gateways[index % gateways.length]
  if (gateway === undefined) throw new Error('no gateway')
  return gateway
}
const send = async (index: number, key: string): Promise<number> => {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
  const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }
  return (await at(index).request('/a2a/priced', { key, body })).status
}

test('three gateways on one PostgreSQL let exactly as many through as a budget pays for', async () => {
  verifies('budgets', 'replicas')
  await at(0).json('/team/new', { body: { team_id: 'one-purse', max_budget: 1, object_permission: { agents: 'all' } } })
  const keys = await Promise.all(
    [0, 1].map((index) => at(index).key(['priced'], { team_id: 'one-purse', max_budget: 5 })),
  )
  const found = await Promise.all(Array.from({ length: 100 }, (_, index) => send(index, keys[index % 2] ?? '')))
  expect(found.filter((status) => status === 200)).toHaveLength(10)
  expect(found.filter((status) => status === 429)).toHaveLength(90)
  const settled = await eventually(
    () => at(2).json('/v1/budgets?team_id=one-purse'),
    ({ windows: [window] }) => window.reserved === 0,
  )
  expect(settled.windows).toMatchObject([{ max_budget: 1, spend: 1 }])
})

test('a budget that is changed at one gateway holds at the others within a second', async () => {
  verifies('budgets', 'replicas')
  const key = await at(0).key(['priced'], { max_budget: 0.1 })
  expect([await send(1, key), await send(2, key)]).toEqual([200, 429])
  await at(0).json('/key/update', { body: { key, max_budget: 0.2 } })
  await eventually(
    () => send(1, key),
    (status) => status === 200,
    1,
  )
  expect(await send(2, key)).toBe(429)
})
