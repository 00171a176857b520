/** How much may be spent in one period. */
export interface BudgetWindow {
  /** US dollars. */
  readonly maxBudget: number
  /** Such as `24h`, `7d`, `30d` or `1mo`; see `budgetPeriod`. Absent: it never begins anew. */
  readonly duration?: string | undefined
  /** Who is to hear of it is told when so much is spent: US dollars, or a share of `maxBudget` such as `80%`. */
  readonly alertAt?: number | string | undefined
}

/** A window as it is counted: without `maxBudget` it limits nothing. */
export type CountedWindow = Omit<BudgetWindow, 'maxBudget'> & Partial<Pick<BudgetWindow, 'maxBudget'>>

/** How much may be spent in somebody's name. Every window must let a message through. */
export interface Budget {
  /** US dollars. */
  readonly maxBudget?: number | undefined
  /** Of `maxBudget`, and a share of it; it may be there alone. */
  readonly alertAt?: number | string | undefined
  /** Of `maxBudget` and `alertAt`. */
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
  /**
   * How many agents deep: 1 takes no message from an agent. A message of an agent (its key is an agent's) is one deeper than
   * that agent was ever asked in the conversation, and at least 2.
   */
  readonly depth?: number | undefined
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
  /** Of the user in that team. */
  readonly member?: Budget | undefined
}

/** Each member by itself: one that is absent stays as it is, `null` takes it away. */
export type BudgetChange = { readonly [Name in keyof Budget]?: Exclude<Budget[Name], undefined> | null }

/** The windows of a budget as they stand at a time, that of `maxBudget` first. */
export function budgetWindows(budget: Budget | undefined, now: number): readonly CountedWindow[] {
  if (budget === undefined) return []
  const { maxBudget, alertAt, duration, windows = [], increase } = budget
  if (maxBudget === undefined) return alertAt === undefined ? windows : [{ duration, alertAt }, ...windows]
  const more = increase !== undefined && Date.parse(increase.until) > now ? increase.by : 0
  return [{ maxBudget: maxBudget + more, duration, alertAt }, ...windows]
}

const SHARE = /^(\d{1,2}(?:\.\d{1,3})?)%$/

/** Whether `softBudgetOf` knows such a share. */
export const isBudgetShare = (text: string): boolean => Number(SHARE.exec(text)?.[1] ?? 0) > 0

/** At how many US dollars somebody is to be told; `undefined`: at none. */
export function softBudgetOf({ alertAt, maxBudget }: CountedWindow): number | undefined {
  if (typeof alertAt !== 'string') return alertAt
  const percent = SHARE.exec(alertAt)?.[1]
  return percent === undefined || maxBudget === undefined ? undefined : (maxBudget * Number(percent)) / 100
}

/** Whether anything is counted at all. */
export const hasBudget = (budget: Budget | undefined): budget is Budget =>
  budget !== undefined &&
  (budget.maxBudget !== undefined || budget.alertAt !== undefined || (budget.windows ?? []).length > 0)
