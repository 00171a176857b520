import { expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { cardFound, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, piece10, status10, task10, wildAgent } from './support/wild-agent.ts'
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
  expect(await gateway.json(`/v1/logs/${quiet.id}/events`)).toMatchObject({ events: [], next_after: null })
  const key = await gateway.key(['hello'])
  expect((await gateway.request(`/v1/logs/${record.id}/events`, { key })).status).toBe(403)
  expect((await gateway.request('/v1/logs/nowhere/events')).status).toBe(404)
})

test('the stream of a native agent is there event by event, as it came, up to a limit and redacted', async () => {
  verifies('records', 'redaction')
  const secret = 'sk-in-the-stream-of-an-agent'
  await using agent = await wildAgent((call) => {
    call.begin()
    call.event({ task: task10('t1', 'TASK_STATE_WORKING') })
    call.event(piece10('t1', `one ${secret}`, false))
    call.event(piece10('t1', 'x'.repeat(5_000), true))
    call.event(status10('t1', 'TASK_STATE_COMPLETED'))
    call.response.end()
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  const agents = [
    { name: 'native', upstreams },
    { name: 'discreet', upstreams, records: { content: false } },
  ]
  await using gateway = await testGateway({ config: { agents, records: { eventCharacters: 2_000 } } })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
  const called = async (name: string) => {
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'go' }] }
    const body = { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: { message } }
    return recordOf(gateway, await post(gateway, name, body, { headers: { 'a2a-version': '1.0' } }))
  }
  const record = await called('native')
  expect(record.events).toBe(4)
  expect(record).not.toHaveProperty('eventLog')
  const { events, ...page } = await gateway.json(`/v1/logs/${record.id}/events`)
  expect(page).toEqual({ total: 4, total_bytes: record.responseBytes, next_after: null })
  expect(events.map(({ sequence }: Wire) => sequence)).toEqual([1, 2, 3, 4])
  expect(events[0].event.task.id).toBe('t1')
  expect(events[1].event.artifactUpdate.artifact.parts[0].text).toBe('one [redacted]')
  expect(events[2].bytes).toBeGreaterThan(5_000)
  expect(events[2]).not.toHaveProperty('event')
  expect(events[3].event.statusUpdate.status.state).toBe('TASK_STATE_COMPLETED')
  const times: number[] = events.map(({ ms }: Wire) => ms)
  expect(times.toSorted((left, right) => left - right)).toEqual(times)
  expect(times.at(-1)).toBeLessThanOrEqual(record.totalMs)
  const second = await gateway.json(`/v1/logs/${record.id}/events?limit=2&after=1`)
  expect(second.events).toEqual(events.slice(1, 3))
  expect(second.next_after).toBe(3)

  const discreet = await called('discreet')
  expect((await gateway.json(`/v1/logs/${discreet.id}/events`)).events).toEqual([])
})
