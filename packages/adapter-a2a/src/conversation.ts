import { randomUUID } from 'node:crypto'
import type { CallContext, SendMessageRequest } from '@gateway/core'

/**
 * A message with the conversation it is sent in, for an agent that is reached by conversation: what begins one is given
 * its id here, so that its first turn and the later ones are found at the same place.
 */
export function inConversation<Answer>(
  send: (request: SendMessageRequest, context: CallContext) => Answer,
): (request: SendMessageRequest, context: CallContext) => Answer {
  return (request, context) => {
    const contextId = request.message.contextId ?? context.contextId ?? randomUUID()
    return send({ ...request, message: { ...request.message, contextId } }, { ...context, contextId })
  }
}
