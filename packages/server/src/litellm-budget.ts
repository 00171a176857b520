import type { JsonObject, JsonValue } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'

/** LiteLLM's `budget` of an agent as that of a definition; what has our names already stays as it is. */
export function litellmBudget(budget: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(budget)) return budget
  const { max_budget, budget_duration, ...ours } = budget
  return {
    ...ours,
    ...(max_budget === undefined || max_budget === null ? {} : { maxBudget: max_budget }),
    ...(budget_duration === undefined || budget_duration === null ? {} : { duration: budget_duration }),
  }
}

/** Throws INVALID_PARAMS for a budget beside `budget`, where a key has it: it would be lost in silence. */
export function refuseLooseBudget(body: JsonObject): void {
  for (const field of ['max_budget', 'budget_duration']) {
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
