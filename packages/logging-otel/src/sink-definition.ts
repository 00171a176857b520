import { defineSink } from '@gateway/core'
import { createOpenTelemetrySink } from './open-telemetry-sink.ts'
import { openTelemetrySettings } from './settings.ts'

/** Spans, logs and metrics to an OpenTelemetry collector, by name in a configuration. */
export const openTelemetrySink = defineSink({
  name: 'opentelemetry',
  description: 'Spans, logs and metrics to an OpenTelemetry collector.',
  delivery: 'at least once',
  settings: openTelemetrySettings,
  open: (settings, host) => createOpenTelemetrySink(settings, host),
})
