import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent((call) => {
    const task = task10(crypto.randomUUID(), 'TASK_STATE_COMPLETED', call.params.message?.contextId ?? 'c')
    const usage = { prompt_tokens: 100, completion_tokens: 10, model: call.text }
    return call.result({ task: { ...task, metadata: { usage } } })
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  const agents = [
    { name: 'dear', upstreams, cost: { perCall: 0.5, perOutputToken: 0.125 } },
    { name: 'cheap', upstreams, cost: { perCall: 0.25 } },
  ]
  gateway = await testGateway({ config: { agents } })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})

interface Logged {
  readonly agentName?: string
  readonly keyId?: string
  readonly status: string
  readonly cost?: number
  readonly totalMs: number
  readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number; readonly model?: string }
}

const say = (name: string, key: string, text: string) =>
  gateway.call(
    name,
    'SendMessage',
    { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] } },
    { key, headers: { 'a2a-version': '1.0' } },
  )

const sum = (logs: readonly Logged[], of: (record: Logged) => number | undefined) =>
  logs.reduce((total, record) => total + (of(record) ?? 0), 0)

test('the sums equal the records', async () => {
  verifies('usage')
  const blue = await gateway.key(['dear', 'cheap'], { team_id: 'blue' })
  const own = await gateway.key(['cheap'])
  for (const [name, key, text] of [
    ['dear', blue, 'small'],
    ['dear', blue, 'large'],
    ['cheap', blue, 'small'],
    ['cheap', own, 'large'],
    // Not granted.
    ['dear', own, 'small'],
  ] as const) {
    await say(name, key, text)
  }
  const logs: readonly Logged[] = (await gateway.json('/v1/logs?limit=200')).logs
  expect(logs.length).toBeGreaterThanOrEqual(5)
  const expected = (records: readonly Logged[]) => ({
    calls: records.length,
    succeeded: records.filter(({ status }) => status === 'ok').length,
    errors: records.filter(({ status }) => status === 'error').length,
    input_tokens: sum(records, ({ usage }) => usage?.inputTokens),
    output_tokens: sum(records, ({ usage }) => usage?.outputTokens),
    cost: sum(records, ({ cost }) => cost),
    total_ms: expect.closeTo(
      sum(records, ({ totalMs }) => totalMs),
      6,
    ),
  })
  const { totals } = await gateway.json('/v1/usage?interval=total')
  expect(totals).toMatchObject(expected(logs))
  expect(totals.cost).toBe(0.5 + 1.25 + 0.5 + 1.25 + 0.25 + 0.25)
  for (const [dimension, of] of [
    ['model', ({ usage }: Logged) => usage?.model],
    ['key', ({ keyId }: Logged) => keyId],
    ['status', ({ status }: Logged) => status],
  ] as const) {
    const { groups } = await gateway.json(`/v1/usage?interval=total&group_by=${dimension}`)
    expect(groups.length).toBe(new Set(logs.map(of)).size)
    for (const { id, totals: found } of groups) {
      expect(found).toMatchObject(expected(logs.filter((record) => (of(record) ?? null) === id)))
    }
  }
  const { groups } = await gateway.json('/v1/usage?group_by=agent&order=cost')
  expect(groups.map(({ name }: { name: string | null }) => name).slice(0, 2)).toEqual(['dear', 'cheap'])

  const hour = new Date(Date.now() - 3_600_000).toISOString()
  const recent = await gateway.json(`/v1/usage?interval=hour&from=${hour}&group_by=agent&latency=true&order=p95`)
  expect(recent.totals).toMatchObject(expected(logs))
  const slowest = logs.map(({ totalMs }) => totalMs).sort((left, right) => left - right)
  const { p99 } = recent.totals.latency.total
  expect(Math.abs(p99 / (slowest.at(-1) ?? Number.NaN) - 1)).toBeLessThan(0.051)
  expect(recent.groups.every(({ series }: { series: readonly unknown[] }) => series.length > 0)).toBe(true)

  const alone = await gateway.json('/v1/usage?interval=total', { key: own })
  expect(alone.totals).toMatchObject({ calls: 2, succeeded: 1, cost: 0.25 })
  const csv = await gateway.request('/v1/usage?interval=total&group_by=team&format=csv', { key: ADMIN_KEY })
  expect(await csv.text()).toMatch(/^team,name,calls,.*\r\nblue,,3,3,0,300,30,330,0,3\.75,/)

  const date = new Date().toISOString().slice(0, 10)
  const { results, metadata } = await gateway.json(
    `/agent/daily/activity?start_date=2026-01-01&end_date=${date}&agent_ids=dear`,
  )
  expect(metadata).toMatchObject({ total_spend: 3.5, total_successful_requests: 2 })
  expect(results[0].breakdown.models).toMatchObject({ large: { metrics: { api_requests: 1 } } })
})
