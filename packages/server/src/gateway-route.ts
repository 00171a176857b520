import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { time } from './view-members.ts'

/** What a gateway tells of itself. */
export interface GatewayView {
  readonly version: string
  readonly startedAt: string
  readonly publicUrl?: string | undefined
  /** The path of the configuration file, where there is one. */
  readonly configuration?: string | undefined
  readonly database: 'sqlite' | 'postgres'
  /** Whether the Redis by which gateways count together answers; undefined where there is none. */
  readonly redisAnswers: () => boolean | undefined
}

export interface GatewayRouteOptions {
  readonly gateway: GatewayView
  readonly activeCalls: { readonly count: number }
  readonly ready: () => Promise<void>
}

const backing = z.object({
  kind: z.string(),
  answers: z.boolean().describe('Whether it does, now.'),
})

const answer = z
  .object({
    version: z.string(),
    started_at: time,
    public_url: z.string().nullable().describe('The base of the addresses in cards; `null`: that of each request.'),
    configuration: z.string().nullable().describe('The file whose agents and settings are read-only over the API.'),
    database: backing,
    redis: backing.nullable().describe('Where gateways count limits together; `null`: each counts by itself.'),
    active_calls: z.number().describe('Calls that are under way here.'),
  })
  .meta({ id: 'Gateway' })

/** `GET /v1/gateway`: which gateway answers, and how what it rests on is. */
export const gatewayRoute = ({ gateway, activeCalls, ready }: GatewayRouteOptions): Route =>
  adminRoute({
    method: 'GET',
    path: '/v1/gateway',
    operationId: 'getGateway',
    summary: 'Show the version of the gateway that answers, and how what it rests on is',
    tags: ['Health'],
    may: 'see the gateway',
    answer,
    async serve() {
      const answers = await ready().then(
        () => true,
        () => false,
      )
      const redis = gateway.redisAnswers()
      return {
        version: gateway.version,
        started_at: gateway.startedAt,
        public_url: gateway.publicUrl ?? null,
        configuration: gateway.configuration ?? null,
        database: { kind: gateway.database, answers },
        redis: redis === undefined ? null : { kind: 'redis', answers: redis },
        active_calls: activeCalls.count,
      }
    },
  })
