import { gatewayError, type JsonObject, type JsonValue } from '@gateway/core'
import { SESSION_PARAMS } from './litellm-budget.ts'

/** An upstream as LiteLLM's spellings describe it. */
export interface LitellmUpstream {
  /** Absent: a native A2A agent. */
  readonly adapter?: string
  readonly settings: Readonly<Record<string, JsonValue>>
}

interface Provider {
  /** Its names under `custom_llm_provider`, and before the slash of `model`. */
  readonly names: readonly string[]
  /** What is acted on, beyond what every provider takes. */
  readonly takes: readonly string[]
  /** `url`: `agent_card_params.url`. Next to `api_base` it is where a native agent is, and of the others a description. */
  read(params: JsonObject, url: JsonValue | undefined): LitellmUpstream
}

/** Members that say nothing this gateway would act on, or are read for every provider. */
const COMMON = [
  ...['custom_llm_provider', 'model', 'api_base', 'is_public', 'make_public'],
  ...Object.keys(SESSION_PARAMS),
]

/** What `cost` of a definition is called there. */
const COSTS = {
  cost_per_query: 'perCall',
  input_cost_per_token: 'perInputToken',
  output_cost_per_token: 'perOutputToken',
}

const ENTRA = {
  tenant_id: 'tenantId',
  client_id: 'clientId',
  client_secret: 'clientSecret',
  azure_ad_token: 'token',
  azure_scope: 'scope',
}

const given = (members: Readonly<Record<string, JsonValue | undefined>>): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(
    Object.entries(members).filter((member): member is [string, JsonValue] => (member[1] ?? undefined) !== undefined),
  )

const native: Provider = {
  names: ['a2a', 'a2a_agent', 'pydantic_ai_agents'],
  takes: ['agent_card_path', 'headers', ...Object.keys(ENTRA)],
  read(params, url) {
    const entra = renamed(params, ENTRA)
    const auth = Object.keys(entra).length === 0 ? undefined : { type: 'entra', ...entra }
    const { agent_card_path: cardPath, headers } = params
    return { settings: given({ url: url ?? params.api_base, cardPath, headers, auth }) }
  },
}

const langgraph: Provider = {
  names: ['langgraph'],
  takes: ['api_key', 'headers'],
  read: (params, url) => ({
    adapter: 'langgraph',
    settings: given({
      url: params.api_base ?? url ?? 'http://localhost:2024',
      assistant: modelOf(params, 'langgraph/', 'langgraph/agent'),
      apiKey: params.api_key,
      headers: params.headers,
    }),
  }),
}

const foundry: Provider = {
  names: ['azure_ai'],
  takes: ['api_key', ...Object.keys(ENTRA)],
  read(params, url) {
    const { token = params.api_key, scope, ...secret } = renamed(params, ENTRA)
    const auth = token
      ? { type: 'token', token }
      : Object.keys(secret).length > 0
        ? { type: 'client-secret', ...secret, ...given({ scope }) }
        : scope && { type: 'default', scope }
    const agent = modelOf(params, 'azure_ai/agents/', 'azure_ai/agents/my-agent')
    return { adapter: 'azure-foundry', settings: given({ url: params.api_base ?? url, agent, auth }) }
  },
}

const AWS = {
  aws_access_key_id: 'accessKeyId',
  aws_secret_access_key: 'secretAccessKey',
  aws_session_token: 'sessionToken',
}
const ROLE = {
  aws_role_name: 'roleArn',
  aws_session_name: 'sessionName',
  aws_external_id: 'externalId',
  aws_sts_endpoint: 'stsEndpoint',
  aws_web_identity_token: 'webIdentityTokenFile',
}
const RUNTIME = 'bedrock/agentcore/'

