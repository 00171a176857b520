import type { Budget, BudgetChange } from '@gateway/core'
import { budgetPeriod, isBudgetDuration, isBudgetShare } from '@gateway/core'
import { z } from 'zod'
import { time } from './view-members.ts'

/** What whole billionths of a dollar can be added up to without rounding. */
const MOST_DOLLARS = 9_000_000
const dollars = z
  .number()
  .positive('must be more than 0 dollars, or null for no budget; block what may spend nothing')
  .max(MOST_DOLLARS, `must be at most ${MOST_DOLLARS} dollars`)
const duration = z.string().refine(isBudgetDuration, 'must be such as 1h, 24h, 7d, 30d or 1mo')

const SHARE = 'must be US dollars above 0, or a share of max_budget such as "80%"'

/** At what there is an alert: US dollars, or a share of the budget. */
const softBudget = z
  .union([dollars, z.string().refine(isBudgetShare, SHARE)], SHARE)
  .describe('There is an alert when so much is spent: US dollars, or a share of `max_budget` such as `80%`.')

/** The budget of a key, a team or a user, by LiteLLM's names. */
export const budgetFields = {
  max_budget: dollars.nullable().optional(),
  soft_budget: softBudget.nullable().optional(),
  budget_duration: duration.nullable().optional(),
  budget_limits: z
    .array(z.strictObject({ budget_duration: duration, max_budget: dollars }))
    .max(8, 'must be at most 8')
    .nullable()
    .optional(),
}

/** A greater `max_budget` for a while, which updates alone take. */
export const increaseFields = {
  temp_budget_increase: dollars.nullable().optional(),
  temp_budget_expiry: z.iso.datetime({ offset: true }).nullable().optional(),
}

type Sent = z.infer<z.ZodObject<typeof budgetFields & typeof increaseFields>>

/** The budget that a body names; `null` takes a member away. */
export function budgetChange(body: Sent): { budget?: BudgetChange } {
  const { max_budget, soft_budget, budget_duration, budget_limits, temp_budget_increase, temp_budget_expiry } = body
  const windows = budget_limits?.map((each) => ({ maxBudget: each.max_budget, duration: each.budget_duration }))
  const increase =
    temp_budget_increase && temp_budget_expiry ? { by: temp_budget_increase, until: temp_budget_expiry } : null
  const budget = {
    ...(max_budget === undefined ? {} : { maxBudget: max_budget }),
    ...(soft_budget === undefined ? {} : { alertAt: soft_budget }),
    ...(budget_duration === undefined ? {} : { duration: budget_duration }),
    ...(budget_limits === undefined ? {} : { windows: windows?.length ? windows : null }),
    ...(temp_budget_increase === undefined ? {} : { increase }),
  }
  return Object.keys(budget).length === 0 ? {} : { budget }
}

/** The members of `budgetView`. */
export const budgetAnswer = {
  max_budget: z.number().nullable().describe('US dollars. `null`: no budget.'),
  soft_budget: z
    .union([z.number(), z.string()])
    .nullable()
    .describe(
      'There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none.',
    ),
  budget_duration: z.string().nullable().describe('`null`: it never begins anew.'),
  budget_reset_at: time.nullable(),
  budget_limits: z.array(z.object({ budget_duration: z.string(), max_budget: z.number() })),
  temp_budget_increase: z.number().nullable(),
  temp_budget_expiry: time.nullable(),
}

/** A budget as answers show it. */
export function budgetView(budget: Budget | undefined) {
  const { resetAt } = budgetPeriod(budget?.duration, Date.now())
  return {
    max_budget: budget?.maxBudget ?? null,
    soft_budget: budget?.alertAt ?? null,
    budget_duration: budget?.duration ?? null,
    budget_reset_at: resetAt === undefined ? null : new Date(resetAt).toISOString(),
    budget_limits: (budget?.windows ?? []).map((each) => ({
      budget_duration: each.duration ?? '',
      max_budget: each.maxBudget,
    })),
    temp_budget_increase: budget?.increase?.by ?? null,
    temp_budget_expiry: budget?.increase?.until ?? null,
  }
}
