import { createHash } from 'node:crypto'
import type { CallRecord, Logger } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { createOpenTelemetrySink } from './open-telemetry-sink.ts'
import { otlpReceiver } from './otlp-receiver.fixture.ts'
import { sampledTraces } from './sampling.ts'
import { openTelemetrySettings } from './settings.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'
const BEGAN = Date.parse('2026-01-01T00:00:00.000Z')

const record = (more: Partial<CallRecord> = {}): CallRecord => ({
  id: '019b0000-0000-7000-8000-000000000001',
  requestId: 'request-1',
  time: new Date(BEGAN).toISOString(),
  agentId: 'agent-1',
  agentName: 'invoices',
  operation: 'streamMessage',
  binding: 'JSONRPC',
  version: '1.0',
  upstreamVersion: '0.3',
  streaming: true,
  contextId: 'context-1',
  taskId: 'task-1',
  taskState: 'TASK_STATE_COMPLETED',
  traceId: TRACE,
  spanId: 'aaaaaaaaaaaaaa00',
  parentSpanId: PARENT,
  upstream: 'second',
  attempts: [
    { upstream: 'first', ms: 20, error: 'AGENT_UNREACHABLE' },
    { upstream: 'second', ms: 50 },
  ],
  status: 'ok',
  httpStatus: 200,
  queueMs: 10,
  firstEventMs: 80,
  totalMs: 250.5,
  overheadMs: 1.5,
  usage: { inputTokens: 12, outputTokens: 34, model: 'gpt-5' },
  cost: 0.25,
  requestBytes: 100,
  responseBytes: 900,
  events: 7,
  keyId: 'key-1',
  request: 'a secret question',
  response: 'a secret answer',
  headers: { 'user-agent': 'curl' },
  ...more,
})

const logger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const sinkTo = (url: string, more: object = {}) =>
  createOpenTelemetrySink(openTelemetrySettings.parse({ endpoint: url, timeoutSeconds: 2, ...more }), { logger })