const agentCore: Provider = {
  names: ['bedrock'],
  takes: [
    'api_key',
    'aws_profile_name',
    'aws_region_name',
    'aws_bedrock_runtime_endpoint',
    'qualifier',
    ...Object.keys(AWS),
    ...Object.keys(ROLE),
  ],
  read(params, url) {
    const named = [params.model, url].find((text) => typeof text === 'string' && text.startsWith(RUNTIME))
    const credentials = renamed(params, AWS)
    const assumeRole = renamed(params, ROLE)
    const sigv4 = {
      ...(Object.keys(credentials).length === 0 ? {} : { credentials }),
      ...given({ profile: params.aws_profile_name }),
      ...(Object.keys(assumeRole).length === 0 ? {} : { assumeRole }),
    }
    const auth = params.api_key
      ? { type: 'bearer', token: params.api_key }
      : Object.keys(sigv4).length > 0
        ? { type: 'sigv4', ...sigv4 }
        : undefined
    const endpoint = params.aws_bedrock_runtime_endpoint ?? params.api_base ?? (url === named ? undefined : url)
    return {
      adapter: 'bedrock-agentcore',
      settings: given({
        runtime: modelOf({ model: named ?? params.model ?? null }, RUNTIME, `${RUNTIME}arn:aws:bedrock-agentcore:…`),
        region: params.aws_region_name,
        qualifier: params.qualifier,
        endpoint,
        auth,
      }),
    }
  },
}

const renamed = (params: JsonObject, names: Readonly<Record<string, string>>) =>
  given(Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [ours, params[theirs]])))

/** Characters of what was sent that a refusal repeats. */
const MOST_SHOWN = 100

const PROVIDERS: readonly Provider[] = [native, langgraph, foundry, agentCore]

/**
 * Reads LiteLLM's `litellm_params`, and `agent_card_params.url` as `url`. An empty text says nothing: it is what LiteLLM's
 * own forms send of a field that was not filled in. Throws INVALID_PARAMS for a provider without an adapter, and for
 * members that would have no effect: what is accepted in silence would promise what is not done.
 */
export function litellmUpstream(written: JsonObject, url: JsonValue | undefined): LitellmUpstream {
  const params: JsonObject = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''))
  const address = url === '' ? undefined : url
  const provider = providerOf(params, address)
  const unknown = Object.keys(params).find(
    (name) => ![...COMMON, ...Object.keys(COSTS), ...provider.takes].includes(name) && params[name] !== null,
  )
  if (unknown !== undefined) {
    throw gatewayError('INVALID_PARAMS', `litellm_params.${unknown}: not supported for this provider. Leave it out.`, {
      field: `litellm_params.${unknown}`,
    })
  }
  return provider.read(params, address)
}

function providerOf(params: JsonObject, address: JsonValue | undefined): Provider {
  const named = params.custom_llm_provider ?? undefined
  const prefix = prefixOf(params.model) ?? prefixOf(address)
  const name = named ?? prefix
  if (name === undefined) return native
  const found = PROVIDERS.find(({ names }) => names.some((each) => each === name))
  if (found !== undefined) return found
  if (named === undefined) return native
  throw gatewayError(
    'INVALID_PARAMS',
    `litellm_params.custom_llm_provider: ${JSON.stringify(named).slice(0, MOST_SHOWN)} has no adapter here; there are: ${PROVIDERS.flatMap(({ names }) => names).join(', ')}. A native A2A agent needs none.`,
    { field: 'litellm_params.custom_llm_provider' },
  )
}

/** `langgraph` of `langgraph/agent`. An address is none: `http://…` has no word before its first slash. */
function prefixOf(model: JsonValue | undefined): string | undefined {
  return typeof model === 'string' ? /^([a-z][a-z0-9_]*)\//.exec(model)?.[1] : undefined
}

/** What stands behind the provider in `model`. */
function modelOf(params: JsonObject, prefix: string, example: string): string {
  const { model } = params
  const name = typeof model === 'string' && model.startsWith(prefix) ? model.slice(prefix.length) : model
  if (typeof name === 'string' && name !== '') return name
  throw gatewayError('INVALID_PARAMS', `litellm_params.model: name the agent, such as "${example}".`, {
    field: 'litellm_params.model',
  })
}

/** The prices in `litellm_params` as a definition's `cost`; `undefined` where there are none. */
export function litellmCost(params: JsonObject): Readonly<Record<string, JsonValue>> | undefined {
  const cost = given(Object.fromEntries(Object.entries(COSTS).map(([theirs, ours]) => [ours, params[theirs]])))
  return Object.keys(cost).length === 0 ? undefined : cost
}
