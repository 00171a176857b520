import { randomUUID } from 'node:crypto'
import type { BudgetSpending, BudgetState, BudgetStore, Logger } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { budgetLevels } from './budget-levels.ts'
import { budgetRefusal } from './budget-refusal.ts'
import { type BudgetScope, unitsOf } from './budget-scope.ts'
import { type ConversationDepths, createConversationDepths } from './conversation-depth.ts'

/** What a call may cost has been set aside for it. */
export interface Reservation {
  /** Counts it in more scopes, which were not known when it began, and which cannot refuse it any more. */
  join(scopes: readonly BudgetScope[]): void
  /** What the run takes is in what is settled: `holds` tells so until then. */
  cover(runId: string): void
  /**
   * Gives back what was set aside and books what it did cost, in US dollars. To be called once. `runId`: it is what that run
   * took, which is booked once, also where another gateway finishes it, too.
   */
  settle(dollars: number, runId?: string): void
}

export interface Budgets extends AsyncDisposable {
  /**
   * Sets aside in all scopes what their claims say, or in none: rejects with BUDGET_EXCEEDED, which tells when to come
   * back, and with UNAVAILABLE where it cannot be told whether there is anything left. `requestId`: a run of this
   * request that goes on elsewhere keeps what is set aside.
   */
  reserve(scopes: readonly BudgetScope[], requestId: string): Promise<Reservation>
  /** Books what a run took without anything having been set aside for it here; once, whoever books it. */
  spend(scopes: readonly BudgetScope[], dollars: number, runId: string): void
  /** How deep conversations are among agents. */
  readonly depths: ConversationDepths
  /** Whether a call of this gateway goes on that settles what the run takes. Ids of requests are the callers' own choice. */
  holds(runId: string): boolean
}

export interface BudgetsOptions {
  readonly store: BudgetStore
  readonly logger: Logger
  /**
   * What becomes of messages while the store does not answer: they are refused with UNAVAILABLE, or let through, and what
   * they cost is booked when it answers again. Default `refuse`.
   */
  readonly whenAway?: 'refuse' | 'allow' | undefined
  /** How long what is set aside stays so when its gateway is not heard of any more. Default 60,000. */
  readonly leaseMs?: number
  /** Hears that alerts were made, which somebody has to send. Absent: none are made. */
  readonly onAlerts?: (() => void) | undefined
}

/** Counters that are forgotten at a time. */
const MOST_PRUNED = 1_000

/** Something to book: `id` is what it was set aside under, `settlement` the work that is booked once. */
interface Booking {
  readonly id: string
  readonly settlement: string
  readonly spendings: readonly BudgetSpending[]
}

const ofRun = (runId: string): string => `run:${runId}`

/** Keeps calls within budgets, by what the store has counted for all gateways. */
export function createBudgets(options: BudgetsOptions): Budgets {
  const { store, logger, whenAway = 'refuse', leaseMs = 60_000, onAlerts } = options
  const held = new Set<string>()
  const covered = new Set<string>()
  const writing = new Set<Promise<void>>()
  /** What could not be written: it is tried again until it can. */
  let unsettled: Booking[] = []

  const settle = (booking: Booking): void => {
    const { id, settlement, spendings } = booking
    const write = store.settle(id, spendings, settlement).then(
      (alerts) => {
        held.delete(id)
        if (alerts > 0) onAlerts?.()
      },
      (err: unknown) => {
        logger.error({ err }, 'what calls have cost could not be booked on their budgets: it is tried again')
        unsettled.push(booking)
      },
    )
    writing.add(write)
    void write.finally(() => writing.delete(write))
  }
  const counted = (scopes: readonly BudgetScope[], dollars: number): readonly BudgetSpending[] =>
    scopes.map((each) => {
      const { scope, period, until } = each.claim
      const amount = period === 'calls' ? 1 : unitsOf(dollars)
      return { scope, period, until, amount, ...(onAlerts === undefined ? {} : { levels: budgetLevels(each) }) }
    })

  /** What is left may be too little for any call, so that what is spent never reaches the end. */
  const tellRefusal = (refused: BudgetScope, state: BudgetState): void => {
    const { claim } = refused
    if (onAlerts === undefined || state.spent + Math.max(claim.amount, 1) <= claim.limit) return
    const level = budgetLevels(refused).find((each) => each.type === 'budget.exceeded' && each.amount === claim.limit)
    if (level === undefined || (state.toldExceeded ?? -1) >= level.amount) return
    const write = store.tell(claim, level).then(
      (made) => {
        if (made) onAlerts()
      },
      (err: unknown) => logger.error({ err }, 'the alert of a budget that is exceeded could not be made'),
    )
    writing.add(write)
    void write.finally(() => writing.delete(write))
  }

  const keep = async (): Promise<void> => {
    const again = unsettled
    unsettled = []
    for (const booking of again) settle(booking)
    try {
      await store.renew([...held], leaseMs)
      await store.reclaim()
      await store.prune(MOST_PRUNED)
    } catch (err) {
      logger.warn({ err }, 'what is set aside of budgets could not be renewed')
    }
  }
  const keeping = setInterval(() => void keep(), leaseMs / 3).unref()

  const attempt = async (id: string, scopes: readonly BudgetScope[], requestId: string) => {
    const claims = scopes.map(({ claim }) => claim)
    try {
      const refused = await store.reserve(id, claims, leaseMs, requestId)
      // What a gateway that is gone had set aside may be what is missing.
      return refused !== undefined && refused.state.reserved > 0 && (await store.reclaim()) > 0
        ? await store.reserve(id, claims, leaseMs, requestId)
        : refused
    } catch (cause) {
      if (whenAway === 'allow') {
        logger.warn({ err: cause }, 'a message was let through without a look at its budgets: they do not answer')
        return undefined
      }
      throw gatewayError(
        'UNAVAILABLE',
        'The gateway cannot check the budget now: its database does not answer. Try again.',
        { cause, retryable: true, retryAfter: 5 },
      )
    }
  }

  return {
    depths: createConversationDepths({ store, logger, whenAway }),
    async reserve(scopes, requestId) {
      const id = randomUUID()
      const refused = await attempt(id, scopes, requestId)
      if (refused !== undefined) {
        const { claim, state } = refused
        const scope = scopes.find((each) => each.claim === claim)
        if (scope === undefined) throw new TypeError('A store refuses a claim that it was given.')
        tellRefusal(scope, state)
        throw budgetRefusal(scope, state, Date.now())
      }
      held.add(id)
      const runs: string[] = []
      const counting = [...scopes]
      return {
        join(more) {
          counting.push(...more)
        },
        cover(runId) {
          runs.push(runId)
          covered.add(runId)
        },
        settle(dollars, runId) {
          for (const each of runs) covered.delete(each)
          if (counting.length === 0) held.delete(id)
          else
            settle({ id, settlement: runId === undefined ? id : ofRun(runId), spendings: counted(counting, dollars) })
        },
      }
    },
    spend(scopes, dollars, runId) {
      settle({ id: randomUUID(), settlement: ofRun(runId), spendings: counted(scopes, dollars) })
    },
    holds: (runId) => covered.has(runId),
    async [Symbol.asyncDispose]() {
      clearInterval(keeping)
      while (writing.size > 0) await Promise.all(writing)
    },
  }
}
