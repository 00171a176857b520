import type { JsonObject, JsonValue } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'

/** LiteLLM's `budget` of an agent as that of a definition; what has our names already stays as it is. */
export function litellmBudget(budget: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(budget)) return budget
  const { max_budget, soft_budget, budget_duration, ...ours } = budget
  return {
    ...ours,
    ...(max_budget === undefined || max_budget === null ? {} : { maxBudget: max_budget }),
    ...(soft_budget === undefined || soft_budget === null ? {} : { alertAt: soft_budget }),
    ...(budget_duration === undefined || budget_duration === null ? {} : { duration: budget_duration }),
  }
}

/** LiteLLM's limits of a session in `litellm_params`, as what a conversation with the agent may take. */
export const SESSION_PARAMS = { max_budget_per_session: 'cost', max_iterations: 'calls' } as const

/** The budget with what `litellm_params` say of sessions; `budget` itself says it rather. There, 0 is none. */
export function withSessionBudget(
  params: JsonObject,
  budget: JsonValue | undefined,
  patch: boolean,
): JsonValue | undefined {
  const named = Object.entries(SESSION_PARAMS).flatMap(([theirs, ours]) => {
    const value = params[theirs]
    if (value === undefined || ((value === null || value === 0) && !patch)) return []
    return [[ours, value === 0 ? null : value] as const]
  })
  if (named.length === 0 || (budget !== undefined && !isJsonObject(budget))) return budget
  const given = isJsonObject(budget?.conversation) ? budget.conversation : {}
  return { ...budget, conversation: { ...Object.fromEntries(named), ...given } }
}

/** Throws INVALID_PARAMS for a budget beside `budget`, where a key has it: it would be lost in silence. */
export function refuseLooseBudget(body: JsonObject): void {
  for (const field of ['max_budget', 'soft_budget', 'budget_duration']) {
    if (body[field] === undefined || body[field] === null) continue
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}: that of an agent is in budget: {"maxBudget":10,"duration":"1mo"}.`,
      {
        field,
      },
    )
  }
}
