import type { CallRecord } from '@gateway/core'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { createCallCounts } from './call-counts.ts'
import { addGauges, type GaugeSources } from './gateway-gauges.ts'

export interface PrometheusMetricsOptions {
  /** How many agents have labels of their own, those that are called first; the rest is `other`. Default 200. */
  readonly agents?: number
  /** Whether the process is measured too: memory, CPU, garbage collection, the lag of the event loop. Default `true`. */
  readonly process?: boolean
}

/** Metrics of one gateway. */
export interface PrometheusMetrics {
  /** Counts records. It cannot fail and knows no record again: it is to be given each one once. */
  readonly sink: (records: readonly CallRecord[]) => void
  /** What is read at each scrape. To be told once, when the parts are there. */
  watch(sources: GaugeSources): void
  /** The `content-type` of `text`: version 0.0.4 of Prometheus' text format. */
  readonly contentType: string
  text(): Promise<string>
}

/** Counts calls for Prometheus. Neither keys nor users nor teams are labels: there are too many, and they are people. */
export function createPrometheusMetrics(options: PrometheusMetricsOptions = {}): PrometheusMetrics {
  const { agents = 200, process = true } = options
  const registry = new Registry()
  if (process) collectDefaultMetrics({ register: registry })
  const counts = createCallCounts(registry, agents)
  return {
    sink: (records) => counts.add(records),
    watch: (sources) => addGauges(registry, sources, (agent) => counts.agentLabel(agent) === agent),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
