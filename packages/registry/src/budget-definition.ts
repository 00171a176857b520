import { isBudgetDuration, isBudgetShare } from '@gateway/core'
import { z } from 'zod'

/** What whole billionths of a dollar can be added up to without rounding. */
const MOST_DOLLARS = 9_000_000
const dollars = z
  .number()
  .positive('must be more than 0 dollars')
  .max(MOST_DOLLARS, `must be at most ${MOST_DOLLARS} dollars`)
const duration = z
  .string()
  .refine(isBudgetDuration, 'must be such as 1h, 24h, 7d, 30d or 1mo')
  .meta({ description: 'In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight.' })

const SHARE = 'must be US dollars above 0, or a share of maxBudget such as 80%'
const alertAt = z
  .union([dollars, z.string().refine(isBudgetShare, SHARE)], SHARE)
  .meta({ description: 'There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%.' })

/** How much may be spent on an agent. */
export const budgetDefinition = z
  .strictObject({
    maxBudget: dollars.meta({ description: 'US dollars, of all callers together.' }).exactOptional(),
    alertAt: alertAt.exactOptional(),
    duration: duration.exactOptional(),
    windows: z
      .array(z.strictObject({ maxBudget: dollars, duration, alertAt: alertAt.exactOptional() }))
      .max(8, 'must be at most 8')
      .meta({ description: 'Further budgets, each of its own duration.' })
      .exactOptional(),
    conversation: z
      .strictObject({
        calls: z
          .int('must be a whole number')
          .positive('must be at least 1')
          .meta({ description: 'Messages in all.' })
          .exactOptional(),
        cost: dollars.meta({ description: 'US dollars in all.' }).exactOptional(),
        seconds: z
          .number()
          .positive('must be more than 0 seconds')
          .max(31_536_000, 'must be at most 31536000 seconds')
          .meta({ description: 'From its first message on.' })
          .exactOptional(),
        depth: z
          .int('must be a whole number')
          .min(1, 'must be at least 1')
          .max(50, 'must be at most 50')
          .meta({ description: 'How many agents deep it may be that call one another with keys of their own.' })
          .exactOptional(),
      })
      .meta({ description: 'Of each conversation of a caller: what ends one that runs away.' })
      .exactOptional(),
  })
  .refine(({ alertAt, maxBudget }) => typeof alertAt !== 'string' || maxBudget !== undefined, {
    error: 'is a share of maxBudget, which is not set',
    path: ['alertAt'],
  })
  .meta({ description: 'How much may be spent on the agent.' })
