import type { JsonObject, JsonValue } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'
import { litellmBudget, refuseLooseBudget, withSessionBudget } from './litellm-budget.ts'
import { litellmLimits } from './litellm-limits.ts'
import { type LitellmUpstream, litellmCost, litellmUpstream } from './litellm-upstream.ts'
import { refuseEnvironment } from './refuse-environment.ts'
import { NOT_ENFORCED, refuseUnsupported } from './unsupported-fields.ts'

/** Members of our own answers that come back when somebody edits one and sends it again. */
const ANSWER_ONLY = new Set([
  'agent_id',
  'source',
  'health',
  'problem',
  'stored_card',
  'card_state',
  'repairs',
  'keys',
  'stopped',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'spend',
])

/** What a `PATCH` takes away by `null` (JSON Merge Patch). */
const REMOVABLE = new Set([
  'description',
  'card',
  'limits',
  'records',
  'cost',
  'public',
  'budget',
  'routing',
  'stayAttached',
])

export interface AgentBodyOptions {
  /** The members of a card that a registration may set. */
  readonly cardOverrides: (card: JsonObject) => JsonObject
  /** The definition that a `PATCH` changes, masked: what the body says of its upstream is put over what is there. */
  readonly existing?: Readonly<Record<string, unknown>>
  /** Where the gateway serves the agent that is changed: a card with this URL is one of ours, which was edited. */
  readonly servedUrl?: string
}

/**
 * The body of `POST`, `PUT` and `PATCH /v1/agents` as the definition the registry checks. The gateway's own form passes
 * as it is; LiteLLM's (`agent_name`, `agent_card_params.url`, `litellm_params`, `static_headers`, `extra_headers`) is shorthand
 * for one upstream; `protocolVersion` in its card describes and pins nothing, as its forms write 1.0 for every agent. With
 * `existing`, members that are absent stay absent.
 */
export function agentDefinitionOf(
  body: unknown,
  { cardOverrides, existing, servedUrl }: AgentBodyOptions,
): Record<string, unknown> {
  if (!isJsonObject(body)) {
    throw gatewayError(
      'INVALID_PARAMS',
      'The body must be a JSON object such as {"name":"invoices","url":"http://10.0.0.4:10001"}.',
    )
  }
  refuseUnsupported(body)
  refuseLooseBudget(body)
  refuseEnvironment(body)
  const {
    agent_name,
    agent_card_params,
    litellm_params,
    static_headers,
    extra_headers,
    url,
    rpm_limit,
    tpm_limit,
    max_parallel_requests,
    session_rpm_limit,
    session_tpm_limit,
    object_permission: _unused,
    ...rest
  } = body
  const definition: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).filter(
      ([name, value]) =>
        (value !== null || (existing !== undefined && REMOVABLE.has(name))) &&
        !ANSWER_ONLY.has(name) &&
        !NOT_ENFORCED.has(name),
    ),
  )
  if (definition.name === undefined && agent_name !== undefined) definition.name = agent_name
  // In an answer of ours it is the served card: sent back, it must not take the place of what the agent says of itself.
  const card = 'card_state' in body ? {} : filledIn(objectOf(agent_card_params, 'agent_card_params'))
  const params = objectOf(litellm_params, 'litellm_params')
  const headers =
    static_headers === undefined || static_headers === null ? undefined : objectOf(static_headers, 'static_headers')
  // An empty list is the default, and takes a longer one away where there is an upstream already.
  const forwarded = isEmptyList(extra_headers) && existing === undefined ? undefined : (extra_headers ?? undefined)
  const overrides = cardOverrides(card)
  if (Object.keys(overrides).length > 0) {
    definition.card = { ...overrides, ...(isJsonObject(rest.card) ? rest.card : {}) }
  }
  const isPublic = params.is_public ?? params.make_public
  if (typeof isPublic === 'boolean' && definition.public === undefined) definition.public = isPublic
  const named = isJsonObject(rest.budget) ? litellmBudget(rest.budget) : rest.budget
  const budget = withSessionBudget(params, named, existing !== undefined)
  if (budget !== undefined && budget !== null) definition.budget = budget
  const cost = litellmCost(params)
  if (cost !== undefined && definition.cost === undefined) definition.cost = cost
  const cardUrl = card.url === servedUrl ? undefined : card.url
  const limits = litellmLimits(
    { rpm_limit, tpm_limit, max_parallel_requests, session_rpm_limit, session_tpm_limit },
    existing !== undefined,
  )
  if (limits !== undefined) definition.limits = { ...limits, ...(isJsonObject(rest.limits) ? rest.limits : {}) }
  const upstream = litellmUpstream(params, url ?? cardUrl ?? undefined)
  if (definition.upstreams !== undefined) return definition
  const settings = {
    ...upstream.settings,
    ...(headers === undefined ? {} : { headers }),
    ...(forwarded === undefined ? {} : { forwardHeaders: forwarded }),
  }
  if (existing === undefined) return { ...definition, upstreams: [{ ...adapterOf(upstream), settings }] }
  if (Object.keys(settings).length === 0) return definition
  return { ...definition, upstreams: [overFirst(existing.upstreams, { ...upstream, settings })] }
}

const isEmptyList = (value: JsonValue | undefined) => Array.isArray(value) && value.length === 0

/** Without empty texts, which LiteLLM's forms send of what was not filled in. */
const filledIn = (card: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(card).filter(([, value]) => value !== ''))

const adapterOf = ({ adapter }: LitellmUpstream) => (adapter === undefined ? {} : { adapter })

/** An object that a body may hold; none where it is absent or null. */
function objectOf(value: JsonValue | undefined, field: string): JsonObject {
  if (value === undefined || value === null) return {}
  if (isJsonObject(value)) return value
  throw gatewayError('INVALID_PARAMS', `${field}: must be an object.`, { field })
}

/** What a body says over the upstream that is there; of another kind of agent the settings say nothing any more. */
function overFirst(upstreams: unknown, upstream: LitellmUpstream): Record<string, unknown> {
  const first: unknown = Array.isArray(upstreams) ? upstreams[0] : undefined
  const before = isJsonObject(first) ? first : {}
  const kept =
    isJsonObject(before.settings) && (upstream.adapter === undefined || upstream.adapter === before.adapter)
      ? before.settings
      : {}
  return { ...before, ...adapterOf(upstream), settings: { ...kept, ...upstream.settings } }
}
