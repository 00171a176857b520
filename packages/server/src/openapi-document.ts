import { ERROR_CODES, isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import { z } from 'zod'
import type { RouteAnswer, RouteDescription } from './admin-route.ts'
import { OpenApiSchemas } from './openapi-schemas.ts'

/** The answer of every route that fails. */
export const errorAnswer = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERROR_CODES)),
      message: z.string().describe('What was wrong, where, and what to do.'),
      type: z.string().optional().describe('What LiteLLM calls it, such as `budget_exceeded`.'),
      param: z.string().optional().describe('The field that is wrong, such as `object_permission.agents[0]`.'),
    }),
  })
  .meta({ id: 'Error' })

const TAGS = [
  { name: 'Calls', description: 'Calls of agents by A2A, and their cards.' },
  { name: 'Agents', description: 'The registry of agents.' },
  { name: 'Keys', description: 'Virtual keys, by LiteLLM’s names.' },
  { name: 'Teams', description: 'Teams, by LiteLLM’s names.' },
  { name: 'Users', description: 'Users, by LiteLLM’s names.' },
  { name: 'Access groups', description: 'Named groups of agents, and why a key may or may not call one.' },
  { name: 'Records', description: 'What is kept of each call.' },
  { name: 'Hub', description: 'Where people look for an agent.' },
  { name: 'Health', description: 'For whatever starts and balances gateways.' },
]

const FAILURES = {
  400: ['Wrong', 'The request is wrong: `message` says where.'],
  401: ['Unauthenticated', 'The credential is missing, malformed, unknown, blocked or expired.'],
  403: ['Forbidden', 'The caller is known and may not do this.'],
  404: ['NotFound', 'It does not exist, or the caller may not know that it does.'],
  409: ['Conflict', 'It exists already; or, with `Retry-After`, what has this `Idempotency-Key` is being done.'],
  412: ['Changed', 'It is not, or no longer, as `If-Match` says.'],
  422: ['KeyReused', 'Another request was sent under this `Idempotency-Key`.'],
  default: ['Failed', 'Any other failure: `error.code` says which.'],
} as const

const IF_MATCH = {
  name: 'if-match',
  in: 'header',
  required: false,
  description: 'The `ETag` with which it was read: 412, and nothing is changed, if it has changed since.',
  schema: { type: 'string' },
}

const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description:
    'New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`.',
  schema: { type: 'string', maxLength: 255 },
}

/** The OpenAPI 3.1 description of routes. */
export function openApiDocument(routes: readonly RouteDescription[]): JsonObject {
  const schemas = new OpenApiSchemas()
  const error = { 'application/json': { schema: schemas.of(errorAnswer, 'output') } }
  const paths: Record<string, Record<string, JsonValue>> = {}
  for (const route of routes) {
    const path = paths[route.path] ?? {}
    paths[route.path] = path
    path[route.method.toLowerCase()] = operation(route, schemas)
  }
  const used = new Set(routes.flatMap(({ tags }) => tags))
  return {
    openapi: '3.1.0',
    info: {
      title: 'A2A agent gateway',
      version: '1',
      description: 'Every answer has an `x-request-id`, under which the gateway’s log has what it knows of it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { litellmKey: [] }],
    tags: [...TAGS.filter(({ name }) => used.has(name)), ...others(used)],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key, or the admin key.' },
        litellmKey: { type: 'apiKey', in: 'header', name: 'x-litellm-api-key' },
      },
      responses: Object.fromEntries(
        Object.values(FAILURES).map(([name, description]) => [name, { description, content: error }]),
      ),
      schemas: schemas.named,
    },
  }
}

const others = (used: ReadonlySet<string>) =>
  [...used].filter((tag) => TAGS.every(({ name }) => name !== tag)).map((name) => ({ name }))

function operation(route: RouteDescription, schemas: OpenApiSchemas): JsonObject {
  const { operationId, summary, description, tags, may, params, query, body, answers, conditional, idempotent } = route
  const parameters = [
    ...parametersOf(params && schemas.of(params, 'input'), 'path'),
    ...parametersOf(query && schemas.of(query, 'input'), 'query'),
    ...(conditional ? [IF_MATCH] : []),
    ...(idempotent ? [IDEMPOTENCY_KEY] : []),
  ]
  const failures = [
    ...(query || body ? [400 as const] : []),
    ...(may === 'anyone' ? [] : [401 as const, 403 as const]),
    ...(params ? [404 as const] : []),
    ...(idempotent ? [409 as const, 422 as const] : []),
    ...(conditional ? [412 as const] : []),
    'default' as const,
  ].map((status) => [status, { $ref: `#/components/responses/${FAILURES[status][0]}` }] as const)
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [...tags],
    ...(may === 'anyone' ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemas.of(body, 'input') } } },
    }),
    responses: {
      ...Object.fromEntries(failures),
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer, schemas)])),
    },
  }
}

function response(
  { description, schema, contentType = 'application/json', headers }: RouteAnswer,
  schemas: OpenApiSchemas,
): JsonObject {
  const named = Object.entries(headers ?? {}).map(([name, told]) => [
    name,
    { description: told, schema: { type: 'string' } },
  ])
  return {
    description,
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) }),
    ...(schema && { content: { [contentType]: { schema: schemas.of(schema, 'output') } } }),
  }
}

function parametersOf(schema: JsonValue | undefined, place: 'path' | 'query'): readonly JsonObject[] {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).map(([name, member]) => {
    const { description, ...rest } = isJsonObject(member) ? member : {}
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }
  })
}
