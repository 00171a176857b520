import type { BudgetCounter, BudgetLevel, BudgetSpending, BudgetState, BudgetStore } from '@gateway/core'
import { SETTLED_MS } from './budget-settlements.ts'

interface Counted extends BudgetCounter {
  spent: number
  reserved: number
  readonly since: number
  ends: number | undefined
  /** The greatest level of each kind that an alert was made of. */
  told: Partial<Record<BudgetLevel['type'], number>>
}

interface Reserved {
  readonly parts: readonly { readonly counter: Counted; readonly amount: number }[]
  until: number
}

/** `makeAlert`: keeps the alert of a level. */
export function memoryBudgets(makeAlert: (level: BudgetLevel, spent: number) => void): BudgetStore {
  const counters = new Map<string, Counted>()
  const reservations = new Map<string, Reserved>()
  /** When each counter was booked on for a settlement. */
  const settlements = new Map<string, number>()
  const settledBefore = (settlement: string, { scope, period, amount }: BudgetSpending): boolean => {
    const name = JSON.stringify([settlement, scope, period])
    if (settlements.has(name)) return true
    if (amount > 0) settlements.set(name, Date.now())
    return false
  }
  const counterOf = ({ scope, period, until }: BudgetCounter): Counted => {
    const name = JSON.stringify([scope, period])
    const fresh = { scope, period, spent: 0, reserved: 0, since: Date.now(), ends: until, told: {} }
    const counter = counters.get(name) ?? fresh
    counters.set(name, counter)
    return counter
  }
  const giveBack = (id: string) => {
    for (const { counter, amount } of reservations.get(id)?.parts ?? []) counter.reserved -= amount
    return reservations.delete(id)
  }
  const stateOf = ({ scope, period, spent, reserved, told }: Counted): BudgetState => ({
    scope,
    period,
    spent,
    reserved,
    ...(told['budget.exceeded'] === undefined ? {} : { toldExceeded: told['budget.exceeded'] }),
  })
  const tell = (counter: Counted, level: BudgetLevel): boolean => {
    if ((counter.told[level.type] ?? -1) >= level.amount) return false
    counter.told[level.type] = level.amount
    makeAlert(level, counter.spent)
    return true
  }
  return {
    async reserve(id, claims, leaseMilliseconds) {
      const now = Date.now()
      const parts = claims.map((claim) => ({ claim, counter: counterOf(claim), amount: claim.amount }))
      for (const { claim, counter, amount } of parts) {
        const over = counter.spent + counter.reserved > claim.limit - Math.max(amount, 1)
        const late = claim.withinMs !== undefined && counter.since <= now - claim.withinMs
        if (over || late) return { claim, state: stateOf(counter) }
      }
      for (const { claim, counter, amount } of parts) {
        counter.reserved += amount
        counter.ends = claim.until
      }
      reservations.set(id, { parts, until: now + leaseMilliseconds })
      return undefined
    },
    async settle(id, spendings, settlement = id) {
      giveBack(id)
      let told = 0
      for (const spending of spendings) {
        const { levels = [], amount, ...named } = spending
        const counter = counterOf(named)
        const more = settledBefore(settlement, spending) ? 0 : amount
        counter.spent = Math.min(counter.spent + more, Number.MAX_SAFE_INTEGER)
        told += levels.filter((level) => level.amount <= counter.spent && tell(counter, level)).length
      }
      return told
    },
    tell: async (counter, level) => tell(counterOf(counter), level),
    async renew(ids, leaseMilliseconds) {
      for (const id of ids) {
        const reserved = reservations.get(id)
        if (reserved) reserved.until = Date.now() + leaseMilliseconds
      }
    },
    async reclaim() {
      const over = [...reservations].filter(([, { until }]) => until < Date.now())
      return over.filter(([id]) => giveBack(id)).length
    },
    async prune(most, settledMilliseconds = SETTLED_MS) {
      const now = Date.now()
      const old = [...settlements].filter(([, at]) => at < now - settledMilliseconds)
      for (const [name] of old.slice(0, most)) settlements.delete(name)
      const over = [...counters].filter(([, { ends, reserved }]) => ends !== undefined && ends < now && reserved === 0)
      return over.slice(0, most).filter(([name]) => counters.delete(name)).length
    },
    read: async (...scopes) => [...counters.values()].filter(({ scope }) => scopes.includes(scope)).map(stateOf),
    async reset(scope) {
      for (const counter of counters.values()) {
        if (counter.scope === scope) Object.assign(counter, { spent: 0, told: {} })
      }
    },
  }
}
