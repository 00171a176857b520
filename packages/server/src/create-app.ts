import type {
  AccessExplainer,
  AccessGroupAdministration,
  Caller,
  KeyAdministration,
  RecordStore,
  TeamAdministration,
  UserAdministration,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { accessGroupRoutes } from './access-group-routes.ts'
import { accessReply } from './access-route.ts'
import { serveAgentCard } from './agent-card-route.ts'
import { agentRoutes } from './agent-routes.ts'
import { requireAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { errorReply, jsonReply, publicError } from './json-reply.ts'
import { jsonRpcBinding } from './json-rpc-binding.ts'
import { keyRoutes } from './key-routes.ts'
import { LIMIT_HEADERS } from './limit-headers.ts'
import { type LogRoutesOptions, listLogs, showLog } from './log-routes.ts'
import { type NodeBindings, nodeExchange } from './node-exchange.ts'
import { requestIdOf } from './request-id.ts'
import type { OriginOptions } from './request-origin.ts'
import { type CallOptions, serveCall } from './serve-call.ts'
import { teamRoutes } from './team-routes.ts'
import { userRoutes } from './user-routes.ts'
import { webExchange } from './web-exchange.ts'
import { writeReply } from './write-reply.ts'

export interface AppOptions extends CallOptions, OriginOptions, Pick<LogRoutesOptions, 'keyId' | 'flush'> {
  readonly keys: KeyAdministration
  /** People may make and manage keys of their own in no team. Default: they may not. */
  readonly personalKeys?: boolean | undefined
  /** Each of these has its endpoints where it is given. */
  readonly teams?: TeamAdministration
  readonly users?: UserAdministration
  readonly accessGroups?: AccessGroupAdministration
  readonly explainAccess?: AccessExplainer
  readonly records: RecordStore
  /** Rejects while the gateway cannot serve (its database is away). */
  readonly ready: () => Promise<void>
  /** Origins of browser clients that may call; none by default. `*` allows every one. */
  readonly corsOrigins?: readonly string[]
}

type Environment = { Bindings: Partial<NodeBindings> }
type Route = (exchange: HttpExchange, context: Context<Environment>) => Reply | Promise<Reply>

/** What web pages may read of answers. */
const EXPOSED_HEADERS = [
  'x-request-id',
  'x-gateway-overhead-ms',
  'retry-after',
  'www-authenticate',
  'etag',
  ...LIMIT_HEADERS,
]

/** Node's own request and response. Without a server of Node there is no environment at all, whatever Hono's types say. */
function nodeBindings(context: Context<Environment>): Partial<NodeBindings> {
  const environment: Partial<NodeBindings> | undefined = context.env
  return environment ?? {}
}

/** Tells `@hono/node-server` that the route has written its answer to Node's response itself. */
const ALREADY_SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })

