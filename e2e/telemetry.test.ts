import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { otlpReceiver } from '../packages/logging-otel/src/otlp-receiver.fixture.ts'
import { post, recordOf } from './support/expect-error.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, type WildAgent, wildAgent } from './support/wild-agent.ts'

const METRICS_KEY = 'a-key-that-is-for-metrics'
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

let agent: WildAgent
/** Whether the next call is refused before it begins. */
let busy = false
let receiver: Awaited<ReturnType<typeof otlpReceiver>>
let gateway: TestGateway

const upstreamsOf = (...urls: string[]) => urls.map((url, index) => ({ name: `place-${index + 1}`, url }))

beforeAll(async () => {
  receiver = await otlpReceiver()
  agent = await wildAgent((call) => {
    if (busy) {
      busy = false
      return void call.response.writeHead(503).end()
    }
    call.result({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'the answer' }] } })
  }, card10)
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'agent', upstreams: [{ url: agent.url }] },
        { name: 'routed', upstreams: upstreamsOf(agent.url, agent.url), routing: { strategy: 'priority' } },
      ],
      openTelemetry: { endpoint: receiver.url, metricsSeconds: 1 },
    },
    variables: { METRICS_KEY },
  })
  await cardFound(gateway, 'agent')
  await cardFound(gateway, 'routed')
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

const QUESTION = 'what must be in no span'
async function called(name: string, headers: Record<string, string> = {}) {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: QUESTION }] } }
  const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }
  return recordOf(gateway, await post(gateway, name, body, { headers }))
}
const spansOf = (id: string, count: number) =>
  eventually(
    () => {
      const call = receiver.spans.find((span) => span.attributes['gateway.record.id'] === id)
      const attempts = receiver.spans.filter((span) => span.parent_span_id === call?.span_id)
      return call === undefined ? [] : [call, ...attempts]
    },
    (spans) => spans.length === count,
  )

test('a collector is told of a call in the trace of its caller, with its attempts in it', async () => {
  verifies('telemetry')
  const record = await called('routed', { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` })
  const [call, attempt] = await spansOf(record.id, 2)
  expect(call).toMatchObject({
    trace_id: TRACE,
    parent_span_id: '00f067aa0ba902b7',
    span_id: record.spanId,
    kind: 'SPAN_KIND_SERVER',
    name: 'SendMessage routed',
  })
  expect(attempt).toMatchObject({ trace_id: TRACE, kind: 'SPAN_KIND_CLIENT', name: 'invoke_agent routed' })
  expect(attempt?.attributes['gateway.upstream']).toMatch(/^place-[12]$/)
  expect(attempt?.start_time_unix_nano).toBeGreaterThanOrEqual(call?.start_time_unix_nano ?? Number.NaN)
  expect(attempt?.end_time_unix_nano).toBeLessThanOrEqual(call?.end_time_unix_nano ?? Number.NaN)
  // What the agent does is in the attempt at it.
  expect(agent.calls.at(-1)?.request.headers.traceparent).toBe(`00-${TRACE}-${attempt?.span_id}-01`)
  await eventually(() => receiver.logs.some(({ span_id }) => span_id === record.spanId))
  expect(JSON.stringify([receiver.spans, receiver.logs])).not.toContain(QUESTION)
})

test('each of several attempts is a span of its own, which its upstream is told of', async () => {
  verifies('telemetry')
  busy = true
  const record = await called('routed', { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` })
  const [call, first, second] = await spansOf(record.id, 3)
  const told = agent.calls.slice(-2).map(({ request }) => request.headers.traceparent)
  expect(told).toEqual([`00-${TRACE}-${first?.span_id}-01`, `00-${TRACE}-${second?.span_id}-01`])
  expect([first?.status?.code, second?.status?.code]).toEqual(['STATUS_CODE_ERROR', undefined])
  expect([first?.parent_span_id, second?.parent_span_id]).toEqual([call?.span_id, call?.span_id])
})

test('a call that no router sent on has its attempt too, and a refused one has none', async () => {
  verifies('telemetry')
  const record = await called('agent')
  expect(await spansOf(record.id, 2)).toMatchObject([{ trace_id: record.traceId }, { kind: 'SPAN_KIND_CLIENT' }])
  const refused = await recordOf(gateway, await post(gateway, 'agent', { jsonrpc: '2.0', id: 1, method: 'Nonsense' }))
  expect((await spansOf(refused.id, 1))[0]?.attributes['error.type']).toBe(refused.errorCode)
})

test('a collector gets metrics', async () => {
  verifies('telemetry')
  await called('agent')
  const durations = await eventually(
    () => receiver.metrics.get('gen_ai.client.operation.duration')?.histogram?.data_points ?? [],
    (points) => points.some(({ attributes }) => attributes['gen_ai.agent.name'] === 'agent'),
  )
  expect(durations[0]?.attributes).toMatchObject({ 'gen_ai.operation.name': 'invoke_agent' })
})

const metric = (text: string, name: string) => {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

test('metrics are for administrators, and for who has the key for metrics, which is good for nothing else', async () => {
  verifies('metrics')
  const read = (key: string | undefined) => gateway.request('/metrics', { key })
  const name = 'gateway_calls_total{agent="agent",operation="sendMessage",status="ok"}'
  const calls = async () => metric(await (await read(METRICS_KEY)).text(), name)
  await called('agent')
  const before = (await eventually(calls)) ?? Number.NaN
  await called('agent')
  await called('agent')
  expect(await eventually(calls, (count) => count === before + 2)).toBe(before + 2)

  const answer = await gateway.request('/metrics')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  expect(metric(text, 'gateway_upstream_health{agent="routed",upstream="place-1"}')).toBe(1)
  expect(metric(text, 'gateway_agents')).toBe(2)
  expect(metric(text, 'gateway_active_calls')).toEqual(expect.any(Number))
  expect(metric(text, 'nodejs_eventloop_lag_p99_seconds')).toEqual(expect.any(Number))

  expect((await read('')).status).toBe(401)
  expect((await read(`${METRICS_KEY}x`)).status).toBe(401)
  expect((await read(await gateway.key('all'))).status).toBe(403)
  expect((await gateway.request('/v1/agents', { key: METRICS_KEY })).status).toBe(401)
})

test('metrics are open where the gateway is set so', async () => {
  verifies('metrics')
  await using open = await testGateway({ config: { metrics: { open: true } } })
  expect((await open.request('/metrics', { key: '' })).status).toBe(200)
})

test('a gateway serves and ends while its collector is away, which is told when it is back', async () => {
  verifies('telemetry')
  const folder = await mkdtemp(join(tmpdir(), 'gateway-collector-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const agents = [{ name: 'agent', upstreams: [{ url: agent.url }] }]
  const toldAt = (endpoint: string) => ({
    folder,
    // By name among the sinks: it is the same as `openTelemetry:`.
    config: { agents, sinks: [{ sink: 'opentelemetry', settings: { endpoint, timeoutSeconds: 1 } }] },
  })
  const first = await testGateway(toldAt('http://127.0.0.1:1'))
  await cardFound(first, 'agent')
  const params = { message: { messageId: 'm-1', role: 'ROLE_USER', parts: [{ text: 'hello' }] } }
  const record = await recordOf(
    first,
    await post(first, 'agent', { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }),
  )
  await first[Symbol.asyncDispose]()
  await using _second = await testGateway(toldAt(receiver.url))
  expect(await spansOf(record.id, 2)).toHaveLength(2)
})
