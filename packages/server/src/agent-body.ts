import { gatewayError, isJsonObject } from '@gateway/core'
import { refuseUnsupported } from './unsupported-fields.ts'

/** `litellm_params` that say nothing this gateway acts on. */
const IGNORED_PARAMS = new Set(['is_public', 'make_public', 'model', 'custom_llm_provider', 'api_base'])
/** Card members that are the registration's, not the card's. */
const NOT_CARD = new Set([
  'url',
  'protocolVersion',
  'preferredTransport',
  'additionalInterfaces',
  'supportedInterfaces',
  'signatures',
])

/**
 * The body of `POST`, `PUT` and `PATCH /v1/agents` as the definition the registry checks. The gateway's own form passes
 * as it is; LiteLLM's (`agent_name`, `agent_card_params.url`, `litellm_params`, `static_headers`) is shorthand for one
 * upstream. With `partial`, members that are absent stay absent.
 */
export function agentDefinitionOf(body: unknown, { partial }: { readonly partial: boolean }): Record<string, unknown> {
  if (!isJsonObject(body))
    throw gatewayError(
      'INVALID_PARAMS',
      'The body must be a JSON object such as {"name":"invoices","url":"http://10.0.0.4:10001"}.',
    )
  refuseUnsupported(body)
  const { agent_name, agent_card_params, litellm_params, static_headers, url, object_permission, ...rest } = body
  const definition: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value !== null && !ANSWER_ONLY.has(name) && !isNotEnforced(name)),
  )
  if (definition.name === undefined && agent_name !== undefined) definition.name = agent_name
  const card = isJsonObject(agent_card_params) ? agent_card_params : {}
  const overrides = Object.fromEntries(Object.entries(card).filter(([name]) => !NOT_CARD.has(name)))
  if (Object.keys(overrides).length > 0)
    definition.card = { ...overrides, ...(isJsonObject(rest.card) ? rest.card : {}) }
  if (definition.upstreams !== undefined) return definition
  const params = isJsonObject(litellm_params) ? litellm_params : {}
  refuseProvider(params)
  const address = url ?? card.url ?? params.api_base
  if (address === undefined && static_headers === undefined && partial) return definition
  definition.upstreams = [
    {
      settings: {
        ...(address === undefined ? {} : { url: address }),
        ...(card.protocolVersion === undefined || partial ? {} : { protocolVersion: card.protocolVersion }),
        ...(params.agent_card_path === undefined ? {} : { cardPath: params.agent_card_path }),
        ...(isJsonObject(static_headers) ? { headers: static_headers } : {}),
      },
    },
  ]
  return definition
}

/** Members of our own answers that come back when somebody edits one and sends it again. */
const ANSWER_ONLY = new Set([
  'agent_id',
  'source',
  'stored_card',
  'card_state',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'spend',
])
const isNotEnforced = (name: string) =>
  /_limit$|^(?:kill_switch|extra_headers|access_group_ids|agent_access_groups)$/.test(name)

function refuseProvider(params: Readonly<Record<string, unknown>>): void {
  const provider = params.custom_llm_provider
  if (provider !== undefined && provider !== null && provider !== 'a2a' && provider !== 'a2a_agent') {
    throw gatewayError(
      'INVALID_PARAMS',
      `litellm_params.custom_llm_provider: '${String(provider)}' has no adapter in this version; native A2A agents need none.`,
      { field: 'litellm_params.custom_llm_provider' },
    )
  }
  const unknown = Object.keys(params).filter(
    (name) => !IGNORED_PARAMS.has(name) && name !== 'agent_card_path' && params[name] !== null,
  )
  if (unknown.length > 0) {
    throw gatewayError('INVALID_PARAMS', `litellm_params.${unknown[0]}: not supported by this version. Leave it out.`, {
      field: `litellm_params.${unknown[0]}`,
    })
  }
}
