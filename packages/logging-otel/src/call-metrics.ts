import type { CallRecord } from '@gateway/core'
import type { MeterProvider } from '@opentelemetry/sdk-metrics'
import { wasAsked } from './attempt-spans.ts'
import { agentAttributes } from './call-attributes.ts'

/** Bounds that the conventions give for durations of GenAI, in seconds. */
const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
const TOKENS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864]

/** Adds records to the metrics that the conventions name, and to the gateway's own. */
export function createCallMetrics(provider: MeterProvider): (records: readonly CallRecord[]) => void {
  const meter = provider.getMeter('@gateway/logging-otel')
  const histogram = (name: string, unit: string, description: string, bounds: readonly number[]) =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...bounds] } })
  const requests = histogram('http.server.request.duration', 's', 'How long calls took.', HTTP_SECONDS)
  const agents = histogram('gen_ai.client.operation.duration', 's', 'How long agents took.', SECONDS)
  const tokens = histogram('gen_ai.client.token.usage', '{token}', 'What agents say that their work took.', TOKENS)
  const firstEvents = histogram('gateway.first_event.duration', 's', 'Until the answer or first event.', SECONDS)
  const overheads = histogram('gateway.overhead.duration', 's', 'Time that the gateway itself took.', HTTP_SECONDS)
  const calls = meter.createCounter('gateway.calls', { unit: '{call}', description: 'Calls that are over.' })
  const cost = meter.createCounter('gateway.cost', { unit: 'USD', description: 'What calls cost, in US dollars.' })

  const add = (record: CallRecord) => {
    const { totalMs, queueMs = 0, firstEventMs, overheadMs, usage } = record
    const names = agentAttributes(record)
    if (record.kind === undefined) {
      calls.add(1, { ...names, 'gateway.status': record.status })
      requests.record(totalMs / 1_000, {
        'http.request.method': 'POST',
        'http.response.status_code': record.httpStatus,
        'error.type': names['error.type'],
      })
      if (wasAsked(record)) agents.record(Math.max(0, totalMs - queueMs) / 1_000, names)
      if (firstEventMs !== undefined) firstEvents.record(firstEventMs / 1_000, names)
      if (overheadMs !== undefined) overheads.record(overheadMs / 1_000)
    }
    if (usage?.inputTokens !== undefined) tokens.record(usage.inputTokens, { ...names, 'gen_ai.token.type': 'input' })
    if (usage?.outputTokens !== undefined)
      tokens.record(usage.outputTokens, { ...names, 'gen_ai.token.type': 'output' })
    if (record.cost !== undefined && record.cost > 0) cost.add(record.cost, names)
  }
  return (records) => {
    for (const record of records) add(record)
  }
}
