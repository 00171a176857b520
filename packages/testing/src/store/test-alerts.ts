import { setTimeout as delay } from 'node:timers/promises'
import type { BudgetLevel, BudgetSpending, Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'

const LEASE = 600_000

const level = (type: BudgetLevel['type'], amount: number, id = 'k'): BudgetLevel => ({
  type,
  amount,
  subject: { of: 'key', id, softBudget: 1, resetAt: 7 },
})

export function testAlerts(store: () => Store): void {
  const list = (limit = 100, before?: string) => store().alerts.list({ limit, before })
  const of = async (id: string) => (await list()).filter(({ subject }) => subject.id === id)
  const spend = (scope: string, amount: number, levels: readonly BudgetLevel[]) => {
    const spending: BudgetSpending = { scope, period: 'ever', amount, levels }
    return store().budgets.settle(crypto.randomUUID(), [spending])
  }

  describe('alerts', () => {
    it('are made once when a counter first reaches a level, also when all comes at once', async () => {
      const levels = [level('budget.soft_exceeded', 50, 'once'), level('budget.exceeded', 100, 'once')]
      const made = await Promise.all(Array.from({ length: 20 }, () => spend('alerts-once', 10, levels)))
      expect(made.reduce((sum, each) => sum + each, 0)).toBe(2)
      const alerts = await of('once')
      expect(alerts.map(({ type, spent }) => [type, spent]).sort()).toEqual([
        ['budget.exceeded', 100],
        ['budget.soft_exceeded', 50],
      ])
      expect(alerts[0]).toMatchObject({ subject: levels[0]?.subject, deliveries: [], over: false })
      expect(alerts[0]?.id).toMatch(/^alert_[0-9a-f]{32}$/)
    })

    it('are made of both levels that one amount reaches, and anew where a level is raised, not where it is lowered', async () => {
      const soft = (amount: number) => [level('budget.soft_exceeded', amount, 'raised')]
      expect(await spend('alerts-raised', 9, soft(10))).toBe(0)
      expect(await spend('alerts-raised', 2, [...soft(10), level('budget.exceeded', 11, 'raised')])).toBe(2)
      expect(await spend('alerts-raised', 2, soft(5))).toBe(0)
      expect(await spend('alerts-raised', 2, soft(14))).toBe(1)
      expect(await spend('alerts-raised', 2, soft(14))).toBe(0)
    })

    it('are made of a level that is set when more is spent already, and again when all begins anew', async () => {
      const soft = [level('budget.soft_exceeded', 10, 'late')]
      expect(await spend('alerts-late', 20, [])).toBe(0)
      expect(await spend('alerts-late', 0, soft)).toBe(1)
      await store().budgets.reset('alerts-late')
      expect(await spend('alerts-late', 9, soft)).toBe(0)
      expect(await spend('alerts-late', 1, soft)).toBe(1)
    })

    it('are made of a level that will not be reached, once', async () => {
      const counter = { scope: 'alerts-end', period: 'ever' }
      const end = level('budget.exceeded', 100, 'end')
      expect(await store().budgets.tell(counter, end)).toBe(true)
      expect(await store().budgets.read('alerts-end')).toMatchObject([{ spent: 0, toldExceeded: 100 }])
      expect(await store().budgets.tell(counter, end)).toBe(false)
      expect(await spend('alerts-end', 100, [end])).toBe(0)
      expect(await of('end')).toHaveLength(1)
    })

    it('are listed newest first, page by page', async () => {
      await spend('alerts-pages', 1, [level('budget.exceeded', 1, 'pages')])
      await delay(5)
      await spend('alerts-pages', 1, [level('budget.exceeded', 2, 'pages')])
      const [newest, next] = await list(2)
      expect(newest?.spent).toBe(2)
      expect(await list(1, newest?.id)).toEqual([next])
    })

    it('are due once for as long as a lease lasts, and until they are over', async () => {
      await store().alerts.take(1_000, LEASE)
      for (const amount of [1, 2, 3, 4]) await spend('alerts-due', 1, [level('budget.exceeded', amount, 'due')])
      const taken = await Promise.all(Array.from({ length: 4 }, () => store().alerts.take(1, LEASE)))
      // Of gateways that look at once, one may find what it wanted taken.
      const all = [...taken.flat(), ...(await store().alerts.take(1_000, LEASE))]
      expect(new Set(all.map(({ id }) => id)).size).toBe(4)
      expect(all).toHaveLength(4)
      expect(await store().alerts.take(1_000, LEASE)).toEqual([])
      const [first, second, third] = all
      const delivery = { webhook: 'ops', outcome: 'failed', attempts: 1, time: '2026-01-01T00:00:00.000Z' } as const
      await store().alerts.update(first?.id ?? '', [delivery], 0)
      await store().alerts.update(second?.id ?? '', [{ ...delivery, outcome: 'delivered', status: 200 }], undefined)
      await store().alerts.update(third?.id ?? '', [delivery], LEASE)
      const again = await store().alerts.take(1_000, LEASE)
      expect(again.map(({ id }) => id)).toContain(first?.id)
      expect(again.map(({ id }) => id)).not.toContain(second?.id)
      expect(again.map(({ id }) => id)).not.toContain(third?.id)
      const found = await of('due')
      expect(found.find(({ id }) => id === first?.id)).toMatchObject({ deliveries: [delivery], over: false })
      expect(found.find(({ id }) => id === second?.id)).toMatchObject({ deliveries: [{ status: 200 }], over: true })
    })

    it('are deleted when they are old, so many at once', async () => {
      const there = (await list()).length
      expect(await store().alerts.prune('2000-01-01T00:00:00.000Z', 100)).toBe(0)
      const later = new Date(Date.now() + 60_000).toISOString()
      expect(await store().alerts.prune(later, 1)).toBe(1)
      expect(await list()).toHaveLength(there - 1)
      expect(await store().alerts.prune(later, 1_000)).toBe(there - 1)
    })
  })
}
