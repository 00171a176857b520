import type { Agent, AgentRateLimits, CallContext, Message } from '@gateway/core'
import { around } from '@gateway/core'
import { isLimited, scopesOf, sessionScope } from './limit-scope.ts'
import { LimitedCall } from './limited-call.ts'
import { limitedStream } from './limited-stream.ts'
import type { Limiter } from './limiter.ts'
import { messageOf, sessionOf } from './sent-message.ts'

export interface LimitedOptions {
  readonly limiter: Limiter
  /** Of the agent itself, beside those of whoever calls. */
  readonly limits?: AgentRateLimits | undefined
}

/**
 * An agent that takes messages as far as its own limits, those of the key that calls and those of the conversation allow;
 * others are refused with RATE_LIMITED. Everything but a message is free: who is over a limit can still get and cancel.
 */
export function limited(agent: Agent, { limiter, limits }: LimitedOptions): Agent {
  const begin = async (message: Message, context: CallContext): Promise<LimitedCall> => {
    const session = sessionOf(message, context)
    const scopes = [...scopesOf(context, limits), ...sessionScope(context, limits, session)]
    const admission = await limiter.admit(scopes, context.observe)
    // What a new conversation is called is known when the agent has taken the message up.
    const learn = (contextId: string) => {
      for (const scope of sessionScope(context, limits, contextId)) admission.join(scope)
    }
    return new LimitedCall(context, admission, session === undefined ? learn : undefined)
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
    // Not async: a call that nothing limits, as most are, passes without a promise of this layer's own.
    unary(_operation, request, context, next) {
      const message = messageOf(request)
      if (message === undefined || !isLimited(context, limits)) return next(request, context)
      return send(message, context, (counted) => next(request, counted))
    },
    stream(_operation, request, context, next) {
      const message = messageOf(request)
      if (message === undefined || !isLimited(context, limits)) return next(request, context)
      return limitedStream(async () => {
        const call = await begin(message, context)
        return { open: () => next(request, call.context), end: () => call.end() }
      })
    },
  })
}
