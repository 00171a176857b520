import type { CallRecord } from '@gateway/core'
import { expect, it } from 'vitest'
import { createPrometheusMetrics } from './prometheus-metrics.ts'

const record = (more: Partial<CallRecord> = {}): CallRecord => ({
  id: 'id',
  requestId: 'request-1',
  time: '2026-01-01T00:00:00.000Z',
  agentName: 'invoices',
  operation: 'sendMessage',
  streaming: false,
  keyId: 'key-secret',
  userId: 'alice@example.com',
  status: 'ok',
  httpStatus: 200,
  totalMs: 200,
  requestBytes: 0,
  responseBytes: 0,
  events: 0,
  ...more,
})

/** The samples of a text, by name and labels as they stand. */
const samplesOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

it('counts calls, errors, attempts, tokens and cost', async () => {
  const metrics = createPrometheusMetrics({ process: false })
  metrics.sink([
    record({ usage: { inputTokens: 10, outputTokens: 5 }, cost: 0.5, firstEventMs: 40, overheadMs: 2 }),
    record({
      status: 'error',
      errorCode: 'AGENT_TIMEOUT',
      attempts: [
        { upstream: 'a', ms: 1, error: 'AGENT_TIMEOUT' },
        { upstream: 'b', ms: 1 },
      ],
    }),
    record({ kind: 'run', usage: { inputTokens: 7, estimated: true }, cost: 0.25 }),
  ])
  const samples = samplesOf(await metrics.text())
  expect(Object.fromEntries(samples)).toMatchObject({
    'gateway_calls_total{agent="invoices",operation="sendMessage",status="ok"}': 1,
    'gateway_calls_total{agent="invoices",operation="sendMessage",status="error"}': 1,
    'gateway_call_errors_total{agent="invoices",error="AGENT_TIMEOUT"}': 1,
    'gateway_upstream_attempts_total{agent="invoices",upstream="a",error="AGENT_TIMEOUT"}': 1,
    'gateway_upstream_attempts_total{agent="invoices",upstream="b",error="none"}': 1,
    'gateway_call_duration_seconds_count{agent="invoices",streaming="false"}': 2,
    'gateway_call_duration_seconds_bucket{le="0.25",agent="invoices",streaming="false"}': 2,
    'gateway_first_event_seconds_sum{agent="invoices"}': 0.04,
    gateway_overhead_seconds_sum: 0.002,
    'gateway_tokens_total{agent="invoices",type="input",estimated="false"}': 10,
    'gateway_tokens_total{agent="invoices",type="input",estimated="true"}': 7,
    'gateway_cost_dollars_total{agent="invoices"}': 0.75,
  })
})

it('has as many series for 10,000 agents as for the bound, and none for keys or users', async () => {
  const metrics = createPrometheusMetrics({ agents: 50, process: false })
  const many = Array.from({ length: 10_000 }, (_, index) =>
    record({ agentName: `agent-${index}`, attempts: [{ upstream: `upstream-${index}`, ms: 1 }] }),
  )
  metrics.watch({
    agents: () => many.length,
    upstreams: (counted) =>
      many
        .map(({ agentName = '' }) => ({ agent: agentName, upstream: 'one', state: 'open' as const, active: 1 }))
        .filter(({ agent }) => counted(agent)),
  })
  metrics.sink(many)
  const text = await metrics.text()
  const samples = samplesOf(text)
  expect(samples.get('gateway_calls_total{agent="other",operation="sendMessage",status="ok"}')).toBe(9_950)
  expect([...samples.keys()].filter((name) => name.startsWith('gateway_calls_total'))).toHaveLength(51)
  expect([...samples.keys()].filter((name) => name.startsWith('gateway_upstream_health'))).toHaveLength(50)
  expect([...samples.keys()].filter((name) => name.startsWith('gateway_upstream_attempts'))).toHaveLength(51)
  expect(samples.size).toBeLessThan(51 * 25)
  expect(samples.get('gateway_agents')).toBe(10_000)
  expect(text).not.toMatch(/alice|key-secret/)
})

it('reads gauges at each scrape, and forgets upstreams that are gone', async () => {
  const metrics = createPrometheusMetrics()
  let active = 1
  let upstreams = [{ agent: 'a', upstream: 'one', state: 'half-open' as const, active: 2 }]
  metrics.watch({
    activeCalls: () => active,
    activeStreams: () => 0,
    waitingCalls: () => [{ agent: 'a', waiting: 4 }],
    upstreams: () => upstreams,
    sinks: () => [{ sink: 'sql', waiting: 3, spilled: 2, dropped: 1 }],
  })
  expect(Object.fromEntries(samplesOf(await metrics.text()))).toMatchObject({
    gateway_active_calls: 1,
    gateway_active_streams: 0,
    'gateway_waiting_calls{agent="a"}': 4,
    'gateway_upstream_health{agent="a",upstream="one"}': 0.5,
    'gateway_upstream_active_calls{agent="a",upstream="one"}': 2,
    'gateway_sink_waiting_records{sink="sql"}': 3,
    'gateway_sink_spilled_records{sink="sql"}': 2,
    'gateway_sink_dropped_records{sink="sql"}': 1,
    nodejs_eventloop_lag_p99_seconds: expect.any(Number),
    process_resident_memory_bytes: expect.any(Number),
  })
  active = 5
  upstreams = []
  const later = samplesOf(await metrics.text())
  expect(later.get('gateway_active_calls')).toBe(5)
  expect([...later.keys()].filter((name) => name.startsWith('gateway_upstream'))).toEqual([])
})