/** The gateway's HTTP surface: A2A calls, cards, the registry, keys, records and health. */
export function createApp(options: AppOptions): Hono<Environment> {
  const app = new Hono<Environment>({ strict: false })
  const { agents, authenticate, publicUrl, logger } = options
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
          'last-event-id',
          'traceparent',
          'tracestate',
          'x-litellm-trace-id',
          'x-litellm-session-id',
        ],
        exposeHeaders: [...EXPOSED_HEADERS],
        maxAge: 600,
      }),
    )
  }

  /** The one place where a request becomes an exchange and a reply reaches its reader. */
  const handle = (route: Route) => async (context: Context<Environment>) => {
    const { incoming, outgoing } = nodeBindings(context)
    if (incoming === undefined || outgoing === undefined) {
      const { exchange, respond } = webExchange(context.req.raw)
      return respond(await route(exchange, context))
    }
    const reply = await route(nodeExchange({ incoming, outgoing }, options), context)
    if (corsOrigins.length > 0) for (const [name, value] of context.res.headers) outgoing.setHeader(name, value)
    await writeReply(variesByOrigin ? withVaryOrigin(reply) : reply, { incoming, outgoing })
    return ALREADY_SENT
  }

  /** A route of the admin API: errors in its own form, a request id on every answer. */
  const open = (route: Route) =>
    handle(async (exchange, context) => {
      const requestId = requestIdOf(exchange.headers)
      let reply: Reply
      try {
        reply = await route(exchange, context)
      } catch (thrown) {
        reply = errorReply(
          publicError(thrown, (err) => logger.error({ err, requestId }, 'a request failed inside the gateway')),
        )
      }
      return { ...reply, headers: { ...reply.headers, 'x-request-id': requestId } }
    })
  const authenticated = (
    route: (exchange: HttpExchange, caller: Caller, context: Context<Environment>) => Reply | Promise<Reply>,
  ) => open(async (exchange, context) => route(exchange, await authenticate(exchange.headers), context))
  const param = (context: Context<Environment>, name: string) => context.req.param(name) ?? ''

  const call = handle((exchange, context) => serveCall(exchange, param(context, 'agent'), jsonRpcBinding, options))
  const card = authenticated((exchange, caller, context) =>
    serveAgentCard(exchange, param(context, 'agent'), caller, agents, publicUrl),
  )
  const useOf = open((_exchange, context) => {
    const agent = param(context, 'agent')
    throw gatewayError(
      'METHOD_NOT_FOUND',
      `POST JSON-RPC requests to /a2a/${agent}; its card is at /a2a/${agent}/.well-known/agent-card.json.`,
    )
  })
  for (const base of ['/a2a/:agent', '/v1/a2a/:agent']) {
    app.post(base, call)
    app.post(`${base}/message/send`, call)
    app.post(`${base}/message/stream`, call)
    app.get(`${base}/.well-known/agent-card.json`, card)
    app.get(`${base}/.well-known/agent.json`, card)
    app.get(base, useOf)
  }

  app.get(
    '/v1/adapters',
    authenticated((_exchange, caller) => {
      requireAllowed(caller, 'see every agent')
      return jsonReply(agents.adapters())
    }),
  )
  const registry = agentRoutes(agents, publicUrl)
  app.get('/v1/agents', authenticated(registry.list))
  app.post('/v1/agents', authenticated(registry.create))
  app.get(
    '/v1/agents/:agent',
    authenticated((exchange, caller, context) => registry.show(exchange, caller, param(context, 'agent'))),
  )
  app.get(
    '/v1/agents/:agent/upstreams',
    authenticated((exchange, caller, context) => registry.upstreams(exchange, caller, param(context, 'agent'))),
  )
  app.post(
    '/v1/agents/:agent/stop',
    authenticated((exchange, caller, context) => registry.stop(exchange, caller, param(context, 'agent'))),
  )
  app.post(
    '/v1/agents/:agent/start',
    authenticated((exchange, caller, context) => registry.start(exchange, caller, param(context, 'agent'))),
  )
  app.put(
    '/v1/agents/:agent',
    authenticated((exchange, caller, context) => registry.replace(exchange, caller, param(context, 'agent'))),
  )
  app.patch(
    '/v1/agents/:agent',
    authenticated((exchange, caller, context) => registry.patch(exchange, caller, param(context, 'agent'))),
  )
  app.delete(
    '/v1/agents/:agent',
    authenticated((exchange, caller, context) => registry.remove(exchange, caller, param(context, 'agent'))),
  )

  for (const [name, { method, serve }] of Object.entries(
    keyRoutes(options.keys, options.teams, options.personalKeys),
  )) {
    app.on(method, `/key/${name}`, authenticated(serve))
  }
  const { keys, teams, users, accessGroups, explainAccess } = options
  const routes = {
    team: teams === undefined ? {} : teamRoutes(teams),
    user: teams === undefined || users === undefined ? {} : userRoutes({ users, teams, keys }),
  }
  for (const [kind, named] of Object.entries(routes)) {
    for (const [name, { method, serve }] of Object.entries(named)) {
      app.on(method, `/${kind}/${name}`, authenticated(serve))
    }
  }
  if (accessGroups !== undefined) {
    const groups = accessGroupRoutes(accessGroups)
    app.get('/v1/access_group', authenticated(groups.list))
    app.post('/v1/access_group', authenticated(groups.create))
    for (const [method, serve] of [
      ['GET', groups.show],
      ['PUT', groups.replace],
      ['DELETE', groups.remove],
    ] as const) {
      app.on(
        method,
        '/v1/access_group/:group',
        authenticated((exchange, caller, context) => serve(exchange, caller, param(context, 'group'))),
      )
    }
  }
  if (explainAccess !== undefined) {
    app.get(
      '/v1/access',
      authenticated((exchange, caller) => accessReply(exchange, caller, { ...options, explainAccess })),
    )
  }

  app.get(
    '/v1/logs',
    authenticated((exchange, caller) => listLogs(exchange, caller, options)),
  )
  app.get(
    '/v1/logs/:id',
    authenticated((_exchange, caller, context) => showLog(param(context, 'id'), caller, options)),
  )

  app.get('/health/live', (context) => context.json({ status: 'alive' }))
  app.get('/health/ready', async (context) => {
    if (options.activeCalls.draining) return context.json({ status: 'draining' }, 503)
    try {
      await options.ready()
      return context.json({ status: 'ready' })
    } catch (err) {
      logger.error({ err }, 'not ready: the database does not answer')
      return context.json({ status: 'unavailable', reason: 'the database does not answer' }, 503)
    }
  })

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
    open((exchange, context) => {
      throw gatewayError(
        'NOT_FOUND',
        `There is nothing at ${exchange.method} ${context.req.path}. Agents are called at POST /a2a/{name}.`,
      )
    }),
  )
  return app
}

/** The CORS middleware adds this behind the route, when a reply that was written to a socket has left. */
function withVaryOrigin(reply: Reply): Reply {
  const { vary } = reply.headers
  return { ...reply, headers: { ...reply.headers, vary: vary === undefined ? 'Origin' : `${vary}, Origin` } }
}
