import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Route } from './admin-route.ts'
import { replyRoute } from './admin-route.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { identified } from './route-caller.ts'

/** What `GET /metrics` serves. */
export interface Metrics {
  /** With its version, as Prometheus asks for it. */
  readonly contentType: string
  text(): Promise<string>
}

export interface MetricsRouteOptions {
  readonly metrics: Metrics
  /** A credential that is good for metrics and for nothing else. */
  readonly metricsKey?: string | undefined
  /** Anybody who reaches the gateway may read its metrics. Default `false`. */
  readonly openMetrics?: boolean | undefined
}

/** `GET /metrics`, for Prometheus: for administrators, for who has the key for metrics, or for everybody. */
export function metricsRoute({ metrics, metricsKey, openMetrics = false }: MetricsRouteOptions): Route {
  const serve = async (): Promise<Reply> => ({
    status: 200,
    headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
    body: await metrics.text(),
  })
  const route = replyRoute({
    method: 'GET',
    path: '/metrics',
    operationId: 'getMetrics',
    summary: 'Read the metrics of this gateway, in the text format of Prometheus',
    description:
      'For administrators, and for who sends the key of METRICS_KEY as a bearer token; for everybody where the gateway is set so.',
    tags: ['Health'],
    may: 'see metrics',
    answers: { 200: { description: 'The metrics.', schema: z.string(), contentType: 'text/plain' } },
    serve,
  })
  const isKey = metricsKey === undefined ? () => false : bearerIs(metricsKey)
  return {
    ...route,
    respond: (exchange, params, context) =>
      openMetrics || isKey(exchange) ? identified(exchange, context, serve) : route.respond(exchange, params, context),
  }
}

/** Compares hashes, which are of one length, in constant time. */
function bearerIs(key: string): (exchange: HttpExchange) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const known = digest(key)
  return ({ headers }) => {
    const [, token] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
    return token !== undefined && timingSafeEqual(digest(token), known)
  }
}
