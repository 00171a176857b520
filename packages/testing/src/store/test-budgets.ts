import { setTimeout as delay } from 'node:timers/promises'
import type { BudgetClaim, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'

const LEASE = 600_000

const claim = (scope: string, fields: Partial<BudgetClaim> = {}): BudgetClaim => ({
  scope,
  period: 'ever',
  amount: 10,
  limit: 100,
  ...fields,
})

export function testBudgets(store: () => Store): void {
  const reserve = (id: string, ...claims: BudgetClaim[]) => store().budgets.reserve(id, claims, LEASE)
  const state = async (scope: string) =>
    (await store().budgets.read(scope)).map(({ spent, reserved }) => [spent, reserved])

  describe('budgets', () => {
    it('sets aside what is within the limit, exactly, also when all comes at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => reserve(`many-${index}`, claim('budgets-many'))),
      )
      expect(outcomes.filter((refused) => refused === undefined)).toHaveLength(10)
      expect(await state('budgets-many')).toEqual([[0, 100]])
    })

    it('sets aside in all counters or in none, and says which had too little', async () => {
      const little = claim('budgets-little', { limit: 15 })
      expect(await reserve('first', claim('budgets-wide'), little)).toBeUndefined()
      const refused = await reserve('second', claim('budgets-wide'), little)
      expect(refused?.claim).toBe(little)
      expect(refused?.state).toEqual({ scope: 'budgets-little', period: 'ever', spent: 0, reserved: 10 })
      expect(await state('budgets-wide')).toEqual([[0, 10]])
    })

    it('books what was spent in the place of what was set aside, once', async () => {
      const spending = { scope: 'budgets-settled', period: 'ever', amount: 7 }
      await reserve('settled', claim('budgets-settled'), claim('budgets-settled', { period: 'calls', amount: 1 }))
      await store().budgets.settle('settled', [spending])
      expect((await store().budgets.read('budgets-settled')).map(({ reserved }) => reserved)).toEqual([0, 0])
      await store().budgets.settle('never reserved', [spending])
      const found = await store().budgets.read('budgets-settled')
      expect(found.find(({ period }) => period === 'ever')).toMatchObject({ spent: 14, reserved: 0 })
    })

    it('lets nothing through where all is spent, not even what costs nothing', async () => {
      await store().budgets.settle('over', [{ scope: 'budgets-over', period: 'ever', amount: 100 }])
      expect(await reserve('over-free', claim('budgets-over', { amount: 0 }))).toMatchObject({ state: { spent: 100 } })
      await store().budgets.reset('budgets-over')
      expect(await reserve('over-reset', claim('budgets-over', { amount: 0 }))).toBeUndefined()
    })

    it('counts each period by itself', async () => {
      expect(await reserve('day-1', claim('budgets-days', { period: '1', amount: 100 }))).toBeUndefined()
      expect(await reserve('day-1-more', claim('budgets-days', { period: '1' }))).toBeDefined()
      expect(await reserve('day-2', claim('budgets-days', { period: '2', amount: 100 }))).toBeUndefined()
    })

    it('takes nothing later than the time that it is given', async () => {
      expect(await reserve('timely', claim('budgets-timed', { withinMs: 60_000 }))).toBeUndefined()
      await delay(20)
      expect(await reserve('late', claim('budgets-timed', { withinMs: 1 }))).toBeDefined()
    })

    it('gives back what is not renewed', async () => {
      await store().budgets.reserve('left', [claim('budgets-left')], 1)
      await store().budgets.reserve('kept', [claim('budgets-left')], 1)
      await store().budgets.renew(['kept'], LEASE)
      await delay(20)
      expect(await store().budgets.reclaim()).toBe(1)
      expect(await state('budgets-left')).toEqual([[0, 10]])
      // Whoever comes back for it all the same has spent it.
      await store().budgets.settle('left', [{ scope: 'budgets-left', period: 'ever', amount: 3 }])
      expect(await state('budgets-left')).toEqual([[3, 10]])
    })
  })
}
