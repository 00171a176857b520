import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client03, client10 } from './support/clients.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const upstreams = [{ adapter: 'hello' }]
const cost = { perCall: 0.1 }
const agents = [
  { name: 'priced', upstreams, cost },
  { name: 'capped', upstreams, cost, budget: { maxBudget: 0.3 } },
  { name: 'short', upstreams, cost, budget: { conversation: { calls: 2 } } },
  { name: 'cheap', upstreams, cost, budget: { conversation: { cost: 0.15 } } },
]

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ config: { agents } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const message = (text = 'hi', ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})
const send = (key: string, params: object = message(), agent = 'priced', method = 'SendMessage') =>
  gateway.request(`/a2a/${agent}`, { key, body: { jsonrpc: '2.0', id: 7, method, params } })
const answer = async (response: Response): Promise<Wire> => response.json()
const statuses = async (key: string, times: number, agent = 'priced'): Promise<number[]> => {
  const found: number[] = []
  for (let sent = 0; sent < times; sent += 1) found.push((await send(key, message(), agent)).status)
  return found
}
const spent = async (query: string): Promise<Wire> => (await gateway.json(`/v1/budgets?${query}`)).windows

describe('the budget of a key', () => {
  test('ends with 429, in both versions, and says how it stands', async () => {
    verifies('budgets')
    const key = await gateway.key(['priced'], { max_budget: 0.2, budget_duration: '1mo' })
    expect(await statuses(key, 2)).toEqual([200, 200])
    const over = await send(key)
    expect(over.status).toBe(429)
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer(over)).toMatchObject({
      id: 7,
      error: {
        code: -32000,
        data: [{ reason: 'BUDGET_EXCEEDED', metadata: { type: 'budget_exceeded' } }],
        message: expect.stringMatching(
          /^This key may spend \$0\.2, has spent \$0\.2.*begins anew at 20\d\d-\d\d-01T00:00/,
        ),
      },
    })
    expect((await send(key, message(), 'priced', 'SendStreamingMessage')).status).toBe(429)
    for (const connect of [client10, client03]) {
      await expect((await connect(`${gateway.url}/a2a/priced`, key)).send('hi')).rejects.toThrow(/may spend|429/)
    }
    const { logs } = await gateway.json('/v1/logs', { key })
    expect(logs[0]).toMatchObject({ status: 'refused', errorCode: 'BUDGET_EXCEEDED' })
  })

  test('lets exactly as many through as it pays for, when a hundred come at once', async () => {
    verifies('budgets')
    const key = await gateway.key(['priced'], { max_budget: 1 })
    const found = await Promise.all(Array.from({ length: 100 }, () => send(key).then(({ status }) => status)))
    expect(found.filter((status) => status === 200)).toHaveLength(10)
    expect(found.filter((status) => status === 429)).toHaveLength(90)
    expect(
      await eventually(
        () => spent(`key=${key}`),
        ([window]) => window.reserved === 0,
      ),
    ).toMatchObject([{ max_budget: 1, spend: 1, reserved: 0, budget_reset_at: null }])
    const over = await send(key)
    expect(over.headers.get('retry-after')).toBeNull()
  })

  test('leaves get, list and cancel free, and is settled when the run ends, not when its caller leaves', async () => {
    verifies('budgets')
    const key = await gateway.key(['priced'], { max_budget: 0.1 })
    const begun = await answer(await send(key, { ...message('wait 300'), configuration: { returnImmediately: true } }))
    const { id } = begun.result.task
    expect((await send(key)).status).toBe(429)
    expect(await spent(`key=${key}`)).toMatchObject([{ spend: 0, reserved: 0.1 }])
    for (const [method, params] of [
      ['GetTask', { id }],
      ['ListTasks', {}],
      ['CancelTask', { id }],
    ] as const) {
      const response = await send(key, params, 'priced', method)
      expect([method, response.status, (await answer(response)).error]).toEqual([method, 200, undefined])
    }
    await eventually(
      () => spent(`key=${key}`),
      ([window]) => window.reserved === 0,
    )
  })

  test('is changed, raised for a while, and begun anew, at once', async () => {
    verifies('budgets')
    const key = await gateway.key(['priced'], { max_budget: 0.1 })
    expect(await statuses(key, 2)).toEqual([200, 429])
    const update = (body: object) => gateway.json('/key/update', { body: { key, ...body } })
    expect(await update({ max_budget: 0.2 })).toMatchObject({ max_budget: 0.2, budget_duration: null })
    expect(await statuses(key, 2)).toEqual([200, 429])
    const temp_budget_expiry = new Date(Date.now() + 3_600_000).toISOString()
    await update({ temp_budget_increase: 0.1, temp_budget_expiry })
    expect(await statuses(key, 2)).toEqual([200, 429])
    await update({ temp_budget_increase: null })
    const reset = await gateway.request(`/key/${key}/reset_spend`, { method: 'POST' })
    expect(reset.status).toBe(200)
    const { entries } = await gateway.json('/v1/audit?action=budget.reset')
    expect(entries[0]).toMatchObject({ action: 'budget.reset', outcome: 'done', target: { kind: 'key' } })
    expect(await statuses(key, 3)).toEqual([200, 200, 429])
    await update({ max_budget: null })
    expect(await statuses(key, 2)).toEqual([200, 200])
  })

  test('has several windows, each of which must let a message through', async () => {
    verifies('budgets')
    const limits = [{ budget_duration: '30d', max_budget: 0.2 }]
    const key = await gateway.key(['priced'], { max_budget: 5, budget_duration: '7d', budget_limits: limits })
    expect(await statuses(key, 3)).toEqual([200, 200, 429])
    expect(await spent(`key=${key}`)).toMatchObject([
      { budget_duration: '7d', spend: 0.2 },
      { budget_duration: '30d', spend: 0.2 },
    ])
  })
})

