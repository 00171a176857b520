import type { BudgetOverview, KeyAdministration } from '@gateway/core'
import { gatewayError, softBudgetOf } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { time } from './view-members.ts'

const money = z.number().describe('US dollars.')

const budgetsQuery = z.object({
  key: z.string().optional().describe('The key or its hash.'),
  team_id: z.string().optional(),
  user_id: z.string().optional(),
  agent: z.string().optional().describe('Its id or name.'),
})

const budgetsAnswer = z.object({
  windows: z.array(
    z.object({
      max_budget: money.nullable().describe('US dollars. `null`: it is counted and limits nothing.'),
      soft_budget: money.nullable().describe('US dollars at which there is an alert. `null`: there is none.'),
      budget_duration: z.string().nullable().describe('`null`: it never begins anew.'),
      budget_reset_at: time.nullable(),
      spend: money,
      reserved: z.number().describe('US dollars that are set aside for calls that go on.'),
    }),
  ),
})

const tags = ['Budgets']

/** How budgets stand. */
export function budgetRoutes(budgets: BudgetOverview, keys: KeyAdministration): readonly Route[] {
  return [
    adminRoute({
      method: 'GET',
      path: '/v1/budgets',
      operationId: 'getBudget',
      summary: 'Show how the budget of a key, a team, a user or an agent stands',
      tags,
      may: 'see budgets',
      query: budgetsQuery,
      answer: budgetsAnswer,
      async serve({ query: { key, team_id, user_id, agent } }) {
        const asked = [
          ...(key === undefined ? [] : [{ of: 'key' as const, id: key }]),
          ...(team_id === undefined ? [] : [{ of: 'team' as const, id: team_id }]),
          ...(user_id === undefined ? [] : [{ of: 'user' as const, id: user_id }]),
          ...(agent === undefined ? [] : [{ of: 'agent' as const, id: agent }]),
        ]
        const [first, ...others] = asked
        if (first === undefined || others.length > 0) {
          throw gatewayError('INVALID_PARAMS', 'Name one of key, team_id, user_id and agent.')
        }
        const id = first.of === 'key' ? (await keys.info(first.id)).id : first.id
        const windows = await budgets.look(first.of, id)
        return {
          windows: windows.map(({ duration, resetAt, spent, reserved, ...window }) => ({
            max_budget: window.maxBudget ?? null,
            soft_budget: softBudgetOf(window) ?? null,
            budget_duration: duration ?? null,
            budget_reset_at: resetAt === undefined ? null : new Date(resetAt).toISOString(),
            spend: spent,
            reserved,
          })),
        }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/key/{key}/reset_spend',
      operationId: 'resetKeySpend',
      summary: 'Begin the budgets of a key anew',
      tags,
      may: 'manage budgets',
      params: z.object({ key: z.string().min(1).describe('The key or its hash.') }),
      answer: z.object({ key: z.string().describe('Its id.'), spend: money }),
      async serve({ params }) {
        const { id } = await keys.info(params.key)
        await budgets.reset('key', id)
        return { key: id, spend: 0 }
      },
    }),
  ]
}
