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

    it('books what is settled again once, whoever does, also when all comes at once', async () => {
      const spending = { scope: 'budgets-twice', period: 'ever', amount: 5 }
      const message = { scope: 'budgets-twice', period: 'calls', amount: 1 }
      const spent = async () => (await state('budgets-twice')).map(([each]) => each).sort()
      await reserve('twice', claim('budgets-twice', { amount: 7 }))
      await store().budgets.settle('twice', [spending])
      await store().budgets.settle('twice', [spending])
      expect(await state('budgets-twice')).toEqual([[5, 0]])
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => store().budgets.settle(`other-${index}`, [spending], 'run:1')),
      )
      expect(await state('budgets-twice')).toEqual([[10, 0]])
      // What another does not know of is booked all the same, and what was set aside is given back.
      await reserve('late', claim('budgets-twice', { amount: 3 }))
      await store().budgets.settle('late', [spending, message], 'run:1')
      expect(await spent()).toEqual([1, 10])
      expect((await state('budgets-twice')).map(([, reserved]) => reserved)).toEqual([0, 0])
      // Work that came to nothing here may come to something where it goes on.
      await store().budgets.settle('nothing', [{ ...spending, amount: 0 }], 'run:2')
      await store().budgets.settle('something', [spending], 'run:2')
      expect(await spent()).toEqual([1, 15])
    })

    it('knows what was settled for so long, and forgets some at a time', async () => {
      const spending = { scope: 'budgets-long', period: 'ever', amount: 5 }
      await store().budgets.settle('long', [spending])
      await store().budgets.prune(1_000)
      await store().budgets.settle('long', [spending])
      expect(await state('budgets-long')).toEqual([[5, 0]])
      await delay(20)
      await store().budgets.prune(100_000, 1)
      await store().budgets.settle('long', [spending])
      expect(await state('budgets-long')).toEqual([[10, 0]])
    })

    it('lets nothing through where all is spent, not even what costs nothing', async () => {
      await store().budgets.settle('over', [{ scope: 'budgets-over', period: 'ever', amount: 100 }])
      expect(await reserve('over-free', claim('budgets-over', { amount: 0 }))).toMatchObject({ state: { spent: 100 } })
      await store().budgets.reset('budgets-over')
      expect(await reserve('over-reset', claim('budgets-over', { amount: 0 }))).toBeUndefined()
    })

    it('has nothing against what is counted nowhere', async () => {
      expect(await reserve('nowhere')).toBeUndefined()
      await store().budgets.settle('nowhere', [])
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

    it('reads several counters at once', async () => {
      await reserve('several', claim('budgets-one', { amount: 1 }), claim('budgets-two', { amount: 2 }))
      const found = await store().budgets.read('budgets-one', 'budgets-two', 'budgets-none')
      expect(found.map(({ scope, reserved }) => [scope, reserved]).sort()).toEqual([
        ['budgets-one', 1],
        ['budgets-two', 2],
      ])
    })

    it('forgets what is not needed any more, some at a time, but nothing that is set aside', async () => {
      const now = Date.now()
      const names = ['a', 'b', 'c', 'held', 'claimed-again', 'later', 'for-good'].map((name) => `budgets-ended-${name}`)
      const until = (name: string) =>
        name.endsWith('later') ? now + LEASE : name.endsWith('for-good') ? undefined : now - 1_000
      for (const name of names) {
        const free = { amount: 0, until: until(name) }
        await reserve(name, claim(name, name.endsWith('held') ? { ...free, amount: 1 } : free))
        if (!name.endsWith('held')) await store().budgets.settle(name, [{ scope: name, period: 'ever', amount: 1 }])
      }
      const [again = ''] = names.filter((name) => name.endsWith('again'))
      await reserve('ended-again', claim(again, { amount: 0, until: now + LEASE }))
      expect(await store().budgets.prune(2)).toBe(2)
      expect(await store().budgets.prune(100)).toBe(1)
      expect(await store().budgets.prune(100)).toBe(0)
      const left = (await store().budgets.read(...names)).map(({ scope }) => scope.replace('budgets-ended-', ''))
      expect(left.sort()).toEqual(['claimed-again', 'for-good', 'held', 'later'])
      await store().budgets.settle(names[3] ?? '', [])
    })

    it('stops counting where numbers are not exact any more', async () => {
      const spending = { scope: 'budgets-most', period: 'ever', amount: Number.MAX_SAFE_INTEGER }
      for (const id of ['most-1', 'most-2']) await store().budgets.settle(id, [spending])
      expect(await state('budgets-most')).toEqual([[Number.MAX_SAFE_INTEGER, 0]])
      expect(await reserve('most-3', claim('budgets-most', { limit: Number.MAX_SAFE_INTEGER }))).toBeDefined()
    })

    it('renews however much is set aside', async () => {
      await store().budgets.reserve('among-many', [claim('budgets-among-many')], 1)
      const others = Array.from({ length: 70_000 }, (_, index) => `not-there-${index}`)
      await store().budgets.renew([...others, 'among-many'], LEASE)
      await delay(20)
      await store().budgets.reclaim()
      expect(await state('budgets-among-many')).toEqual([[0, 10]])
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
