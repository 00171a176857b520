import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let folder: string
let postgres: TestPostgres
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-crashed-budgets-'))
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const config = { agents: [{ name: 'priced', upstreams: [{ adapter: 'hello' }], cost: { perCall: 0.1 } }] }
const ask = async (url: string, path: string, body?: object, key = ADMIN_KEY): Promise<Wire> => {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return response.json()
}
const send = (url: string, key: string, text: string, configuration: object = {}) =>
  ask(
    url,
    '/a2a/priced',
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'SendMessage',
      params: { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] }, configuration },
    },
    key,
  )

test('what a killed gateway had set aside is given back, and a run of its that another finishes is booked once', async () => {
  verifies('budgets', 'crash', 'replicas')
  const variables = {
    DATABASE_URL: await postgres.createDatabase('crashed'),
    GATEWAY_CONFIG: join(folder, 'gateway.yaml'),
    GATEWAY_MASTER_KEY: ADMIN_KEY,
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
    RUN_LEASE_SECONDS: '1',
    LOG_LEVEL: 'error',
  }
  await writeFile(variables.GATEWAY_CONFIG, JSON.stringify(config))
  await using first = gatewayProcess(folder, variables)
  const url = await first.listening()
  await using second = gatewayProcess(folder, variables)
  const other = await second.listening()
  const made = { object_permission: { agents: ['priced'] }, max_budget: 0.5 }
  const { key } = await ask(url, '/key/generate', made)
  const window = async () => (await ask(other, `/v1/budgets?key=${key}`)).windows[0]

  // One that can be gone on with for longer than what is set aside is held, one that cannot, and one whose caller waits.
  await send(url, key, 'count to 50', { returnImmediately: true })
  await send(url, key, 'wait 300', { returnImmediately: true })
  const waiting = send(url, key, 'wait 300').catch(() => undefined)
  await eventually(window, ({ reserved }) => reserved > 0.29)
  // Until the starts of all three are written: what is killed before that never began, and costs nothing.
  await eventually(
    () => postgres.query('crashed', 'select task_id from runs'),
    (rows) => rows.length === 3,
  )
  first.child.kill('SIGKILL')
  await first.exited()
  await waiting

  const looks: Wire[] = []
  const settled = await eventually(
    async () => {
      const look = await window()
      looks.push(look)
      return look
    },
    ({ spend, reserved }) => spend > 0.29 && reserved === 0,
    60,
  )
  // At no time more was left than is.
  expect(Math.min(...looks.map(({ spend, reserved }) => spend + reserved))).toBeGreaterThan(0.29)
  expect(settled.spend).toBeCloseTo(0.3)
  const { logs } = await eventually(
    () => ask(other, `/v1/logs?key=${key}`),
    (found) => found.logs.length === 3,
  )
  expect(logs).toMatchObject(Array(3).fill({ kind: 'run', cost: 0.1 }))

  // What is left is let through, to the last of it.
  const errors = []
  for (let sent = 0; sent < 3; sent += 1) errors.push((await send(other, key, 'hi')).error?.data[0].reason)
  expect(errors).toEqual([undefined, undefined, 'BUDGET_EXCEEDED'])
}, 120_000)
