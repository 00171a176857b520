import { gatewayError, type JsonObject } from '@gateway/core'

/** LiteLLM's `litellm_params` of an agent. */
export type LitellmParams = JsonObject

/** Members that are acted on, or say nothing this gateway would act on. */
const KNOWN = new Set(['custom_llm_provider', 'api_base', 'agent_card_path', 'is_public', 'make_public', 'model'])
/** Spellings of a native A2A agent. */
const NATIVE = new Set<unknown>(['a2a', 'a2a_agent', null, undefined])

/** Reads `litellm_params`. Throws INVALID_PARAMS for a provider without an adapter, and for members that would have no effect. */
export function litellmParams(params: JsonObject): LitellmParams {
  const provider = params.custom_llm_provider
  if (!NATIVE.has(provider)) {
    throw gatewayError(
      'INVALID_PARAMS',
      `litellm_params.custom_llm_provider: '${String(provider)}' has no adapter in this version; a native A2A agent needs none.`,
      { field: 'litellm_params.custom_llm_provider' },
    )
  }
  const unknown = Object.keys(params).find((name) => !KNOWN.has(name) && params[name] !== null)
  if (unknown !== undefined) {
    throw gatewayError('INVALID_PARAMS', `litellm_params.${unknown}: not supported by this version. Leave it out.`, {
      field: `litellm_params.${unknown}`,
    })
  }
  return params
}

/** Where the agent's card is, where it is not at a well-known path. */
export const cardPathOf = (params: LitellmParams) => params.agent_card_path ?? undefined
