import type { BudgetCounter, BudgetLevel, BudgetState, BudgetStore } from '@gateway/core'

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
    async settle(id, spendings) {
      giveBack(id)
      let told = 0
      for (const { levels = [], amount, ...named } of spendings) {
        const counter = counterOf(named)
        counter.spent = Math.min(counter.spent + amount, Number.MAX_SAFE_INTEGER)
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
    async prune(most) {
      const now = Date.now()
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
