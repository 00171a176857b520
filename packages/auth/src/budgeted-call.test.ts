import type { CallContext, Logger, WorkTaken } from '@gateway/core'
import { createCallContext } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, it, vi } from 'vitest'
import type { BudgetScope } from './budget-scope.ts'
import { BudgetedCall } from './budgeted-call.ts'
import { createBudgets } from './budgets.ts'

const logger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const scope: BudgetScope = { whose: 'This key', claim: { scope: 'key:a', period: 'ever', amount: 1, limit: 9e9 } }
/** Callers may choose the ids of their requests, and choose one for all. */
const context: CallContext = {
  ...createCallContext({ owner: { keyId: 'a' }, agent: { id: 'agent', name: 'agent' } }),
  requestId: 'the-same',
}

it('settles the runs that go on with it, and no others of a request that is called the same', async () => {
  const { budgets: store } = memoryStore()
  await using budgets = createBudgets({ store, logger })
  const call = new BudgetedCall(context, await budgets.reserve([scope], context.requestId), undefined)
  const other = new BudgetedCall(context, await budgets.reserve([scope], context.requestId), undefined)
  const over = Promise.withResolvers<WorkTaken | undefined>()
  call.context.goesOn?.(over.promise, 'run-1')
  call.end()
  // Its caller left before its run began.
  other.end()
  other.context.goesOn?.(Promise.resolve({ cost: 1 }), 'run-2')
  expect([budgets.holds('run-1'), budgets.holds('run-2')]).toEqual([true, false])
  over.resolve({ cost: 2 })
  await vi.waitFor(async () => expect(await store.read('key:a')).toMatchObject([{ spent: 2_000_000_000, reserved: 0 }]))
  expect(budgets.holds('run-1')).toBe(false)
})

it('books a run once that another gateway books as well, and what it does itself all the same', async () => {
  const { budgets: store } = memoryStore()
  await using budgets = createBudgets({ store, logger })
  await using others = createBudgets({ store, logger })
  const call = new BudgetedCall(context, await budgets.reserve([scope], context.requestId), undefined)
  call.context.goesOn?.(Promise.resolve({ cost: 2 }), 'run-1')
  call.end()
  others.spend([scope], 2, 'run-1')
  const spent = (dollars: number) =>
    vi.waitFor(async () => expect(await store.read('key:a')).toMatchObject([{ spent: dollars * 1e9, reserved: 0 }]))
  await vi.waitFor(() => expect(budgets.holds('run-1')).toBe(false))
  await spent(2)
  // A run that this gateway has lost came to nothing here.
  const lost = new BudgetedCall(context, await budgets.reserve([scope], context.requestId), undefined)
  lost.context.goesOn?.(Promise.resolve(undefined), 'run-2')
  lost.end()
  await vi.waitFor(() => expect(budgets.holds('run-2')).toBe(false))
  others.spend([scope], 3, 'run-2')
  await spent(5)
})