test('teams and users have budgets over all of their keys', async () => {
  verifies('budgets')
  await gateway.json('/team/new', {
    body: { team_id: 'thrifty', max_budget: 0.3, object_permission: { agents: 'all' } },
  })
  await gateway.json('/user/new', { body: { user_id: 'spender', max_budget: 0.2, auto_create_key: false } })
  const both = await gateway.key(['priced'], { team_id: 'thrifty', user_id: 'spender' })
  expect(await statuses(both, 3)).toEqual([200, 200, 429])
  expect(await statuses(await gateway.key(['priced'], { team_id: 'thrifty' }), 2)).toEqual([200, 429])
  expect(await spent('team_id=thrifty')).toMatchObject([{ max_budget: 0.3, spend: 0.3 }])
  expect(await spent('user_id=spender')).toMatchObject([{ max_budget: 0.2, spend: 0.2 }])
})

describe('the budget of an agent', () => {
  test('is that of all its callers together, the admin too', async () => {
    verifies('budgets')
    expect(await statuses(await gateway.key(['capped']), 2, 'capped')).toEqual([200, 200])
    expect(await statuses(await gateway.key(['capped']), 2, 'capped')).toEqual([200, 429])
    expect((await gateway.request('/v1/budgets?agent=capped')).status).toBe(200)
    expect(await spent('agent=capped')).toMatchObject([{ max_budget: 0.3, spend: 0.3 }])
  })

  test('of conversations alone lets messages begin one', async () => {
    verifies('budgets')
    const key = await gateway.key(['short'])
    expect(await statuses(key, 3, 'short')).toEqual([200, 200, 200])
  })

  test.each(['short', 'cheap'])('ends a conversation that runs away (%s), and no other', async (agent) => {
    verifies('budgets')
    const key = await gateway.key([agent])
    const contextId = crypto.randomUUID()
    const within = async () => (await send(key, message('hi', { contextId }), agent)).status
    const found = [await within(), await within(), await within()]
    expect(found).toEqual(agent === 'short' ? [200, 200, 429] : [200, 429, 429])
    expect((await send(key, message('hi', { contextId: crypto.randomUUID() }), agent)).status).toBe(200)
  })
})
