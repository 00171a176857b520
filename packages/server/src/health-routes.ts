import type { Logger } from '@gateway/core'
import { z } from 'zod'
import type { ActiveCalls } from './active-calls.ts'
import { openRoute, type Route } from './admin-route.ts'
import { jsonReply } from './json-reply.ts'

export interface HealthRoutesOptions {
  readonly activeCalls: ActiveCalls
  /** Rejects while the gateway cannot serve (its database is away). */
  readonly ready: () => Promise<void>
  readonly logger: Logger
}

const tags = ['Health']

/** `GET /health/live` and `/health/ready`, for whatever starts and balances gateways. */
export const healthRoutes = ({ activeCalls, ready, logger }: HealthRoutesOptions): readonly Route[] => [
  openRoute({
    method: 'GET',
    path: '/health/live',
    operationId: 'isAlive',
    summary: 'Tell that the process runs',
    tags,
    answers: { 200: { description: 'It runs.', schema: z.object({ status: z.literal('alive') }) } },
    serve: () => jsonReply({ status: 'alive' }),
  }),
  openRoute({
    method: 'GET',
    path: '/health/ready',
    operationId: 'isReady',
    summary: 'Tell whether calls can be served',
    tags,
    answers: {
      200: { description: 'They can.', schema: z.object({ status: z.literal('ready') }) },
      503: {
        description: 'They cannot: it ends, or its database does not answer.',
        schema: z.object({ status: z.enum(['draining', 'unavailable']), reason: z.string().optional() }),
      },
    },
    async serve() {
      if (activeCalls.draining) return jsonReply({ status: 'draining' }, 503)
      try {
        await ready()
        return jsonReply({ status: 'ready' })
      } catch (err) {
        logger.error({ err }, 'not ready: the database does not answer')
        return jsonReply({ status: 'unavailable', reason: 'the database does not answer' }, 503)
      }
    },
  }),
]
