import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import protobuf from 'protobufjs'
import 'protobufjs/ext/descriptor.js'
import { z } from 'zod'

/*
 * An OTLP receiver of its own: it decodes with the descriptors of the official protocol files (opentelemetry-proto 1.10, as
 * PyPI's package of that name has them), not with what made the messages. What is no OTLP it refuses as collectors do.
 */
const root = protobuf.Root.fromDescriptor(readFileSync(new URL('../test/otlp.binpb', import.meta.url)))
const PLACE = 'opentelemetry.proto.collector'
const SIGNALS: Readonly<Record<string, readonly [request: string, response: string, rejected: string]>> = {
  '/v1/traces': [`${PLACE}.trace.v1.ExportTraceServiceRequest`, 'ExportTraceServiceResponse', 'rejected_spans'],
  '/v1/logs': [`${PLACE}.logs.v1.ExportLogsServiceRequest`, 'ExportLogsServiceResponse', 'rejected_log_records'],
  '/v1/metrics': [
    `${PLACE}.metrics.v1.ExportMetricsServiceRequest`,
    'ExportMetricsServiceResponse',
    'rejected_data_points',
  ],
}

const hex = z.string().transform((text) => Buffer.from(text, 'base64').toString('hex'))
const attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z.record(z.string(), z.unknown()).transform((value) => Object.values(value)[0]),
    }),
  )
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])))
const nanos = z.string().transform((text) => Number(BigInt(text) / 1_000n) / 1_000)
const span = z.object({
  trace_id: hex,
  span_id: hex,
  parent_span_id: hex.optional(),
  name: z.string(),
  kind: z.string(),
  start_time_unix_nano: nanos,
  end_time_unix_nano: nanos,
  attributes,
  status: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
  events: z.array(z.object({ name: z.string(), time_unix_nano: nanos })).default([]),
})
const log = z.object({
  trace_id: hex.optional(),
  span_id: hex.optional(),
  severity_text: z.string(),
  severity_number: z.string(),
  body: z.object({ string_value: z.string() }),
  attributes,
})
const point = z.object({
  attributes,
  count: z.string().optional(),
  sum: z.number().optional(),
  as_double: z.number().optional(),
})
const metric = z.object({
  name: z.string(),
  unit: z.string().optional(),
  histogram: z.object({ data_points: z.array(point) }).optional(),
  sum: z.object({ data_points: z.array(point) }).optional(),
})
const resource = z.object({ attributes })
const traces = z.object({
  resource_spans: z.array(z.object({ resource, scope_spans: z.array(z.object({ spans: z.array(span) })) })),
})
const logs = z.object({
  resource_logs: z.array(z.object({ resource, scope_logs: z.array(z.object({ log_records: z.array(log) })) })),
})
const metrics = z.object({
  resource_metrics: z.array(z.object({ resource, scope_metrics: z.array(z.object({ metrics: z.array(metric) })) })),
})

export async function otlpReceiver() {
  const received = {
    spans: [] as z.infer<typeof span>[],
    logs: [] as z.infer<typeof log>[],
    /** Each name as it came last. */
    metrics: new Map<string, z.infer<typeof metric>>(),
    resources: [] as Record<string, unknown>[],
    headers: [] as Record<string, unknown>[],
    /** Every message, byte by byte. */
    raw: [] as string[],
  }
  /** `status`: answered instead of 200. `rejected`: how many items of each request are told to be thrown away. */
  const state = { status: 200, rejected: 0, requests: 0 }
  const take = (path: string, message: unknown) => {
    if (path === '/v1/traces') {
      for (const each of traces.parse(message).resource_spans) {
        received.resources.push(each.resource.attributes)
        received.spans.push(...each.scope_spans.flatMap(({ spans }) => spans))
      }
    } else if (path === '/v1/logs') {
      for (const each of logs.parse(message).resource_logs) {
        received.logs.push(...each.scope_logs.flatMap(({ log_records }) => log_records))
      }
    } else {
      for (const each of metrics.parse(message).resource_metrics) {
        for (const found of each.scope_metrics.flatMap(({ metrics }) => metrics))
          received.metrics.set(found.name, found)
      }
    }
  }
  const server = createServer(async (request, response) => {
    state.requests += 1
    const path = request.url ?? ''
    const [name, answerName, rejectedName] = SIGNALS[path] ?? []
    const answer = (status: number, body: Uint8Array | string = '') =>
      response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end(body)
    const sent = await buffer(request)
    if (name === undefined || answerName === undefined || rejectedName === undefined) return answer(404)
    if (request.headers['content-type'] !== 'application/x-protobuf') return answer(415)
    if (state.status !== 200) return answer(state.status)
    try {
      const type = root.lookupType(name)
      const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
      received.raw.push(Buffer.from(bytes).toString('latin1'))
      const message = type.toObject(type.decode(bytes), { bytes: String, longs: String, enums: String })
      take(path, message)
    } catch (error) {
      return answer(400, String(error))
    }
    received.headers.push(request.headers)
    const answered = root.lookupType(name.replace(/\w+$/, answerName))
    const partial = { partial_success: { [rejectedName]: state.rejected, error_message: 'too old' } }
    return answer(200, answered.encode(answered.fromObject(state.rejected > 0 ? partial : {})).finish())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    ...received,
    state,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
