import { z } from 'zod'

const signal = (what: string) =>
  z
    .boolean('must be true or false')
    .default(true)
    .meta({ description: `Whether ${what} are sent.` })

/** How calls are told to an OpenTelemetry collector. What is left out is read from the `OTEL_*` variables. */
export const openTelemetrySettings = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL such as http://localhost:4318' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'Where OTLP over HTTP is taken, without /v1/traces. Default: OTEL_EXPORTER_OTLP_ENDPOINT, else http://localhost:4318.',
    }),
  headers: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'Sent with every request, such as an API key.', secret: true }),
  serviceName: z
    .string('must be text')
    .min(1, 'must not be empty')
    .optional()
    .meta({ description: 'Default: OTEL_SERVICE_NAME, else agent-gateway.' }),
  resource: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'Further attributes of the resource, beside those of OTEL_RESOURCE_ATTRIBUTES.' }),
  traces: signal('spans'),
  logs: signal('log records'),
  metrics: signal('metrics'),
  ratio: z
    .number('must be a number from 0 to 1')
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .default(1)
    .meta({
      description:
        'Which part of the traces is sent that begin at the gateway, or of all where `parentBased` is false. It is chosen by the id of the trace.',
    }),
  parentBased: z.boolean('must be true or false').default(true).meta({
    description: 'Whether the caller decides of the traces that it began, by the flag `sampled` of its traceparent.',
  }),
  metricsSeconds: z
    .number('must be a number of seconds')
    .min(1, 'must be at least 1 second')
    .max(3_600, 'must be at most 3,600 seconds')
    .default(60)
    .meta({ description: 'How often metrics are sent.' }),
  timeoutSeconds: z
    .number('must be a number of seconds')
    .min(1, 'must be at least 1 second')
    .max(60, 'must be at most 60 seconds')
    .optional()
    .meta({
      description: 'How long a request may take, with its retries. Default: OTEL_EXPORTER_OTLP_TIMEOUT, else 10.',
    }),
})

export type OpenTelemetrySettings = z.infer<typeof openTelemetrySettings>
