import type { BudgetState, GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type BudgetScope, dollarsOf } from './budget-scope.ts'

/** Says which budget does not let a call through, how it stands, and when it begins anew. */
export function budgetRefusal({ whose, claim, resetAt }: BudgetScope, state: BudgetState, now: number): GatewayError {
  const ask = 'ask an administrator for more'
  if (claim.period === 'calls') {
    const over = state.spent + state.reserved >= claim.limit
    const reached = over
      ? `may have ${claim.limit} messages in all, and has had them`
      : `may go on for ${(claim.withinMs ?? 0) / 1_000} seconds, and they are over`
    return gatewayError('BUDGET_EXCEEDED', `${whose} ${reached}. Begin a new one, or ${ask}.`)
  }
  const reserved = state.reserved === 0 ? '' : `, and ${money(state.reserved)} is set aside for calls that go on`
  const stands = `${whose} may spend ${money(claim.limit)}, has spent ${money(state.spent)}${reserved}`
  if (resetAt === undefined) {
    const next = claim.scope.startsWith('conversation:')
      ? `Begin a new one, or ${ask}`
      : `It does not begin anew: ${ask}`
    return gatewayError('BUDGET_EXCEEDED', `${stands}. ${next}.`)
  }
  const again = new Date(resetAt).toISOString()
  return gatewayError('BUDGET_EXCEEDED', `${stands}. It begins anew at ${again}; until then, ${ask}.`, {
    retryAfter: Math.max(1, Math.ceil((resetAt - now) / 1_000)),
  })
}

/** Six decimals at most, and no more than there are. */
const money = (units: number): string => `$${Number(dollarsOf(units).toFixed(6))}`
