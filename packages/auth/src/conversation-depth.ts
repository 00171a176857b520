import { createHash, randomUUID } from 'node:crypto'
import type { BudgetState, BudgetStore, CallContext, Logger, Message } from '@gateway/core'
import { gatewayError, sessionIdOf } from '@gateway/core'
import { CONVERSATION_MS } from './budget-scope.ts'

/** How deep conversations are among agents that call one another through the gateway, with keys of their own. */
export interface ConversationDepths {
  /** Some agent has a depth: from now on it is kept how deep agents are asked. Until then a call costs nothing. */
  use(): void
  /** Whether a call can be deep at all. */
  concern(context: Pick<CallContext, 'caller'>): boolean
  /**
   * Notes how deep a message of an agent is: rejects with BUDGET_EXCEEDED where that is deeper than `most`, and with
   * UNAVAILABLE where it cannot be told.
   */
  enter(message: Message, context: CallContext, most: number | undefined): Promise<void>
}

export interface ConversationDepthsOptions {
  readonly store: Pick<BudgetStore, 'read' | 'settle'>
  readonly logger: Logger
  readonly whenAway: 'refuse' | 'allow'
}

/** Deeper ones are not told apart, so that what is kept of a conversation is bounded. */
const DEEPEST = 100

export function createConversationDepths({ store, logger, whenAway }: ConversationDepthsOptions): ConversationDepths {
  let used = false
  const note = async (message: Message, context: CallContext, most: number | undefined): Promise<number> => {
    const scopes = conversationsOf(message, context).map(scopeOf)
    const states = scopes.length === 0 ? [] : await store.read(...scopes)
    const depth = Math.min(1 + deepest(states, context.caller.agentId), DEEPEST)
    if (most !== undefined && depth > most) return depth
    const period = `${depth} ${context.agent.id}`
    const known = (scope: string) => states.some((state) => state.scope === scope && state.period === period)
    const until = Date.now() + CONVERSATION_MS
    const missing = scopes.filter((scope) => !known(scope))
    if (missing.length > 0) {
      await store.settle(
        randomUUID(),
        missing.map((scope) => ({ scope, period, amount: 1, until })),
      )
    }
    return depth
  }
  return {
    use() {
      used = true
    },
    concern: ({ caller }) => used && caller.agentId !== undefined,
    async enter(message, context, most) {
      const depth = await note(message, context, most).catch((cause: unknown) => {
        if (whenAway === 'refuse') {
          throw gatewayError(
            'UNAVAILABLE',
            'The gateway cannot tell now how deep this conversation is: its database does not answer. Try again.',
            { cause, retryable: true, retryAfter: 5 },
          )
        }
        logger.warn({ err: cause }, 'a message of an agent was let through without a look at how deep it is')
        return 0
      })
      if (most === undefined || depth <= most) return
      throw gatewayError(
        'BUDGET_EXCEEDED',
        `This conversation is ${depth} agents deep at agent '${context.agent.name}', which takes it at most ${most} deep. Answer with what is known, or ask an administrator for more.`,
      )
    },
  }
}

/** Where nobody knows, an agent is asked by somebody who is none. */
function deepest(states: readonly BudgetState[], agentId: string | undefined): number {
  let depth = 1
  for (const { period } of states) {
    const [, digits, agent] = /^(\d+) (.*)$/s.exec(period) ?? []
    if (agent === agentId && Number(digits) > depth) depth = Number(digits)
  }
  return depth
}

/** All that a conversation can be told by when an agent goes on with it: as it came in, and as its agent knows it. */
function conversationsOf({ contextId }: Message, { headers, trace, owner, agent }: CallContext): readonly string[] {
  const traceId = (trace?.traceparent ?? headers.traceparent)?.split('-')[1]
  const named = [headers['x-litellm-trace-id'], headers['x-litellm-session-id'], traceId, contextId]
  const renamed = contextId ? sessionIdOf(owner, agent.id, contextId) : undefined
  return [...new Set([...named, renamed].filter((each): each is string => each !== undefined && each !== ''))]
}

const scopeOf = (conversation: string): string => `chain:${createHash('sha256').update(conversation).digest('hex')}`
