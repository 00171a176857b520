import type { RateLimits, RateLimitsChange } from '@gateway/core'
import { z } from 'zod'

/** None of nothing: who may do nothing is blocked. */
const most = z
  .int('must be a whole number, or null for no limit')
  .min(1, 'must be at least 1, or null for no limit; block what may do nothing')
  .nullable()
  .optional()

/** The limits of a key, a team or a user, by LiteLLM's names. */
export const limitFields = { rpm_limit: most, tpm_limit: most, max_parallel_requests: most }

type Limits = { readonly [Name in keyof typeof limitFields]?: number | null | undefined }

/** Limits that a body names; `null` takes one away. */
export function limitsChange({ rpm_limit, tpm_limit, max_parallel_requests }: Limits): { limits?: RateLimitsChange } {
  const limits = {
    ...(rpm_limit === undefined ? {} : { requestsPerMinute: rpm_limit }),
    ...(tpm_limit === undefined ? {} : { tokensPerMinute: tpm_limit }),
    ...(max_parallel_requests === undefined ? {} : { parallel: max_parallel_requests }),
  }
  return Object.keys(limits).length === 0 ? {} : { limits }
}

const limit = z.int().nullable().describe('`null`: no limit.')

/** The members of `limitsView`. */
export const limitsAnswer = { rpm_limit: limit, tpm_limit: limit, max_parallel_requests: limit }

/** Limits as answers show them. */
export function limitsView(limits: RateLimits | undefined) {
  return {
    rpm_limit: limits?.requestsPerMinute ?? null,
    tpm_limit: limits?.tokensPerMinute ?? null,
    max_parallel_requests: limits?.parallel ?? null,
  }
}
