import type {
  AccessExplainer,
  AccessGroupAdministration,
  AgentCallersReader,
  AlertAdministration,
  AuditStore,
  BudgetOverview,
  KeyAdministration,
  OidcSignIn,
  RecordStore,
  SignIns,
  SinkState,
  TeamAdministration,
  UsageStore,
  UserAdministration,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import type { RequestAudit } from './audited-request.ts'
import { COST_HEADERS } from './cost-headers.ts'
import type { GatewayView } from './gateway-route.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import type { IdempotentRequests } from './idempotent-requests.ts'
import { errorReply, publicError } from './json-reply.ts'
import { LIMIT_HEADERS } from './limit-headers.ts'
import { PAGE_HEADERS } from './list-page.ts'
import type { LoggedEventsOf } from './log-events-route.ts'
import type { LogRoutesOptions } from './log-routes.ts'
import type { Metrics, MetricsRouteOptions } from './metrics-route.ts'
import { type NodeBindings, nodeExchange } from './node-exchange.ts'
import { REPLACE_BY_HEADER } from './replace-by-header.ts'
import type { OriginOptions } from './request-origin.ts'
import type { RetentionView } from './retention-route.ts'
import { identified } from './route-caller.ts'
import { routesOf } from './routes.ts'
import type { CallOptions } from './serve-call.ts'
import type { UpstreamTests } from './upstream-test-routes.ts'
import { webExchange } from './web-exchange.ts'
import { writeReply } from './write-reply.ts'

export interface AppOptions
  extends CallOptions,
    OriginOptions,
    Pick<LogRoutesOptions, 'keyId' | 'flush' | 'logStreamBehindMs'>,
    Omit<MetricsRouteOptions, 'metrics'> {
  readonly keys: KeyAdministration
  /** People may make and manage keys of their own in no team. Default: they may not. */
  readonly personalKeys?: boolean | undefined
  /** Each of these has its endpoints where it is given. */
  readonly teams?: TeamAdministration
  readonly users?: UserAdministration
  readonly accessGroups?: AccessGroupAdministration
  readonly explainAccess?: AccessExplainer
  readonly agentCallers?: AgentCallersReader
  /** Who is signed in with a browser. `authenticate` has to know of them too: `withSessions`. */
  readonly signIns?: SignIns
  readonly oidc?: OidcSignIn | undefined
  /** The places where agents run, to be tried. */
  readonly upstreamTests?: UpstreamTests | undefined
  readonly budgets?: BudgetOverview
  readonly alerts?: AlertAdministration | undefined
  /** Deletes what is old. */
  readonly retention?: RetentionView | undefined
  readonly records: RecordStore
  /** `GET /v1/logs/{id}/events` is there where it is given. */
  readonly loggedEvents?: LoggedEventsOf | undefined
  /** `GET /v1/gateway` is there where it is given. */
  readonly gateway?: GatewayView | undefined
  /** `GET /v1/sinks` is there where it is given. */
  readonly sinkStates?: (() => readonly SinkState[]) | undefined
  /** `GET /v1/usage` and LiteLLM's daily activity are there where it is given. */
  readonly usage?: UsageStore
  /** Does what is sent again under an `Idempotency-Key` once; default: the header is not looked at. */
  readonly idempotentRequests?: IdempotentRequests | undefined
  /** Writes down who changes what; default: nobody does. */
  readonly audit?: RequestAudit | undefined
  /** What was written down, for `GET /v1/audit`. */
  readonly auditEntries?: Pick<AuditStore, 'list'> | undefined
  /** `GET /metrics` is there where it is given. */
  readonly metrics?: Metrics | undefined
  /** Rejects while the gateway cannot serve (its database is away). */
  readonly ready: () => Promise<void>
  /** Origins of browser clients that may call; none by default. `*` allows every one. */
  readonly corsOrigins?: readonly string[]
}

type Environment = { Bindings: Partial<NodeBindings> }
type Answer = (exchange: HttpExchange, params: Readonly<Record<string, string>>, path: string) => Reply | Promise<Reply>

/** What web pages may read of answers. */
const EXPOSED_HEADERS = [
  'x-request-id',
  'x-gateway-overhead-ms',
  'retry-after',
  'www-authenticate',
  'etag',
  'idempotent-replayed',
  ...Object.keys(PAGE_HEADERS),
  ...LIMIT_HEADERS,
  ...COST_HEADERS,
  REPLACE_BY_HEADER,
]

/** Node's own request and response. Without a server of Node there is no environment at all, whatever Hono's types say. */
function nodeBindings(context: Context<Environment>): Partial<NodeBindings> {
  const environment: Partial<NodeBindings> | undefined = context.env
  return environment ?? {}
}

/** Tells `@hono/node-server` that the route has written its answer to Node's response itself. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

/** The gateway's HTTP surface: the routes of `routesOf`. */
export function createApp(options: AppOptions): Hono<Environment> {
  const app = new Hono<Environment>({ strict: false })
  const { logger } = options
  const corsOrigins = options.corsOrigins ?? []
  const variesByOrigin = corsOrigins.length > 0 && !corsOrigins.includes('*')

  if (corsOrigins.length > 0) {
    app.use(
      cors({
        origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
        allowHeaders: [
          'authorization',
          'content-type',
          'x-litellm-api-key',
          'a2a-version',
          'a2a-extensions',
          'x-request-id',
          'if-match',
          'if-none-match',
          'idempotency-key',
          'last-event-id',
          'traceparent',
          'tracestate',
          'x-litellm-trace-id',
          'x-litellm-session-id',
          'x-litellm-tags',
          'x-gateway-team',
        ],
        exposeHeaders: [...EXPOSED_HEADERS],
        maxAge: 600,
      }),
    )
  }

  /** The one place where a request becomes an exchange and a reply reaches its reader. */
  const handle = (answer: Answer) => async (context: Context<Environment>) => {
    const params = context.req.param()
    const { path } = context.req
    const { incoming, outgoing } = nodeBindings(context)
    if (incoming === undefined || outgoing === undefined) {
      const { exchange, respond } = webExchange(context.req.raw)
      return respond(await answer(exchange, params, path))
    }
    const reply = await answer(nodeExchange({ incoming, outgoing }, options), params, path)
    if (corsOrigins.length > 0) for (const [name, value] of context.res.headers) outgoing.setHeader(name, value)
    await writeReply(variesByOrigin ? withVaryOrigin(reply) : reply, { incoming, outgoing })
    return ALREADY_SENT
  }

  for (const route of routesOf(options)) {
    app.on(
      route.method,
      route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handle((exchange, params) => route.respond(exchange, params, options)),
    )
  }

  // Routes answer their own errors: what arrives here went wrong while an answer was written.
  app.onError((err, context) => {
    logger.error({ err }, 'an answer could not be written')
    const { outgoing } = nodeBindings(context)
    if (outgoing?.headersSent) {
      outgoing.destroy()
      return ALREADY_SENT
    }
    const { status, headers, body } = errorReply(publicError(err))
    return new Response(body, { status, headers })
  })
  app.notFound(
    handle((exchange, _params, path) =>
      identified(exchange, options, async () => {
        throw gatewayError(
          'NOT_FOUND',
          `There is nothing at ${exchange.method} ${path}. Agents are called at POST /a2a/{name}.`,
        )
      }),
    ),
  )
  return app
}

/** The CORS middleware adds this behind the route, when a reply that was written to a socket has left. */
function withVaryOrigin(reply: Reply): Reply {
  const { vary } = reply.headers
  return { ...reply, headers: { ...reply.headers, vary: vary === undefined ? 'Origin' : `${vary}, Origin` } }
}
