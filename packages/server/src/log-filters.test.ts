import type { CallRecord } from '@gateway/core'
import { openStore } from '@gateway/store'
import { expect, test } from 'vitest'
import { logMatchQuery } from './log-query.ts'
import { gatewayWithLogs, logged } from './logs.fixture.ts'

/** Each parameter, a record that has what it asks for, and one that does not. */
const FILTERS: Readonly<
  Record<keyof typeof logMatchQuery.shape, readonly [string, Partial<CallRecord>, Partial<CallRecord>]>
> = {
  agent: ['echo', { agentId: 'id-echo' }, { agentName: 'echo' }],
  caller_agent: ['echo', { callerAgentId: 'id-echo' }, { agentId: 'id-echo' }],
  upstream: ['eu', { upstream: 'eu' }, { upstream: 'us' }],
  key: ['one', { keyId: 'one' }, { keyId: 'other' }],
  key_alias: ['ci', { keyAlias: 'ci' }, { keyId: 'ci' }],
  team: ['blue', { teamId: 'blue' }, { teamId: 'red' }],
  user: ['bob', { userId: 'bob' }, { userId: 'ann' }],
  ip: ['10.0.0.1', { ip: '10.0.0.1' }, { ip: '10.0.0.12' }],
  tag: ['nightly', { tags: ['a', 'nightly'] }, { tags: ['nightly-2'] }],
  kind: ['run', { kind: 'run' }, { kind: 'replay' }],
  replay_of: ['first', { kind: 'replay', replayOf: 'first' }, { kind: 'replay', replayOf: 'second' }],
  status: ['refused', { status: 'refused' }, { status: 'canceled' }],
  http_status: ['503', { httpStatus: 503 }, { httpStatus: 502 }],
  error_code: ['LOST', { status: 'error', errorCode: 'LOST' }, { status: 'error', errorMessage: 'LOST' }],
  json_rpc_code: ['-32001', { jsonRpcCode: -32_001 }, { jsonRpcCode: -32_002 }],
  operation: ['getTask', { operation: 'getTask' }, { operation: 'cancelTask' }],
  binding: ['JSONRPC', { binding: 'JSONRPC' }, { upstreamBinding: 'JSONRPC' }],
  version: ['0.3', { version: '0.3' }, { upstreamVersion: '0.3' }],
  upstream_binding: ['JSONRPC', { upstreamBinding: 'JSONRPC' }, { binding: 'JSONRPC' }],
  upstream_version: ['0.3', { upstreamVersion: '0.3' }, { version: '0.3' }],
  streaming: ['true', { streaming: true }, {}],
  request_id: ['r', { requestId: 'r' }, { taskId: 'r' }],
  task_id: ['t', { taskId: 't' }, { contextId: 't' }],
  context_id: ['c', { contextId: 'c' }, { sessionId: 'c' }],
  session_id: ['s', { sessionId: 's' }, { contextId: 's', sessionId: 'other' }],
  trace_id: ['abc', { traceId: 'abc' }, { spanId: 'abc' }],
  span_id: ['def', { spanId: 'def' }, { parentSpanId: 'def' }],
  parent_span_id: ['def', { parentSpanId: 'def' }, { causeSpanId: 'def' }],
  cause_span_id: ['def', { causeSpanId: 'def' }, { spanId: 'def' }],
  task_state: ['TASK_STATE_FAILED', { taskState: 'TASK_STATE_FAILED' }, { taskState: 'TASK_STATE_COMPLETED' }],
  min_total_ms: ['500.5', { totalMs: 500.5 }, { totalMs: 500.25 }],
  max_total_ms: ['5.5', { totalMs: 5.5 }, { totalMs: 5.75 }],
  min_first_event_ms: ['50', { firstEventMs: 50 }, { totalMs: 50 }],
  max_first_event_ms: ['5', { firstEventMs: 5 }, { firstEventMs: 5.5 }],
  min_overhead_ms: ['2', { overheadMs: 2 }, { overheadMs: 1.5 }],
  max_overhead_ms: ['1', { overheadMs: 1 }, { totalMs: 0.5 }],
  min_cost: ['2.5', { cost: 2.5 }, { cost: 2.25 }],
  max_cost: ['0.5', { cost: 0.5 }, { cost: 0.75 }],
  model: ['m', { usage: { model: 'm' } }, { usage: { model: 'n' } }],
  min_tokens: ['100', { usage: { inputTokens: 50, outputTokens: 50 } }, { usage: { totalTokens: 99 } }],
  max_tokens: ['10', { usage: { totalTokens: 10 } }, { usage: { totalTokens: 11 } }],
  min_request_bytes: ['100', { requestBytes: 100 }, { responseBytes: 100 }],
  max_request_bytes: ['0', { requestBytes: 0 }, { responseBytes: 0 }],
  min_response_bytes: ['100', { responseBytes: 100 }, { requestBytes: 100 }],
  max_response_bytes: ['0', { responseBytes: 0 }, { requestBytes: 0 }],
  search: ['Needle', { request: '"a needle"' }, { agentName: 'needle' }],
  from: [new Date(Date.now() - 60_000).toISOString(), {}, { time: new Date(Date.now() - 120_000).toISOString() }],
  to: [new Date(Date.now() - 60_000).toISOString(), { time: new Date(Date.now() - 120_000).toISOString() }, {}],
}
const NOT_FOLLOWED = ['search', 'from', 'to']

const lastOf = (id: unknown) => Number(String(id).slice(-1))

/** The record that a stream tells of first. */
async function followed(answer: Response): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const data = /event: record\ndata: (.*)\n\n/.exec(text)?.[1]
    if (data !== undefined) return JSON.parse(data).id
  }
  throw new Error(`The stream told of no record: ${text}`)
}

test.each(Object.keys(logMatchQuery.shape))('%s narrows the list, the export and the stream alike', async (name) => {
  const found = Object.entries(FILTERS).find(([key]) => key === name)?.[1]
  if (found === undefined) throw new Error(`${name} has no row here`)
  const [value, right, near] = found
  const records = [logged(1, near), logged(2, right)]
  const query = new URLSearchParams({ [name]: value })
  await using sqlite = await openStore('sqlite::memory:')
  await sqlite.records.append(records)
  for (const store of [undefined, sqlite]) {
    const { ask, get, store: memory } = await gatewayWithLogs(records, store && { records: store.records })
    const { json } = await ask('GET', `/v1/logs?${query}`)
    expect(json.logs.map(({ id }: CallRecord) => lastOf(id))).toEqual([2])
    const exported = (await (await get(`/v1/logs/export?${query}`)).text()).trimEnd().split('\n')
    expect(exported.map((line) => lastOf(JSON.parse(line).id))).toEqual([2])
    const stream = await get(`/v1/logs/stream?${query}`)
    if (NOT_FOLLOWED.includes(name)) {
      expect(stream.status).toBe(400)
      continue
    }
    const first = followed(stream)
    await (store ?? memory).records.append([logged(3, near), logged(4, right)])
    expect(lastOf(await first)).toBe(4)
  }
})
