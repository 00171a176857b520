import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const params = () => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] },
})
const ask = (key: string) =>
  gateway.request('/a2a/hello', { key, body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: params() } })

test('a key keeps its id, its records and its grant with another secret; the one before has its grace', async () => {
  verifies('keys')
  const made = await gateway.json('/key/generate', { body: { object_permission: { agents: ['hello'] } } })
  expect((await ask(made.key)).status).toBe(200)
  const next = await gateway.json(`/key/${made.token}/regenerate`, { body: { grace_period: '48h' } })
  expect(next).toMatchObject({ token: made.token, token_id: made.token, rotation_count: 1 })
  const [former, now] = [await ask(made.key), await ask(next.key)]
  expect([former.status, now.status]).toEqual([200, 200])
  expect(Date.parse(former.headers.get('x-gateway-key-replace-by') ?? '')).toBeGreaterThan(Date.now() + 47 * 3_600_000)
  expect(now.headers.get('x-gateway-key-replace-by')).toBeNull()
  for (const name of [made.key, next.key]) {
    expect((await gateway.json(`/v1/logs?key=${name}`)).logs).toHaveLength(3)
    expect((await gateway.json(`/v1/access?agent=hello&key=${name}`)).key).toBe(made.token)
  }

  const third = await gateway.json('/key/regenerate', { body: { key: next.key } })
  for (const key of [made.key, next.key]) {
    const refused = await ask(key)
    expect(refused.status).toBe(401)
    expect(await refused.text()).toMatch(/replaced/)
  }
  expect((await ask(third.key)).status).toBe(200)
})

test('a key that its holder replaces is told so when it is due, and replaced once', async () => {
  verifies('keys')
  const body = {
    object_permission: { agents: ['hello'] },
    auto_rotate: true,
    rotation_interval: '1s',
    grace_period: '1h',
  }
  const made = await gateway.json('/key/generate', { body })
  expect(made).toMatchObject({ auto_rotate: true, rotation_interval: '1s', grace_period: '1h', rotation_count: 0 })
  await expect
    .poll(async () => (await ask(made.key)).headers.get('x-gateway-key-replace-by'), { timeout: 10_000 })
    .toBeTruthy()
  const next = await gateway.json('/key/rotate', { key: made.key, body: { new_key: 'sk-written-down-first' } })
  expect(next).toMatchObject({ key: 'sk-written-down-first', token: made.token, rotation_count: 1 })
  const again = await gateway.json('/key/rotate', { key: made.key, body: { new_key: 'sk-written-down-first' } })
  expect(again).toEqual(next)
  expect((await gateway.request('/key/rotate', { key: made.key, body: {} })).status).toBe(409)
  expect((await ask('sk-written-down-first')).status).toBe(200)
})
