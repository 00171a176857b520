import type { AgentBudget, Budget, BudgetClaim, CallContext, Caller } from '@gateway/core'
import { budgetPeriod, budgetWindows, hasBudget, sessionIdOf } from '@gateway/core'

/** What a call is to be let through by: a claim, and how a refusal names it. */
export interface BudgetScope {
  readonly claim: BudgetClaim
  /** Such as `This key`. */
  readonly whose: string
  /** Milliseconds since the epoch; absent: it never begins anew. */
  readonly resetAt?: number | undefined
}

/** Whose money it is, and whose conversation. */
export interface Spender {
  readonly caller: Pick<Caller, 'keyId' | 'teamId' | 'userId' | 'budgets'>
  readonly agent: CallContext['agent']
  readonly owner: CallContext['owner']
}

/** Money is counted in billionths of a dollar: sums of them are exact, and the price of a token is more than one. */
const UNITS = 1_000_000_000
export const unitsOf = (dollars: number): number => Math.round(dollars * UNITS)
export const dollarsOf = (units: number): number => units / UNITS

/** The names that budgets are counted under. */
export const budgetScopeName = (of: 'key' | 'team' | 'user' | 'agent', id: string): string => `${of}:${id}`

/** Whether a call can have a budget at all. */
export function isBudgeted({ caller }: Pick<Spender, 'caller'>, budget: AgentBudget | undefined): boolean {
  return caller.budgets !== undefined || budget?.conversation !== undefined || hasBudget(budget)
}

/** Who calls and the agent of a call, as far as they have budgets. `dollars`: what the call is expected to cost. */
export function budgetScopes(
  { caller, agent }: Pick<Spender, 'caller' | 'agent'>,
  budget: AgentBudget | undefined,
  dollars: number,
  now: number,
): readonly BudgetScope[] {
  const { budgets, keyId, teamId, userId } = caller
  const of = (scope: string, whose: string, each: Budget | undefined) => windows(scope, whose, each, dollars, now)
  return [
    ...of(budgetScopeName('key', keyId), 'This key', budgets?.key),
    ...(teamId === undefined ? [] : of(budgetScopeName('team', teamId), 'The team of this key', budgets?.team)),
    ...(userId === undefined ? [] : of(budgetScopeName('user', userId), 'The user of this key', budgets?.user)),
    ...of(budgetScopeName('agent', agent.id), `Agent '${agent.name}', for all its callers together,`, budget),
  ]
}

/** The conversation of a call. Another owner's of the same name, or the same owner's with another agent, is another. */
export function conversationScopes(
  { owner, agent }: Pick<Spender, 'owner' | 'agent'>,
  budget: AgentBudget | undefined,
  session: string | undefined,
  dollars: number,
): readonly BudgetScope[] {
  const { calls, cost, seconds } = budget?.conversation ?? {}
  if (session === undefined || budget?.conversation === undefined) return []
  const scope = `conversation:${sessionIdOf(owner, agent.id, session)}`
  const whose = 'This conversation'
  const counted = calls !== undefined || seconds !== undefined
  const limit = calls ?? Number.MAX_SAFE_INTEGER
  const withinMs = seconds === undefined ? undefined : Math.round(seconds * 1_000)
  return [
    ...(counted ? [{ whose, claim: { scope, period: 'calls', amount: 1, limit, withinMs } }] : []),
    ...(cost === undefined
      ? []
      : [{ whose, claim: { scope, period: 'ever', amount: unitsOf(dollars), limit: unitsOf(cost) } }]),
  ]
}

function windows(scope: string, whose: string, budget: Budget | undefined, dollars: number, now: number) {
  return budgetWindows(budget, now).map(({ maxBudget, duration }): BudgetScope => {
    const { name: period, resetAt } = budgetPeriod(duration, now)
    return { whose, resetAt, claim: { scope, period, amount: unitsOf(dollars), limit: unitsOf(maxBudget) } }
  })
}
