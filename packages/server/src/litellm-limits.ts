import type { JsonObject, JsonValue } from '@gateway/core'
import { gatewayError } from '@gateway/core'

type Words = 'rpm_limit' | 'tpm_limit' | 'max_parallel_requests' | 'session_rpm_limit' | 'session_tpm_limit'

/** LiteLLM's limits of an agent as `limits` of a definition. There, 0 and `null` are how an agent without a limit is shown; in a `PATCH` they take one away. */
export function litellmLimits(
  body: { readonly [Name in Words]: JsonValue | undefined },
  patch: boolean,
): JsonObject | undefined {
  const of = (name: Words, member: string): JsonObject => {
    const value = body[name]
    if (value === undefined) return {}
    if (value === null || value === 0) return patch ? { [member]: null } : {}
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return { [member]: value }
    throw gatewayError('INVALID_PARAMS', `${name}: must be a whole number of at least 1, or null for no limit.`, {
      field: name,
    })
  }
  const session = { ...of('session_rpm_limit', 'requestsPerMinute'), ...of('session_tpm_limit', 'tokensPerMinute') }
  const limits = {
    ...of('rpm_limit', 'requestsPerMinute'),
    ...of('tpm_limit', 'tokensPerMinute'),
    ...of('max_parallel_requests', 'parallel'),
    ...(Object.keys(session).length === 0 ? {} : { session }),
  }
  return Object.keys(limits).length === 0 ? undefined : limits
}
