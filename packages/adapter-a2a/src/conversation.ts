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
    const { message } = request
    const known = message.contextId ?? context.contextId
    // A message that names a task alone belongs to that task's conversation, whichever it is.
    if (known === undefined && message.taskId !== undefined) return send(request, context)
    const contextId = known ?? randomUUID()
    return send({ ...request, message: { ...message, contextId } }, { ...context, contextId })
  }
}
