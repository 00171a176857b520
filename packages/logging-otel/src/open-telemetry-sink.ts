import type { CallRecord, Logger } from '@gateway/core'
import {
  LogsExporterMetricsHelper,
  MetricsExporterMetricsHelper,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
  TraceExporterMetricsHelper,
} from '@opentelemetry/otlp-transformer'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { createCallLogs } from './call-logs.ts'
import { createCallMetrics } from './call-metrics.ts'
import { createCallSpans } from './call-spans.ts'
import { createOtlpExport, sendAll } from './otlp-export.ts'
import type { OpenTelemetrySettings } from './settings.ts'

export interface OpenTelemetryHost {
  readonly logger?: Logger
}

/** A sink that tells an OpenTelemetry collector of calls. Disposal sends the last metrics. */
export interface OpenTelemetrySink extends AsyncDisposable {
  (records: readonly CallRecord[]): Promise<void>
  /** Spans, log records and data points that the collector took and threw away, since the start. */
  rejected(): number
}

/**
 * Makes spans, logs and metrics of records and sends them as OTLP. A batch that the collector does not take is rejected, and
 * handed over again by who keeps the batches: then a span may arrive twice, with the same ids. Metrics count a record once,
 * when the rest of its batch has been taken, and are sent at their own pace.
 */
export function createOpenTelemetrySink(
  settings: OpenTelemetrySettings,
  { logger }: OpenTelemetryHost = {},
): OpenTelemetrySink {
  let rejected = 0
  const shared = {
    settings,
    onRejected(signal: string, count: number, message: string | undefined) {
      rejected += count
      logger?.warn({ signal, count, reason: message }, 'the collector threw away a part of what it was sent')
    },
  }
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'agent-gateway' }))
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(
      resourceFromAttributes({
        ...settings.resource,
        ...(settings.serviceName === undefined ? {} : { 'service.name': settings.serviceName }),
      }),
    )
  const spans = settings.traces ? createCallSpans({ resource, settings }) : undefined
  const logs = settings.logs ? createCallLogs(resource) : undefined
  const traceExport = createOtlpExport({
    ...shared,
    signal: 'traces',
    serializer: ProtobufTraceSerializer,
    counting: TraceExporterMetricsHelper,
  })
  const logExport = createOtlpExport({
    ...shared,
    signal: 'logs',
    serializer: ProtobufLogsSerializer,
    counting: LogsExporterMetricsHelper,
  })
  const metricExport = createOtlpExport({
    ...shared,
    signal: 'metrics',
    serializer: ProtobufMetricsSerializer,
    counting: MetricsExporterMetricsHelper,
  })
  const meters = new MeterProvider({
    resource,
    readers: settings.metrics
      ? [
          new PeriodicExportingMetricReader({
            exporter: {
              export: (metrics, done) => metricExport.export(metrics, done),
              forceFlush: () => metricExport.forceFlush(),
              shutdown: () => metricExport.shutdown(),
              selectAggregationTemporality: () => AggregationTemporality.CUMULATIVE,
            },
            exportIntervalMillis: settings.metricsSeconds * 1_000,
            exportTimeoutMillis: Math.min(settings.metricsSeconds, settings.timeoutSeconds ?? 10) * 1_000,
          }),
        ]
      : [],
  })
  const count = createCallMetrics(meters)
  const take = async (records: readonly CallRecord[]) => {
    await Promise.all([sendAll(traceExport, spans?.of(records) ?? []), sendAll(logExport, logs?.of(records) ?? [])])
    count(records)
  }
  return Object.assign(take, {
    rejected: () => rejected,
    async [Symbol.asyncDispose]() {
      await meters.shutdown().catch((err: unknown) => {
        logger?.warn({ err }, 'the last metrics did not reach the collector')
      })
      await Promise.all([traceExport.shutdown(), logExport.shutdown()])
    },
  })
}
