/** How much may be spent in one period. */
export interface BudgetWindow {
  /** US dollars. */
  readonly maxBudget: number
  /** Such as `24h`, `7d`, `30d` or `1mo`; see `budgetPeriod`. Absent: it never begins anew. */
  readonly duration?: string | undefined
}

/** How much may be spent in somebody's name. Every window must let a message through. */
export interface Budget {
  /** US dollars. */
  readonly maxBudget?: number | undefined
  /** Of `maxBudget`. */
  readonly duration?: string | undefined
  /** Beside `maxBudget`. */
  readonly windows?: readonly BudgetWindow[] | undefined
  /** `maxBudget` is this much greater until then (ISO 8601). */
  readonly increase?: { readonly by: number; readonly until: string } | undefined
}

/** What keeps one conversation from running away. */
export interface ConversationBudget {
  /** Messages in all. */
  readonly calls?: number | undefined
  /** US dollars in all. */
  readonly cost?: number | undefined
  /** From its first message on, until which messages are taken. */
  readonly seconds?: number | undefined
}

/** Budget of an agent: of all its callers together, and of each conversation. */
export interface AgentBudget extends Budget {
  readonly conversation?: ConversationBudget | undefined
}

/** Budgets of those in whose name a caller asks: each counts by itself, for all who ask in that name. */
export interface CallerBudgets {
  readonly key?: Budget | undefined
  readonly team?: Budget | undefined
  readonly user?: Budget | undefined
}

/** Each member by itself: one that is absent stays as it is, `null` takes it away. */
export type BudgetChange = { readonly [Name in keyof Budget]?: Exclude<Budget[Name], undefined> | null }

/** The windows of a budget as they stand at a time, that of `maxBudget` first. */
export function budgetWindows(budget: Budget | undefined, now: number): readonly BudgetWindow[] {
  if (budget === undefined) return []
  const { maxBudget, duration, windows = [], increase } = budget
  if (maxBudget === undefined) return windows
  const more = increase !== undefined && Date.parse(increase.until) > now ? increase.by : 0
  return [{ maxBudget: maxBudget + more, duration }, ...windows]
}

/** Whether anything is limited at all. */
export const hasBudget = (budget: Budget | undefined): budget is Budget =>
  budget !== undefined && (budget.maxBudget !== undefined || (budget.windows ?? []).length > 0)
