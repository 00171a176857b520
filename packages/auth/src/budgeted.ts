import type { Agent, AgentBudget, CallContext, Message } from '@gateway/core'
import { around } from '@gateway/core'
import { budgetScopes, conversationScopes, isBudgeted } from './budget-scope.ts'
import { BudgetedCall } from './budgeted-call.ts'
import type { Budgets } from './budgets.ts'
import { limitedStream } from './limited-stream.ts'
import { messageOf, sessionOf } from './sent-message.ts'

export interface BudgetedOptions {
  readonly budgets: Budgets
  /** Of the agent itself, beside those of whoever calls. */
  readonly budget?: AgentBudget | undefined
  /** US dollars that the next message is expected to cost. */
  readonly expected: () => number
}

/**
 * An agent that takes messages as far as budgets allow: its own, those of the conversation and those of whoever calls.
 * What a message is expected to cost is set aside before it goes on, what it did cost is booked when its work is over;
 * others are refused with BUDGET_EXCEEDED. Everything but a message is free: who is over a budget can still get and cancel.
 */
export function budgeted(agent: Agent, { budgets, budget, expected }: BudgetedOptions): Agent {
  const { depths } = budgets
  const depth = budget?.conversation?.depth
  if (depth !== undefined) depths.use()
  const applies = (context: CallContext) => isBudgeted(context, budget) || depths.concern(context)
  const begin = async (message: Message, context: CallContext): Promise<BudgetedCall> => {
    if (depths.concern(context)) await depths.enter(message, context, depth)
    const session = sessionOf(message, context)
    const dollars = expected()
    const now = Date.now()
    const scopes = [
      ...budgetScopes(context, budget, dollars, now),
      ...conversationScopes(context, budget, session, dollars, now),
    ]
    const reservation = await budgets.reserve(scopes, context.requestId)
    // What a new conversation is called is known when the agent has taken the message up.
    const learn = (contextId: string) => reservation.join(conversationScopes(context, budget, contextId, dollars, now))
    return new BudgetedCall(context, reservation, session === undefined ? learn : undefined)
  }
  const send = async <Answer>(
    message: Message,
    context: CallContext,
    next: (context: CallContext) => Promise<Answer>,
  ): Promise<Answer> => {
    const call = await begin(message, context)
    try {
      return await next(call.context)
    } finally {
      call.end()
    }
  }
  return around(agent, {
    // Not async: a call without a budget, as most are, passes without a promise of this layer's own.
    unary(_operation, request, context, next) {
      const message = messageOf(request)
      if (message === undefined || !applies(context)) return next(request, context)
      return send(message, context, (counted) => next(request, counted))
    },
    stream(_operation, request, context, next) {
      const message = messageOf(request)
      if (message === undefined || !applies(context)) return next(request, context)
      return limitedStream(async () => {
        const call = await begin(message, context)
        return { open: () => next(request, call.context), end: () => call.end() }
      })
    },
  })
}
