import type { BudgetCounter, BudgetState, BudgetStore } from '@gateway/core'

interface Counted extends BudgetCounter {
  spent: number
  reserved: number
  readonly since: number
}

interface Reserved {
  readonly parts: readonly { readonly counter: Counted; readonly amount: number }[]
  until: number
}

export function memoryBudgets(): BudgetStore {
  const counters = new Map<string, Counted>()
  const reservations = new Map<string, Reserved>()
  const counterOf = ({ scope, period }: BudgetCounter): Counted => {
    const name = JSON.stringify([scope, period])
    const counter = counters.get(name) ?? { scope, period, spent: 0, reserved: 0, since: Date.now() }
    counters.set(name, counter)
    return counter
  }
  const giveBack = (id: string) => {
    for (const { counter, amount } of reservations.get(id)?.parts ?? []) counter.reserved -= amount
    return reservations.delete(id)
  }
  const stateOf = ({ scope, period, spent, reserved }: Counted): BudgetState => ({ scope, period, spent, reserved })
  return {
    async reserve(id, claims, leaseMilliseconds) {
      const now = Date.now()
      const parts = claims.map((claim) => ({ claim, counter: counterOf(claim), amount: claim.amount }))
      for (const { claim, counter, amount } of parts) {
        const over = counter.spent + counter.reserved > claim.limit - Math.max(amount, 1)
        const late = claim.withinMs !== undefined && counter.since <= now - claim.withinMs
        if (over || late) return { claim, state: stateOf(counter) }
      }
      for (const { counter, amount } of parts) counter.reserved += amount
      reservations.set(id, { parts, until: now + leaseMilliseconds })
      return undefined
    },
    async settle(id, spendings) {
      giveBack(id)
      for (const spending of spendings) counterOf(spending).spent += spending.amount
    },
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
    read: async (scope) => [...counters.values()].filter((each) => each.scope === scope).map(stateOf),
    async reset(scope) {
      for (const counter of counters.values()) if (counter.scope === scope) counter.spent = 0
    },
  }
}
