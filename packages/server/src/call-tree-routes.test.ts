import type { CallRecord } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, it } from 'vitest'
import { admin } from './admin.fixture.ts'
import { servedAgent, testPorts } from './gateway.fixture.ts'
import { gatewayWithLogs } from './logs.fixture.ts'

const TRACE = 'a'.repeat(32)

/** A record of the trace, by the number of its call. */
const call = (number: number, fields: Partial<CallRecord> = {}): CallRecord => ({
  id: `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
  requestId: `request-${number}`,
  time: new Date(1_700_000_000_000 + number).toISOString(),
  keyId: 'member',
  traceId: TRACE,
  spanId: `${number.toString(16).padStart(14, '0')}00`,
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 10,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
  ...fields,
})
const spanOf = (number: number) => call(number).spanId

async function gatewayWith(records: readonly CallRecord[]) {
  const store = memoryStore()
  await store.records.append(records)
  return admin(testPorts([servedAgent('echo', defineAgent({}))], { records: store.records }))
}

it('shows nothing of calls between two of the caller but that there is one', async () => {
  const { ask } = await gatewayWith([
    call(1, { usage: { inputTokens: 3, outputTokens: 4 }, cost: 0.5 }),
    call(2, { keyId: 'agent', agentName: 'secret', causeSpanId: spanOf(1), cost: 9 }),
    call(3, { causeSpanId: spanOf(2), status: 'error', cost: 0.25 }),
    call(4, { keyId: 'agent', agentName: 'secret', causeSpanId: spanOf(3) }),
  ])
  const { json } = await ask('GET', `/v1/logs/sessions/${TRACE}`, undefined, 'sk-member')
  expect(json.calls).toEqual([
    { depth: 0, startMs: 0, log: expect.objectContaining({ id: call(1).id }) },
    { depth: 1, parent: 0 },
    { depth: 2, parent: 1, startMs: 2, log: expect.objectContaining({ id: call(3).id }) },
  ])
  expect(json.totals).toEqual({
    calls: 2,
    errors: 1,
    cost: 0.75,
    inputTokens: 3,
    outputTokens: 4,
    totalTokens: 7,
    durationMs: 12,
  })
  const all = await ask('GET', `/v1/logs/${call(3).id}/trace`)
  expect(all.json.totals).toMatchObject({ calls: 4, cost: 9.75 })
})

it('puts the calls of a conversation together, each with what it caused elsewhere', async () => {
  const { ask } = await gatewayWith([
    call(1, { contextId: 'talk', sessionId: 'talk' }),
    call(2, { causeSpanId: spanOf(1), contextId: 'aside', sessionId: 'aside' }),
    call(3, { contextId: 'talk', sessionId: 'given', traceId: 'b'.repeat(32) }),
    call(4, { contextId: 'other', traceId: 'c'.repeat(32) }),
    // What a run took tells when it ended.
    call(60, { kind: 'run', contextId: 'talk', traceId: undefined, spanId: undefined, totalMs: 50 }),
  ])
  const shown = async (id: string) => {
    const { json } = await ask('GET', `/v1/logs/sessions/${id}`)
    return json.calls.map((each: { log: CallRecord; depth: number; startMs: number }) => [
      Number.parseInt(each.log.id.slice(-12), 16),
      each.depth,
      each.startMs,
    ])
  }
  expect(await shown('talk')).toEqual([
    [1, 0, 0],
    [2, 1, 1],
    [3, 0, 2],
    [60, 0, 9],
  ])
  expect(await shown('given')).toEqual([[3, 0, 0]])
  expect((await ask('GET', '/v1/logs/sessions/nothing')).json.error.code).toBe('NOT_FOUND')
})

it('shows a thousand calls and says that there are more; others cannot push out those of the caller', async () => {
  const own = [call(1), call(2, { causeSpanId: spanOf(1) })]
  const others = Array.from({ length: 1_000 }, (_, index) => call(10 + index, { keyId: 'other' }))
  const { ask } = await gatewayWith([...own, ...others])
  const all = await ask('GET', `/v1/logs/${call(1).id}/trace`)
  expect(all.json.calls).toHaveLength(1_000)
  expect(all.json.notShown).toBe('There are more than these 1000 calls, which are the latest.')
  const seen = await ask('GET', `/v1/logs/${call(1).id}/trace`, undefined, 'sk-member')
  expect(seen.json.totals.calls).toBe(2)
  expect(seen.json).not.toHaveProperty('notShown')
})

it('shows admins of a team the calls of its keys, and no others', async () => {
  const { get } = await gatewayWithLogs([
    call(1, { teamId: 'blue' }),
    call(2, { teamId: 'red', causeSpanId: spanOf(1) }),
    call(3, { teamId: 'blue', causeSpanId: spanOf(2) }),
  ])
  const shown = async (path: string) => {
    const response = await get(path, 'sk-ann')
    const { calls } = JSON.parse(await response.text())
    return calls?.map((each: { log?: CallRecord }) => each.log?.teamId) ?? response.status
  }
  expect(await shown(`/v1/logs/${call(1).id}/trace`)).toEqual(['blue', undefined, 'blue'])
  expect(await shown(`/v1/logs/sessions/${TRACE}?team=blue`)).toEqual(['blue', undefined, 'blue'])
  expect(await shown(`/v1/logs/${call(2).id}/trace`)).toBe(404)
  expect(await shown(`/v1/logs/sessions/${TRACE}`)).toBe(404)
  expect(await shown(`/v1/logs/sessions/${TRACE}?team=red`)).toBe(403)
})
