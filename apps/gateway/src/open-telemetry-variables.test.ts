import { openTelemetrySettings } from '@gateway/logging-otel'
import { expect, it } from 'vitest'
import { openTelemetryOf } from './open-telemetry-variables.ts'

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }

it('tells nobody where nobody is named', () => {
  expect(openTelemetryOf(undefined, {})).toBeUndefined()
  expect(openTelemetryOf(undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBeUndefined()
  expect(openTelemetryOf(undefined, { ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBeUndefined()
})

it('goes by the file alone where that says something', () => {
  const settings = openTelemetrySettings.parse({ ratio: 0.5 })
  expect(openTelemetryOf(settings, { ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBe(settings)
})

it('reads the standard variables', () => {
  expect(openTelemetryOf(undefined, endpoint)).toMatchObject({ traces: true, logs: true, metrics: true, ratio: 1 })
  const sampled = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_METRIC_EXPORT_INTERVAL: '5000',
  }
  expect(openTelemetryOf(undefined, sampled)).toMatchObject({
    logs: false,
    ratio: 0.25,
    parentBased: true,
    metricsSeconds: 5,
  })
  expect(openTelemetryOf(undefined, { ...endpoint, OTEL_TRACES_SAMPLER: 'always_off' })).toMatchObject({
    traces: false,
  })
  // Traces that callers began go on.
  expect(openTelemetryOf(undefined, { ...endpoint, OTEL_TRACES_SAMPLER: 'parentbased_always_off' })).toMatchObject({
    traces: true,
    ratio: 0,
    parentBased: true,
  })
  expect(openTelemetryOf(undefined, { ...endpoint, OTEL_TRACES_SAMPLER: 'always_on' })).toMatchObject({
    ratio: 1,
    parentBased: false,
  })
})

it('says which variable is wrong, without its value', () => {
  const read = () => openTelemetryOf(undefined, { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })
  expect(read).toThrow('OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf')
})
