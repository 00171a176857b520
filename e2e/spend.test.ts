import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
beforeAll(async () => {
  const upstreams = [{ adapter: 'hello' }]
  const cost = { perCall: 0.1 }
  const agents = [
    { name: 'priced', upstreams, cost },
    { name: 'capped', upstreams, cost, budget: { windows: [{ maxBudget: 5, duration: '30d' }] } },
  ]
  gateway = await testGateway({ config: { agents } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const send = (key: string, agent: string) =>
  gateway.call(
    agent,
    'SendMessage',
    { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
    { key },
  )

test('keys, teams, users and agents show what was spent: in the window of a budget, else ever', async () => {
  verifies('budgets')
  await gateway.json('/user/new', { body: { user_id: 'ann', max_budget: 5, auto_create_key: false } })
  const first = await gateway.key(['priced', 'capped'], { team_id: 'spenders', user_id: 'ann', max_budget: 3 })
  const second = await gateway.key(['priced', 'capped'], { team_id: 'spenders' })
  for (const key of [first, first, second]) {
    await send(key, 'priced')
    await send(key, 'capped')
  }
  // What was spent before a budget was set is not counted on it.
  const { info: before } = await eventually(
    () => gateway.json(`/key/info?key=${second}`),
    ({ info }) => info.spend > 0.19,
  )
  expect(before.spend).toBeCloseTo(0.2)
  await gateway.json('/key/update', { body: { key: second, max_budget: 9 } })
  expect((await gateway.json(`/key/info?key=${second}`)).info.spend).toBe(0)

  const settled = await eventually(
    () => gateway.json('/team/info?team_id=spenders'),
    ({ team_info, keys }) => team_info.spend > 0.59 && keys.some((key: { spend: number }) => key.spend > 0.39),
  )
  expect(settled.team_info.spend).toBeCloseTo(0.6)
  const { keys } = await gateway.json('/key/list?team_id=spenders&return_full_object=true')
  expect(keys.map((key: { spend: number }) => key.spend)).toEqual([0, 0.4])
  expect((await gateway.json('/user/info?user_id=ann')).user_info).toMatchObject({ spend: 0.4, max_budget: 5 })
  expect((await gateway.json('/user/list')).users).toMatchObject([{ user_id: 'ann', spend: 0.4 }])
  const [team] = await gateway.json('/team/list')
  expect(team.spend).toBeCloseTo(0.6)
  expect((await gateway.json('/v1/agents/capped')).spend).toBe(0.3)
  expect((await gateway.json('/v1/agents/priced')).spend).toBeCloseTo(0.3)
})

test('a key learns what it has spent itself, and of an agent nothing', async () => {
  verifies('budgets')
  const key = await gateway.key(['priced'], { max_budget: 1 })
  await send(key, 'priced')
  const shown = await eventually(
    () => gateway.json('/key/info', { key }),
    ({ info }) => info.spend > 0,
  )
  expect(shown.info.spend).toBe(0.1)
  expect(await gateway.json('/v1/agents/priced', { key })).not.toHaveProperty('spend')
})
