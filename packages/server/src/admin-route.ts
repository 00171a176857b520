import type { Caller, ChangeCondition, EntryVersion, Logger } from '@gateway/core'
import type { z } from 'zod'
import type { Action } from './allowed-actions.ts'
import { auditedRequest, type RequestAudit } from './audited-request.ts'
import { conditionalReply, conditionOf, taggedReply } from './conditional-reply.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import type { IdempotentRequests } from './idempotent-requests.ts'
import { jsonReply } from './json-reply.ts'
import type { Authenticate } from './ports.ts'
import { BODY_BYTES, checked, readJson } from './read-json.ts'
import { identified, requireMay } from './route-caller.ts'

/**
 * Who may use a route. An action: the roles that `allowed-actions.ts` gives it, before the request is read. `inTeam`: also
 * those who may do it in a team; the route itself asks about the team concerned. `anyone`: no credential is looked at.
 */
export type May = Action | { readonly inTeam: Action } | 'anyone with a credential' | 'anyone'

/** One answer of a route, for its description. Without a schema it has no body of JSON. */
export interface RouteAnswer {
  readonly description: string
  readonly schema?: z.ZodType
  /** Default `application/json`. */
  readonly contentType?: string
  /** What its headers tell, by their names. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What is told of a route in the API's description. */
export interface RouteDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Parameters in braces: `/v1/agents/{agent}`. */
  readonly path: `/${string}`
  /** Unique, a verb first: the name of the function in generated clients. */
  readonly operationId: string
  /** One line without a full stop. */
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly may: May
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** A change that takes `If-Match`: `serve` hands its condition on to where the change is made. Default: it does not. */
  readonly conditional?: boolean
  /** It makes something, and takes `Idempotency-Key`: sent again, it is answered as before. Default: it does not. */
  readonly idempotent?: boolean
  /** By HTTP status. Errors are described once, for all routes. */
  readonly answers: Readonly<Record<number, RouteAnswer>>
}

export interface RouteContext {
  readonly authenticate: Authenticate
  readonly logger: Logger
  /** Who changes what is written down where it is given. */
  readonly audit?: RequestAudit | undefined
  /** Does what is sent again once where it is given. */
  readonly idempotentRequests?: IdempotentRequests | undefined
}

/** A route of the gateway: its description, and how it answers. */
export interface Route extends RouteDescription {
  respond(
    exchange: HttpExchange,
    params: Readonly<Record<string, string>>,
    context: RouteContext,
  ): Reply | Promise<Reply>
}

/** A request as a route's `serve` gets it, checked by the route's schemas. */
export interface RouteRequest<Params, Query, Body, Who> {
  readonly exchange: HttpExchange
  readonly caller: Who
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** That of the answer, too. */
  readonly requestId: string
  /** What `If-Match` asks, of a route that is `conditional`. */
  readonly condition: ChangeCondition | undefined
}

interface Parts<Params, Query, Body> extends Omit<RouteDescription, 'answers' | 'may'> {
  /** The largest body, in bytes. Default: that of the admin API. */
  readonly bodyBytes?: number
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
}

interface Served<Params, Query, Body, Result, Who> extends Parts<Params, Query, Body> {
  serve(request: RouteRequest<Params, Query, Body, Who>): Result | Promise<Result>
}

/** What a route that shows or changes one thing says of it in its answer: its `ETag` begins with that. */
interface Versioned<Answer> {
  readonly version?: (answer: Answer) => EntryVersion
}

export type ForCallers = { readonly may: Exclude<May, 'anyone'> }

/** A value that is only read: what views return fits the types of the schemas. */
export type Plain<Value> = Value extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Plain<Value[Name]> }
    : Value

export const UNCHANGED: RouteAnswer = {
  description: 'It is as it was: `If-None-Match` has the `ETag` of the answer before.',
}

