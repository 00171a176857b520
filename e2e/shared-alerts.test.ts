import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { WEBHOOK_SECRET, type WebhookReceiver, webhookReceiver } from './support/webhook-receiver.ts'
import type { Wire } from './support/wire.ts'

let folder: string
let postgres: TestPostgres
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-alerts-'))
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const json = async (url: string, path: string, body?: object, key = ADMIN_KEY): Promise<Wire> => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const method = body === undefined ? 'GET' : 'POST'
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return response.json()
}
const send = (url: string, key: string): Promise<Wire> => {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
  return json(url, '/a2a/priced', { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }, key)
}
async function variablesFor(database: string, receiver: WebhookReceiver): Promise<Record<string, string>> {
  const path = join(folder, `${database}.yaml`)
  const config = {
    agents: [{ name: 'priced', upstreams: [{ adapter: 'hello' }], cost: { perCall: 0.1 } }],
    alerts: { webhooks: [{ name: 'ops', url: receiver.url, secret: '${ALERT_SECRET}' }] },
  }
  await writeFile(path, JSON.stringify(config))
  return {
    GATEWAY_MASTER_KEY: ADMIN_KEY,
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-at-every-start-........',
    GATEWAY_CONFIG: path,
    ALERT_SECRET: WEBHOOK_SECRET,
    LOG_LEVEL: 'error',
    DATABASE_URL: await postgres.createDatabase(database),
  }
}
const newKey = async (url: string, body: object): Promise<string> =>
  (await json(url, '/key/generate', { object_permission: { agents: ['priced'] }, ...body })).key

test('two gateways on one PostgreSQL make one alert of what 20 calls at once spend', async () => {
  verifies('alerts', 'replicas')
  await using receiver = await webhookReceiver()
  const variables = await variablesFor('together', receiver)
  await using first = gatewayProcess(folder, variables)
  const one = await first.listening()
  await using second = gatewayProcess(folder, variables)
  const urls = [one, await second.listening()]
  const key = await newKey(one, { soft_budget: 0.5, max_budget: 1.5, budget_duration: '1mo' })
  await Promise.all(Array.from({ length: 20 }, (_, index) => send(urls[index % 2] ?? one, key)))
  const { alerts } = await eventually(
    () => json(one, '/v1/alerts'),
    (found) => found.alerts.length === 2 && found.alerts.every(({ over }: Wire) => over),
    30,
  )
  expect(alerts.map(({ type }: Wire) => type).sort()).toEqual(['budget.exceeded', 'budget.soft_exceeded'])
  expect(receiver.received.map(({ id }) => id).sort()).toEqual(alerts.map(({ id }: Wire) => id).sort())
})

test('an alert that was made before a gateway was killed arrives when another takes it up, with the same id', async () => {
  verifies('alerts', 'crash')
  await using receiver = await webhookReceiver()
  const variables = await variablesFor('killed', receiver)
  receiver.react('silence')
  {
    await using killed = gatewayProcess(folder, variables)
    const url = await killed.listening()
    await send(url, await newKey(url, { soft_budget: 0.1 }))
    await eventually(
      () => receiver.received.length,
      (count) => count === 1,
      30,
    )
    killed.child.kill('SIGKILL')
    await killed.exited()
  }
  await using started = gatewayProcess(folder, variables)
  const url = await started.listening()
  const { alerts } = await eventually(
    () => json(url, '/v1/alerts'),
    (found) => found.alerts.every(({ over }: Wire) => over),
    90,
  )
  expect(alerts).toMatchObject([{ deliveries: [{ webhook: 'ops', outcome: 'delivered', status: 204 }] }])
  expect(receiver.received.map(({ id }) => id)).toEqual([alerts[0].id, alerts[0].id])
}, 120_000)
