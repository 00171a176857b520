import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testGateway } from './support/test-gateway.ts'
import type { Wire } from './support/wire.ts'

/** Longer than a look for what is old takes to come round. */
const A_LOOK_MS = 60_000

test('content goes when it is old, and its record stays', { timeout: 120_000 }, async () => {
  await using gateway = await testGateway({ config: { retention: { content: '1s', records: '1h' } } })
  const call = { jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id: 'none' } }
  await gateway.request('/a2a/nobody', { body: call })
  const { logs } = await gateway.json('/v1/logs')
  const [{ id }]: Wire = logs
  const log = () => gateway.json(`/v1/logs/${id}`)
  expect((await log()).request).toEqual({ id: 'none' })
  const before = await gateway.json('/v1/retention')
  expect(before).toMatchObject({
    records: { kept_ms: 3_600_000, deleted: 0 },
    content: { kept_ms: 1_000 },
    events: { kept_ms: 7 * 86_400_000 },
    max_bytes: 5 * 2 ** 30,
    last_error: null,
  })
  expect(before.used_bytes).toBeGreaterThan(10_000)
  const end = Date.now() + A_LOOK_MS
  while ((await log()).request !== undefined && Date.now() < end) await pause(500)
  const later = await log()
  expect(later).not.toHaveProperty('request')
  expect(later).toMatchObject({ id, operation: 'getTask' })
  expect((await gateway.json('/v1/retention')).content).toMatchObject({ oldest: null, deleted: 1 })
})