/** A route that answers 200 with JSON, or with an error. `serve` returns the value, which `answer` describes. */
export function adminRoute<Answer, Params = undefined, Query = undefined, Body = undefined>({
  answer,
  version,
  ...route
}: Served<Params, Query, Body, Plain<NoInfer<Answer>>, Caller> &
  Versioned<Plain<NoInfer<Answer>>> &
  ForCallers & { readonly answer: z.ZodType<Answer> }): Route {
  const reads = route.method === 'GET'
  return {
    ...route,
    answers: { 200: { description: 'Done.', schema: answer }, ...(reads ? { 304: UNCHANGED } : {}) },
    respond: (exchange, params, context) =>
      identified(exchange, context, async (requestId) => {
        const replyOf = (value: Plain<NoInfer<Answer>>) => {
          const [reply, state] = [jsonReply(value), version?.(value)]
          if (reads) return conditionalReply(reply, exchange.headers['if-none-match'], state)
          return state === undefined ? reply : taggedReply(reply, state)
        }
        return forCaller(route, exchange, params, { ...context, requestId, replyOf })
      }),
  }
}

/** A route that makes its reply itself: other statuses than 200, headers of its own, or what is no JSON. */
export function replyRoute<Params = undefined, Query = undefined, Body = undefined>(
  route: Served<Params, Query, Body, Reply, Caller> & ForCallers & Pick<RouteDescription, 'answers'>,
): Route {
  return {
    ...route,
    respond: (exchange, params, context) =>
      identified(exchange, context, (requestId) =>
        forCaller(route, exchange, params, { ...context, requestId, replyOf: (reply) => reply }),
      ),
  }
}

/** A route for anyone, who is not asked for a credential. It makes its reply itself, with `jsonReply`. */
export function openRoute<Params = undefined, Query = undefined, Body = undefined>(
  route: Served<Params, Query, Body, Reply, undefined> & Pick<RouteDescription, 'answers'>,
): Route {
  return {
    ...route,
    may: 'anyone',
    respond: (exchange, params, context) =>
      identified(exchange, context, async (requestId) =>
        route.serve({ ...(await parts(route, exchange, params)), caller: undefined, requestId }),
      ),
  }
}

interface Asked<Result> extends RouteContext {
  readonly requestId: string
  readonly replyOf: (result: Result) => Reply
}

/** Who asks, then whether they may, then what they ask: nobody learns by errors what they may not see. */
async function forCaller<Params, Query, Body, Result>(
  route: Served<Params, Query, Body, Result, Caller> & ForCallers,
  exchange: HttpExchange,
  named: Readonly<Record<string, string>>,
  { authenticate, audit, idempotentRequests, requestId, replyOf }: Asked<Result>,
): Promise<Reply> {
  const caller = await authenticate(exchange.headers, exchange)
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '')
  return auditedRequest(audit, { exchange, caller, requestId, path }, async () => {
    requireMay(caller, route.may)
    const serve = async (text?: string) =>
      replyOf(await route.serve({ ...(await parts(route, exchange, named, text)), caller, requestId }))
    const key = exchange.headers['idempotency-key']
    if (!route.idempotent || idempotentRequests === undefined || key === undefined) return serve()
    const text = await exchange.text(route.bodyBytes ?? BODY_BYTES)
    const asked = [path, exchange.query.toString(), text]
    const sent = { caller, route: `${route.method} ${route.path}`, key, asked }
    return idempotentRequests.once(sent, () => serve(text))
  })
}

async function parts<Params, Query, Body>(
  { params, query, body, bodyBytes, conditional }: Parts<Params, Query, Body>,
  exchange: HttpExchange,
  named: Readonly<Record<string, string>>,
  /** The body, where it has been read already. */
  text?: string,
) {
  return {
    exchange,
    params: part(params, (schema) => checked(named, schema)),
    query: part(query, (schema) => checked(Object.fromEntries(exchange.query), schema)),
    body: await part(body, (schema) =>
      readJson(text === undefined ? exchange : { text: async () => text }, schema, bodyBytes),
    ),
    condition: conditional ? conditionOf(exchange.headers['if-match']) : undefined,
  }
}

/** What a route has no schema for, it does not read: its type is `undefined` then. */
function part<Value, Read>(schema: z.ZodType<Value> | undefined, read: (schema: z.ZodType<Value>) => Read): Read
function part(schema: z.ZodType | undefined, read: (schema: z.ZodType) => unknown): unknown {
  return schema === undefined ? undefined : read(schema)
}
