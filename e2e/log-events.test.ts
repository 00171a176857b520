import { expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

test('the events of a task are one click away from the record of its call, without secrets', async () => {
  verifies('records', 'redaction')
  const upstreams = [{ adapter: 'hello' }]
  const agents = [
    { name: 'hello', upstreams },
    { name: 'quiet', upstreams, records: { content: false } },
  ]
  await using gateway = await testGateway({ config: { agents } })
  const secret = 'sk-in-the-events-of-a-task'
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: `say ${secret}` }] }
  const called = async (agent: string) => {
    const body = { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: { message } }
    return recordOf(gateway, await post(gateway, agent, body))
  }
  const record = await called('hello')
  const { events, next_after } = await gateway.json(`/v1/logs/${record.id}/events?limit=200`)
  expect(next_after).toBeNull()
  expect(events.length).toBeGreaterThan(2)
  const sequences: number[] = events.map(({ sequence }: Wire) => sequence)
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index))
  expect(JSON.stringify(events)).toContain(record.taskId)
  expect(JSON.stringify(events)).toContain('TASK_STATE_COMPLETED')
  expect(JSON.stringify(events)).not.toContain(secret)
  expect(JSON.stringify(await gateway.call('hello', 'GetTask', { id: record.taskId }))).toContain(secret)

  const paged: Wire[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: Wire = await gateway.json(`/v1/logs/${record.id}/events?limit=2&after=${after}`)
    paged.push(...page.events)
    after = page.next_after
  }
  expect(paged).toEqual(events)

  // Whose content is not kept, of that nothing is shown; and nobody sees the tasks of others.
  const quiet = await called('quiet')
  expect(await gateway.json(`/v1/logs/${quiet.id}/events`)).toEqual({ events: [], next_after: null })
  const key = await gateway.key(['hello'])
  expect((await gateway.request(`/v1/logs/${record.id}/events`, { key })).status).toBe(403)
  expect((await gateway.request('/v1/logs/nowhere/events')).status).toBe(404)
})
