import type { AgentBudget, AlertSubject, Budget, BudgetClaim, BudgetHolder, CallContext, Caller } from '@gateway/core'
import { budgetPeriod, budgetWindows, hasBudget, sessionIdOf, softBudgetOf } from '@gateway/core'

/** What a call is to be let through by: a claim, and how a refusal names it. */
export interface BudgetScope {
  readonly claim: BudgetClaim
  /** Such as `This key`. */
  readonly whose: string
  /** Milliseconds since the epoch; absent: it never begins anew. */
  readonly resetAt?: number | undefined
  /** The windows that alerts of it are about; absent: nobody is told of it. */
  readonly windows?: readonly AlertSubject[]
}

/** Whose money it is, and whose conversation. */
export interface Spender {
  readonly caller: Pick<Caller, 'keyId' | 'teamId' | 'userId' | 'budgets'>
  readonly agent: CallContext['agent']
  readonly owner: CallContext['owner']
}

/** How long a window is kept after its end: work that was begun in it is booked there. */
const KEPT_MS = 7 * 86_400_000
/** How long a conversation is kept after its last message; one that goes on later begins anew. */
export const CONVERSATION_MS = 30 * 86_400_000

/** Money is counted in billionths of a dollar: sums of them are exact, and the price of a token is more than one. */
const UNITS = 1_000_000_000
/** What is told to have been spent may be anything: it takes nothing back, and not more than can be counted. */
export const unitsOf = (dollars: number): number =>
  dollars > 0 ? Math.min(Math.round(dollars * UNITS), Number.MAX_SAFE_INTEGER) : 0
export const dollarsOf = (units: number): number => units / UNITS

/** The names that budgets are counted under. */
export const budgetScopeName = (of: BudgetHolder | 'member', id: string): string => `${of}:${id}`

/** A user in a team, as budgets are counted. Ids may have any characters. */
export const memberIdOf = (teamId: string, userId: string): string =>
  `${encodeURIComponent(teamId)}:${encodeURIComponent(userId)}`

/** Whether a call can have a budget at all. */
export function isBudgeted({ caller }: Pick<Spender, 'caller'>, budget: AgentBudget | undefined): boolean {
  const { calls, cost, seconds } = budget?.conversation ?? {}
  const counts = calls !== undefined || cost !== undefined || seconds !== undefined
  return caller.budgets !== undefined || counts || hasBudget(budget)
}

/** Who calls and the agent of a call, as far as they have budgets. `dollars`: what the call is expected to cost. */
export function budgetScopes(
  { caller, agent }: Pick<Spender, 'caller' | 'agent'>,
  budget: AgentBudget | undefined,
  dollars: number,
  now: number,
): readonly BudgetScope[] {
  const { budgets, keyId, teamId, userId } = caller
  const windows = (of: Held['of'], id: string, whose: string, each: Budget | undefined) =>
    each === undefined ? [] : windowScopes({ of, id, whose, budget: each, dollars, now })
  return [
    ...windows('key', keyId, 'This key', budgets?.key),
    ...(teamId === undefined ? [] : windows('team', teamId, 'The team of this key', budgets?.team)),
    ...(userId === undefined ? [] : windows('user', userId, 'The user of this key', budgets?.user)),
    ...(teamId === undefined || userId === undefined
      ? []
      : windows('member', memberIdOf(teamId, userId), 'The user of this key, in its team,', budgets?.member)),
    ...windows('agent', agent.id, `Agent '${agent.name}', for all its callers together,`, budget),
  ]
}

/** The conversation of a call. Another owner's of the same name, or the same owner's with another agent, is another. */
export function conversationScopes(
  { owner, agent }: Pick<Spender, 'owner' | 'agent'>,
  budget: AgentBudget | undefined,
  session: string | undefined,
  dollars: number,
  now: number,
): readonly BudgetScope[] {
  const { calls, cost, seconds } = budget?.conversation ?? {}
  if (session === undefined || budget?.conversation === undefined) return []
  const scope = `conversation:${sessionIdOf(owner, agent.id, session)}`
  const whose = 'This conversation'
  const counted = calls !== undefined || seconds !== undefined
  const limit = calls ?? Number.MAX_SAFE_INTEGER
  const withinMs = seconds === undefined ? undefined : Math.round(seconds * 1_000)
  const until = now + Math.max(CONVERSATION_MS, 2 * (withinMs ?? 0))
  return [
    ...(counted ? [{ whose, claim: { scope, period: 'calls', amount: 1, limit, withinMs, until } }] : []),
    ...(cost === undefined
      ? []
      : [{ whose, claim: { scope, period: 'ever', amount: unitsOf(dollars), limit: unitsOf(cost), until } }]),
  ]
}

interface Held {
  readonly of: BudgetHolder | 'member'
  readonly id: string
  readonly whose: string
  readonly budget: Budget
  readonly dollars: number
  readonly now: number
}

/** Two windows of one period are one counter, which the smaller of them limits: `24h` and `1d` begin together. */
function windowScopes({ of, id, whose, budget, dollars, now }: Held): readonly BudgetScope[] {
  const scope = budgetScopeName(of, id)
  const scopes = new Map<string, BudgetScope>()
  for (const window of budgetWindows(budget, now)) {
    const { maxBudget, duration } = window
    const { name: period, resetAt } = budgetPeriod(duration, now)
    const same = scopes.get(period)
    const end = maxBudget === undefined ? Number.MAX_SAFE_INTEGER : unitsOf(maxBudget)
    const limit = Math.min(end, same?.claim.limit ?? end)
    const until = resetAt === undefined ? undefined : resetAt + KEPT_MS
    // Of members of teams nobody is told.
    const told = of === 'member' ? [] : [{ of, id, softBudget: softBudgetOf(window), maxBudget, duration, resetAt }]
    scopes.set(period, {
      whose,
      resetAt,
      claim: { scope, period, amount: unitsOf(dollars), limit, until },
      windows: [...(same?.windows ?? []), ...told],
    })
  }
  return [...scopes.values()]
}