describe('an OpenTelemetry sink, by what a receiver decodes', () => {
  it('nests the attempts in the call, and the call in what its caller did', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url)
    await sink([record()])
    const of = (name: string) =>
      receiver.spans.find((each) => each.attributes['gateway.upstream'] === name && each.kind === 'SPAN_KIND_CLIENT')
    const call = receiver.spans.find(({ kind }) => kind === 'SPAN_KIND_SERVER')
    expect(receiver.spans).toHaveLength(3)
    expect(call).toMatchObject({
      trace_id: TRACE,
      span_id: 'aaaaaaaaaaaaaa00',
      parent_span_id: PARENT,
      name: 'SendStreamingMessage invoices',
      start_time_unix_nano: BEGAN,
      end_time_unix_nano: BEGAN + 250.5,
      events: [{ name: 'first event', time_unix_nano: BEGAN + 80 }],
    })
    expect(call?.attributes).toMatchObject({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.id': 'agent-1',
      'gen_ai.agent.name': 'invoices',
      'gen_ai.conversation.id': 'context-1',
      'gen_ai.usage.input_tokens': '12',
      'gen_ai.usage.output_tokens': '34',
      'gen_ai.response.model': 'gpt-5',
      'a2a.method.name': 'SendStreamingMessage',
      'a2a.task.id': 'task-1',
      'a2a.protocol.version': '1.0',
      'gateway.cost_usd': 0.25,
    })
    expect(of('first')).toMatchObject({
      trace_id: TRACE,
      span_id: 'aaaaaaaaaaaaaa01',
      parent_span_id: 'aaaaaaaaaaaaaa00',
      name: 'invoke_agent invoices',
      start_time_unix_nano: BEGAN + 10,
      end_time_unix_nano: BEGAN + 30,
      status: { code: 'STATUS_CODE_ERROR' },
    })
    expect(of('second')).toMatchObject({
      span_id: 'aaaaaaaaaaaaaa02',
      parent_span_id: 'aaaaaaaaaaaaaa00',
      end_time_unix_nano: BEGAN + 250.5,
      attributes: { 'a2a.protocol.version': '0.3' },
    })
    expect(receiver.resources[0]).toMatchObject({ 'service.name': 'agent-gateway' })
    expect(JSON.stringify(receiver.spans)).not.toMatch(/secret|curl/)
  })

  it('writes a log of each call in the place of its span', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { serviceName: 'mine', headers: { 'x-api-key': 'k' } })
    await sink([
      record(),
      record({ status: 'refused', errorCode: 'PERMISSION_DENIED', errorMessage: 'You may not.' }),
      record({ status: 'error', errorCode: 'AGENT_TIMEOUT' }),
    ])
    expect(receiver.logs.map(({ severity_text }) => severity_text)).toEqual(['INFO', 'WARN', 'ERROR'])
    expect(receiver.logs[1]).toMatchObject({
      trace_id: TRACE,
      span_id: 'aaaaaaaaaaaaaa00',
      body: { string_value: 'SendStreamingMessage of invoices: refused. You may not.' },
      attributes: { 'error.type': 'PERMISSION_DENIED' },
    })
    expect(receiver.resources[0]).toMatchObject({ 'service.name': 'mine' })
    expect(receiver.headers[0]).toMatchObject({ 'x-api-key': 'k' })
  })

  it('counts calls, durations, tokens and cost once, and sends them at its end at the latest', async () => {
    await using receiver = await otlpReceiver()
    {
      await using sink = sinkTo(receiver.url)
      receiver.state.status = 400
      await expect(sink([record()])).rejects.toThrow('did not take a batch')
      receiver.state.status = 200
      await sink([record()])
      await sink([record({ status: 'error', errorCode: 'AGENT_TIMEOUT' })])
    }
    const points = (name: string) => {
      const found = receiver.metrics.get(name)
      return found?.histogram?.data_points ?? found?.sum?.data_points ?? []
    }
    expect(points('gateway.calls').map(({ as_double }) => as_double)).toEqual([1, 1])
    expect(points('http.server.request.duration').map(({ count }) => count)).toEqual(['1', '1'])
    expect(points('gen_ai.client.operation.duration')[0]).toMatchObject({
      count: '1',
      sum: 0.2405,
      attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'invoices' },
    })
    expect(points('gen_ai.client.token.usage').map(({ sum }) => sum)).toEqual([12, 34, 12, 34])
    expect(points('gateway.cost')[0]).toMatchObject({ as_double: 0.25 })
    expect(receiver.metrics.get('http.server.request.duration')?.unit).toBe('s')
  })

  it('counts what the collector took and threw away', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false })
    receiver.state.rejected = 2
    await sink([record()])
    expect(sink.rejected()).toBe(2)
  })

  it('rejects a batch that the collector is too busy for, so that it is handed over again', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false, timeoutSeconds: 1 })
    receiver.state.status = 503
    await expect(sink([record()])).rejects.toThrow('did not take a batch')
    receiver.state.status = 200
    await sink([record()])
    expect(receiver.spans).toHaveLength(3)
  })

  it('sends the part of the traces that it is set to, whole', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false, ratio: 0.5 })
    const ids = Array.from({ length: 200 }, (_, index) => createHash('md5').update(`${index}`).digest('hex'))
    await sink(ids.map((traceId) => record({ traceId, parentSpanId: undefined })))
    const kept = new Set(receiver.spans.map(({ trace_id }) => trace_id))
    expect(kept.size).toBeGreaterThan(20)
    expect(kept.size).toBeLessThan(180)
    expect(receiver.spans).toHaveLength(kept.size * 3)
  })

  it('lets callers decide of the traces that they began, unless it is set to decide itself', async () => {
    const calls = [
      record({ traceId: 'a'.repeat(32), traceSampled: true }),
      record({ traceId: 'b'.repeat(32), traceSampled: false }),
      record({ traceId: 'c'.repeat(32), parentSpanId: undefined }),
    ]
    const sent = async (settings: { readonly ratio: number; readonly parentBased?: boolean }) => {
      await using receiver = await otlpReceiver()
      await using sink = sinkTo(receiver.url, { logs: false, metrics: false, ...settings })
      await sink(calls)
      return [...new Set(receiver.spans.map(({ trace_id }) => trace_id[0]))]
    }
    expect(await sent({ ratio: 1 })).toEqual(['a', 'c'])
    expect(await sent({ ratio: 0 })).toEqual(['a'])
    expect(await sent({ ratio: 1, parentBased: false })).toEqual(['a', 'b', 'c'])
    expect(await sent({ ratio: 0, parentBased: false })).toEqual([])
  })

  it('says which traces it keeps the spans of, as it keeps them', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false, ratio: 0.5 })
    const ids = Array.from({ length: 40 }, (_, index) => createHash('md5').update(`${index}`).digest('hex'))
    await sink(ids.map((traceId) => record({ traceId, parentSpanId: undefined })))
    const keeps = sampledTraces({ traces: true, ratio: 0.5 })
    expect(new Set(receiver.spans.map(({ trace_id }) => trace_id))).toEqual(new Set(ids.filter((id) => keeps?.(id))))
    expect(sampledTraces({ traces: true, ratio: 1 })).toBeUndefined()
  })

  it('makes one attempt of a message to a vendor, whose adapter does not tell when it is sent', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false })
    const asked = { attempts: undefined, queueMs: undefined, upstream: 'vendor' }
    await sink([record({ ...asked, status: 'ok' }), record({ ...asked, operation: 'getTask' })])
    const attempts = receiver.spans.filter(({ kind }) => kind === 'SPAN_KIND_CLIENT')
    expect(attempts).toMatchObject([
      { span_id: 'aaaaaaaaaaaaaa01', start_time_unix_nano: BEGAN, name: 'invoke_agent invoices' },
    ])
  })

  it('makes one attempt of a call that no router sent on, and none of one that was refused', async () => {
    await using receiver = await otlpReceiver()
    await using sink = sinkTo(receiver.url, { logs: false, metrics: false })
    await sink([
      record({ attempts: undefined, upstream: 'only', status: 'error', errorCode: 'AGENT_TIMEOUT' }),
      record({
        attempts: undefined,
        upstream: undefined,
        queueMs: undefined,
        status: 'refused',
        errorCode: 'RATE_LIMITED',
      }),
      record({ kind: 'run', traceId: undefined, spanId: undefined }),
    ])
    expect(receiver.spans.map(({ kind, status }) => [kind, status?.code])).toEqual([
      ['SPAN_KIND_CLIENT', 'STATUS_CODE_ERROR'],
      ['SPAN_KIND_SERVER', 'STATUS_CODE_ERROR'],
      ['SPAN_KIND_SERVER', undefined],
    ])
  })
})
