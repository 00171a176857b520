import { gatewayError } from '@gateway/core'

/**
 * Limits and budgets of LiteLLM that this version does not enforce. Accepting one in silence would promise a protection
 * that is not there; `null` says none and is fine.
 */
export const NOT_ENFORCED: ReadonlySet<string> = new Set([
  'budget_id',
  'guardrails',
  'allowed_routes',
  'kill_switch',
  'access_group_ids',
])

/** Throws INVALID_PARAMS when a body asks for what this version does not do. */
export function refuseUnsupported(body: Readonly<Record<string, unknown>>): void {
  const asked = [...NOT_ENFORCED].filter((name) => !isEmpty(body[name]))
  if (asked.length === 0) return
  throw gatewayError(
    'INVALID_PARAMS',
    `${asked.join(', ')}: not enforced by this version. Leave ${asked.length > 1 ? 'them' : 'it'} out.`,
    {
      field: asked[0] ?? '',
    },
  )
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
