import { randomUUID } from 'node:crypto'
import type { BudgetSpending, BudgetStore, Logger } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { budgetRefusal } from './budget-refusal.ts'
import { type BudgetScope, unitsOf } from './budget-scope.ts'

/** What a call may cost has been set aside for it. */
export interface Reservation {
  /** Counts it in more scopes, which were not known when it began, and which cannot refuse it any more. */
  join(scopes: readonly BudgetScope[]): void
  /** Gives back what was set aside and books what it did cost, in US dollars. To be called once. */
  settle(dollars: number): void
}

export interface Budgets extends AsyncDisposable {
  /**
   * Sets aside in all scopes what their claims say, or in none: rejects with BUDGET_EXCEEDED, which tells when to come
   * back, and with UNAVAILABLE where it cannot be told whether there is anything left. `requestId`: what `holds` knows it by.
   */
  reserve(scopes: readonly BudgetScope[], requestId: string): Promise<Reservation>
  /** Books what was spent without anything having been set aside for it here. */
  spend(scopes: readonly BudgetScope[], dollars: number): void
  /** Whether a call of this gateway goes on, so that it settles itself. */
  holds(requestId: string): boolean
}

export interface BudgetsOptions {
  readonly store: BudgetStore
  readonly logger: Logger
  /** How long what is set aside stays so when its gateway is not heard of any more. Default 60,000. */
  readonly leaseMs?: number
}

/** Keeps calls within budgets, by what the store has counted for all gateways. */
export function createBudgets({ store, logger, leaseMs = 60_000 }: BudgetsOptions): Budgets {
  const held = new Map<string, string>()
  const requests = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  /** What could not be written: it is tried again until it can. */
  let unsettled: { id: string; spendings: readonly BudgetSpending[] }[] = []

  const settle = (id: string, spendings: readonly BudgetSpending[]): void => {
    const write = store.settle(id, spendings).then(
      () => void held.delete(id),
      (err: unknown) => {
        logger.error({ err }, 'what calls have cost could not be booked on their budgets: it is tried again')
        unsettled.push({ id, spendings })
      },
    )
    writing.add(write)
    void write.finally(() => writing.delete(write))
  }
  const counted = (scopes: readonly BudgetScope[], dollars: number): readonly BudgetSpending[] =>
    scopes.map(({ claim: { scope, period } }) => ({ scope, period, amount: period === 'calls' ? 1 : unitsOf(dollars) }))

  const keep = async (): Promise<void> => {
    const again = unsettled
    unsettled = []
    for (const { id, spendings } of again) settle(id, spendings)
    try {
      await store.renew([...held.keys()], leaseMs)
      await store.reclaim()
    } catch (err) {
      logger.warn({ err }, 'what is set aside of budgets could not be renewed')
    }
  }
  const keeping = setInterval(() => void keep(), leaseMs / 3).unref()

  const attempt = async (id: string, scopes: readonly BudgetScope[]) => {
    const claims = scopes.map(({ claim }) => claim)
    try {
      const refused = await store.reserve(id, claims, leaseMs)
      // What a gateway that is gone had set aside may be what is missing.
      return refused !== undefined && refused.state.reserved > 0 && (await store.reclaim()) > 0
        ? await store.reserve(id, claims, leaseMs)
        : refused
    } catch (cause) {
      throw gatewayError(
        'UNAVAILABLE',
        'The gateway cannot check the budget now: its database does not answer. Try again.',
        { cause, retryable: true, retryAfter: 5 },
      )
    }
  }

  return {
    async reserve(scopes, requestId) {
      const id = randomUUID()
      const refused = await attempt(id, scopes)
      if (refused !== undefined) {
        const { claim, state } = refused
        const scope = scopes.find((each) => each.claim === claim)
        throw scope === undefined
          ? new TypeError('A store refuses a claim that it was given.')
          : budgetRefusal(scope, state, Date.now())
      }
      held.set(id, requestId)
      requests.set(requestId, (requests.get(requestId) ?? 0) + 1)
      const counting = [...scopes]
      return {
        join(more) {
          counting.push(...more)
        },
        settle(dollars) {
          const left = (requests.get(requestId) ?? 1) - 1
          if (left === 0) requests.delete(requestId)
          else requests.set(requestId, left)
          settle(id, counted(counting, dollars))
        },
      }
    },
    spend: (scopes, dollars) => settle(randomUUID(), counted(scopes, dollars)),
    holds: (requestId) => requests.has(requestId),
    async [Symbol.asyncDispose]() {
      clearInterval(keeping)
      while (writing.size > 0) await Promise.all(writing)
    },
  }
}
