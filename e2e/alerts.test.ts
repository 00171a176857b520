import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { WEBHOOK_SECRET, type WebhookReceiver, webhookReceiver } from './support/webhook-receiver.ts'
import type { Wire } from './support/wire.ts'

let receiver: WebhookReceiver
let gateway: TestGateway
beforeEach(async () => {
  receiver = await webhookReceiver()
  gateway = await withWebhooks({ url: receiver.url, name: 'ops' })
})
afterEach(async () => {
  await gateway[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

const upstreams = [{ adapter: 'hello' }]
const cost = { perCall: 0.1 }
const agents = [
  { name: 'priced', upstreams, cost },
  { name: 'capped', upstreams, cost, budget: { maxBudget: 0.3, alertAt: '60%', duration: '30d' } },
]
const withWebhooks = (...webhooks: object[]) =>
  testGateway({
    config: { agents, alerts: { webhooks: webhooks.map((each) => ({ secret: WEBHOOK_SECRET, ...each })) } },
  })
const send = async (key: string, agent = 'priced'): Promise<number> => {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
  const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }
  return (await gateway.request(`/a2a/${agent}`, { key, body })).status
}
const received = (count: number): Promise<readonly Wire[]> =>
  eventually(
    () => receiver.received.map(({ message }) => message),
    (messages) => messages.length >= count,
    30,
  )
const listed = async (): Promise<Wire[]> => (await gateway.json('/v1/alerts')).alerts
const allOver = () => eventually(listed, (alerts) => alerts.length > 0 && alerts.every(({ over }) => over), 30)

describe('a webhook', () => {
  test('is told once when the soft budget of a key is reached, and once when its budget is used up', async () => {
    verifies('alerts')
    await gateway.json('/user/new', { body: { user_id: 'spender', user_alias: 'Sue', auto_create_key: false } })
    const body = { key_alias: 'ci', user_id: 'spender', max_budget: 0.35, soft_budget: 0.2, budget_duration: '1mo' }
    const key = await gateway.key(['priced'], body)
    expect(await gateway.json(`/key/info?key=${key}`)).toMatchObject({ info: { soft_budget: 0.2, max_budget: 0.35 } })
    expect([await send(key), await send(key), await send(key), await send(key), await send(key)]).toEqual([
      200, 200, 200, 429, 429,
    ])
    const [soft, exceeded] = await received(2)
    expect(soft).toMatchObject({
      type: 'budget.soft_exceeded',
      timestamp: expect.stringMatching(/^20\d\d-/),
      data: {
        event: 'soft_budget_crossed',
        event_group: 'key',
        event_message: expect.stringMatching(
          /^Key ci has spent \$0\.2 of \$0\.35, and has reached its soft budget of \$0\.2\. It begins anew at 20/,
        ),
        spend: 0.2,
        soft_budget: 0.2,
        max_budget: 0.35,
        budget_duration: '1mo',
        budget_reset_at: expect.stringMatching(/-01T00:00:00.000Z$/),
        key_alias: 'ci',
        user_id: 'spender',
        user_alias: 'Sue',
        team_id: null,
        agent_name: null,
      },
    })
    // What is left pays for no call: it is used up before all of it is spent.
    expect(exceeded).toMatchObject({ type: 'budget.exceeded', data: { event: 'budget_crossed', spend: 0.3 } })
    await allOver()
    expect(receiver.received).toHaveLength(2)
    expect(await listed()).toMatchObject([
      { type: 'budget.exceeded', deliveries: [{ webhook: 'ops', outcome: 'delivered', attempts: 1, status: 204 }] },
      { type: 'budget.soft_exceeded', over: true, data: { key_alias: 'ci', spend: 0.2 } },
    ])
    expect((await listed()).map(({ id }) => id)).toEqual(receiver.received.map(({ id }) => id).reverse())
    // It begins anew, and so do its alerts.
    await gateway.request(`/key/${key}/reset_spend`, { method: 'POST' })
    expect([await send(key), await send(key)]).toEqual([200, 200])
    expect((await received(3))[2]).toMatchObject({ type: 'budget.soft_exceeded' })
  })

  test('is told of teams, users and agents, by shares, and without any budget', async () => {
    verifies('alerts')
    await gateway.json('/team/new', {
      body: { team_id: 'crew', team_alias: 'Crew', soft_budget: 0.1, object_permission: { agents: 'all' } },
    })
    await gateway.json('/user/new', {
      body: { user_id: 'uma', max_budget: 10, soft_budget: '1%', auto_create_key: false },
    })
    const key = await gateway.key(['priced', 'capped'], { team_id: 'crew', user_id: 'uma' })
    expect(await send(key)).toBe(200)
    const messages = [...(await received(2))].sort((left, right) =>
      left.data.event_group < right.data.event_group ? -1 : 1,
    )
    expect(messages).toMatchObject([
      { data: { event_group: 'team', team_id: 'crew', team_alias: 'Crew', soft_budget: 0.1, max_budget: null } },
      { data: { event_group: 'user', user_id: 'uma', soft_budget: 0.1, max_budget: 10 } },
    ])
    expect([await send(key, 'capped'), await send(key, 'capped'), await send(key, 'capped')]).toEqual([200, 200, 200])
    const [half, end] = (await received(4)).slice(2)
    expect(half).toMatchObject({ data: { event_group: 'agent', agent_name: 'capped', spend: 0.2, soft_budget: 0.18 } })
    expect(end).toMatchObject({ type: 'budget.exceeded', data: { agent_name: 'capped', spend: 0.3 } })
    expect((await gateway.json('/v1/budgets?team_id=crew')).windows).toMatchObject([
      { max_budget: null, soft_budget: 0.1, spend: expect.closeTo(0.4, 9) },
    ])
  })

  test('is told again of what it did not take, with the same id, and others are not', async () => {
    verifies('alerts')
    await using second = await webhookReceiver()
    await gateway[Symbol.asyncDispose]()
    gateway = await withWebhooks({ url: receiver.url, name: 'ops' }, { url: second.url, name: 'finance' })
    receiver.react(503, 500)
    const key = await gateway.key(['priced'], { soft_budget: 0.1 })
    expect(await send(key)).toBe(200)
    const failed = await eventually(listed, ([alert]) => alert?.deliveries.length === 2)
    expect(failed).toMatchObject([
      {
        over: false,
        deliveries: [
          { webhook: 'ops', outcome: 'failed', status: 503, reason: 'It answers with HTTP 503.' },
          { webhook: 'finance', outcome: 'delivered' },
        ],
      },
    ])
    await allOver()
    expect(receiver.received).toHaveLength(3)
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
    expect(second.received).toHaveLength(1)
    expect(await listed()).toMatchObject([{ deliveries: [{ attempts: 3, outcome: 'delivered' }, { attempts: 1 }] }])
  }, 60_000)

  test('that wants to hear of nothing any more is given up, which is told', async () => {
    verifies('alerts')
    receiver.react(410)
    expect(await send(await gateway.key(['priced'], { soft_budget: 0.1 }))).toBe(200)
    await allOver()
    expect(await listed()).toMatchObject([{ deliveries: [{ outcome: 'given up', attempts: 1, status: 410 }] }])
  })

  test('gets no secret, and nobody is shown its address', async () => {
    verifies('alerts', 'secrets')
    const key = await gateway.key(['priced'], { soft_budget: 0.1, metadata: { password: 'canary-in-metadata' } })
    expect(await send(key)).toBe(200)
    await received(1)
    await gateway.json('/v1/alerts/test', { method: 'POST' })
    await received(2)
    const sent = receiver.received.map(({ raw }) => raw).join()
    const answers = JSON.stringify([await gateway.json('/v1/alerts'), await gateway.json('/v1/audit')])
    for (const secret of [key, key.slice(-12), WEBHOOK_SECRET, 'canary-in-metadata', 'the-admin-key']) {
      expect(sent).not.toContain(secret)
      expect(answers).not.toContain(secret)
    }
    expect(answers).not.toContain('canary-in-the-address')
  })
})

describe('a test of alerts', () => {
  test('says whether each webhook takes it, and is written down', async () => {
    verifies('alerts')
    const ask = () => gateway.json('/v1/alerts/test', { method: 'POST' })
    expect(await ask()).toMatchObject({ ok: true, results: [{ webhook: 'ops', ok: true, status: 204 }] })
    expect(await received(1)).toMatchObject([{ type: 'test', data: { event_message: expect.any(String) } }])
    receiver.react(500)
    expect(await ask()).toMatchObject({ ok: false, reason: 'ops: It answers with HTTP 500.', results: [{ ok: false }] })
    await receiver[Symbol.asyncDispose]()
    const response = await gateway.request('/v1/alerts/test', { method: 'POST' })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^ops: It refused the con/),
    })
    const { entries } = await gateway.json('/v1/audit?action=alert.test')
    expect(entries).toHaveLength(3)
    expect(entries[0]).toMatchObject({ actor: { role: 'admin' }, target: { kind: 'webhook', id: 'ops' } })
    receiver = await webhookReceiver()
  })

  test('says that there is no webhook; then nothing is kept either', async () => {
    verifies('alerts')
    await gateway[Symbol.asyncDispose]()
    gateway = await withWebhooks()
    expect(await gateway.json('/v1/alerts/test', { method: 'POST' })).toEqual({
      ok: false,
      reason: expect.stringContaining('alerts.webhooks'),
      results: [],
    })
    expect(await send(await gateway.key(['priced'], { soft_budget: 0.1 }))).toBe(200)
    expect(await gateway.json('/v1/alerts')).toEqual({ webhooks: [], alerts: [], next_cursor: null })
  })
})

test.each([
  [[{ url: 'ftp://example.com' }], /alerts\.webhooks\[0\]\.url: .*must begin with http/],
  [[{ url: 'http://169.254.169.254/' }], /alerts\.webhooks\[0\]\.url: .*metadata/],
  [[{ url: 'https://example.com', secret: 'short' }], /alerts\.webhooks\[0\]\.secret: must be whsec_/],
  [[{ url: 'https://example.com/a' }, { url: 'https://example.com/b' }], /webhooks\[1\]: is called https:\/\/example/],
  [[{ url: 'https://example.com', key: 'x' }], /alerts\.webhooks\[0\]\.key: is not known here; known are name, url/],
])('%j stops the start', async (webhooks, pattern) => {
  verifies('alerts')
  await expect(withWebhooks(...webhooks)).rejects.toThrow(pattern)
})
