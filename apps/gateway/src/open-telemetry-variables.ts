import { type OpenTelemetrySettings, openTelemetrySettings } from '@gateway/logging-otel'
import { z } from 'zod'
import { StartupError } from './startup-error.ts'

const ENDPOINTS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
]
const exporter = z.enum(['otlp', 'none'], 'must be otlp or none').optional()
const variablesSchema = z.object({
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_LOGS_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: exporter,
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/protobuf', 'must be http/protobuf, which alone is spoken').optional(),
  OTEL_TRACES_SAMPLER: z
    .enum(
      [
        'always_on',
        'always_off',
        'traceidratio',
        'parentbased_always_on',
        'parentbased_always_off',
        'parentbased_traceidratio',
      ],
      'must be one of always_on, always_off and traceidratio, or of these with parentbased_ before it',
    )
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('must be a number from 0 to 1')
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .optional(),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce
    .number('must be a number of milliseconds')
    .min(1_000, 'must be at least 1000')
    .max(3_600_000, 'must be at most 3600000')
    .optional(),
})

/**
 * Whether and how a collector is told of calls: by the file, or by the standard variables where it says nothing. Where the
 * collector is, and what it is sent along, the exporter reads from them itself.
 */
export function openTelemetryOf(
  settings: OpenTelemetrySettings | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): OpenTelemetrySettings | undefined {
  if (settings !== undefined) return settings
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const isThere = ENDPOINTS.some((name) => set[name] !== undefined)
  if (!isThere || set.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined
  const read = variablesSchema.safeParse(set)
  if (!read.success) {
    throw new StartupError(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '))
  }
  const { OTEL_TRACES_SAMPLER: sampler = 'parentbased_always_on', OTEL_METRIC_EXPORT_INTERVAL: interval } = read.data
  const ratio = sampler.endsWith('always_off') ? 0 : sampler.endsWith('ratio') ? read.data.OTEL_TRACES_SAMPLER_ARG : 1
  return openTelemetrySettings.parse({
    traces: read.data.OTEL_TRACES_EXPORTER !== 'none' && sampler !== 'always_off',
    ratio,
    parentBased: sampler.startsWith('parentbased_'),
    logs: read.data.OTEL_LOGS_EXPORTER !== 'none',
    metrics: read.data.OTEL_METRICS_EXPORTER !== 'none',
    ...(interval === undefined ? {} : { metricsSeconds: interval / 1_000 }),
  })
}
