import type { BudgetStore, Logger } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it, vi } from 'vitest'
import { type BudgetScope, budgetScopes } from './budget-scope.ts'
import { createBudgets } from './budgets.ts'

const logger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const scope: BudgetScope = {
  whose: 'This key',
  claim: { scope: 'key:a', period: 'ever', amount: 1_000_000_000, limit: 2_000_000_000 },
}

/** A store that can be away. */
function frailStore(): { readonly store: BudgetStore; away: boolean } {
  const { budgets } = memoryStore()
  const frail = {
    away: false,
    store: {
      ...budgets,
      reserve: (...asked: Parameters<BudgetStore['reserve']>) =>
        frail.away ? Promise.reject(new Error('away')) : budgets.reserve(...asked),
      settle: (...asked: Parameters<BudgetStore['settle']>) =>
        frail.away ? Promise.reject(new Error('away')) : budgets.settle(...asked),
    },
  }
  return frail
}

describe('what a call has cost', () => {
  it.each([
    [Number.NaN, 0],
    [-3, 0],
    [Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER],
    [1e300, Number.MAX_SAFE_INTEGER],
  ])('is booked as what can be counted, whatever was told: %s', async (told, spent) => {
    const { budgets: store } = memoryStore()
    await using budgets = createBudgets({ store, logger })
    const reservation = await budgets.reserve([scope], 'r')
    reservation.settle(told)
    await vi.waitFor(async () => expect(await store.read('key:a')).toMatchObject([{ spent, reserved: 0 }]), 10_000)
  })
})

describe('two windows of one period', () => {
  it('are one counter, which the smaller limits', async () => {
    const budget = { maxBudget: 3, duration: '24h', windows: [{ maxBudget: 2, duration: '1d' }] }
    const caller = { keyId: 'k', budgets: { key: budget } }
    const scopes = budgetScopes({ caller, agent: { id: 'a', name: 'a' } }, undefined, 1, Date.now())
    const { budgets: store } = memoryStore()
    await using budgets = createBudgets({ store, logger })
    for (const id of ['one', 'two']) await budgets.reserve(scopes, id)
    await expect(budgets.reserve(scopes, 'three')).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
  })
})

describe('budgets whose store is away', () => {
  it('let nothing through', async () => {
    const frail = frailStore()
    await using budgets = createBudgets({ store: frail.store, logger })
    frail.away = true
    await expect(budgets.reserve([scope], 'r')).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfter: 5 })
  })

  it('let messages through where that is wished, and book what they cost when it is back', async () => {
    const frail = frailStore()
    await using budgets = createBudgets({ store: frail.store, logger, whenAway: 'allow', leaseMs: 60 })
    frail.away = true
    const reservation = await budgets.reserve([scope], 'r')
    reservation.settle(1.5)
    frail.away = false
    await vi.waitFor(
      async () => expect(await frail.store.read('key:a')).toMatchObject([{ spent: 1_500_000_000, reserved: 0 }]),
      10_000,
    )
    // What is spent is refused again.
    await expect(budgets.reserve([{ ...scope, claim: { ...scope.claim, limit: 1 } }], 's')).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    })
  })
})

describe('a booking whose answer is lost', () => {
  it('is made again, and counts once', async () => {
    const { budgets: inner } = memoryStore()
    let lost = 1
    const store: BudgetStore = {
      ...inner,
      async settle(...asked) {
        const told = await inner.settle(...asked)
        if (lost-- > 0) throw new Error('connection lost')
        return told
      },
    }
    const settled = vi.spyOn(store, 'settle')
    await using budgets = createBudgets({ store, logger, leaseMs: 60 })
    const reservation = await budgets.reserve([scope], 'r')
    reservation.settle(0.5)
    await vi.waitFor(
      () => expect(settled.mock.settledResults.map(({ type }) => type)).toEqual(['rejected', 'fulfilled']),
      10_000,
    )
    expect(await store.read('key:a')).toMatchObject([{ spent: 500_000_000, reserved: 0 }])
  })
})
