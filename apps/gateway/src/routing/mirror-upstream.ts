import type { Agent, CallContext, Recorder, SendMessageRequest } from '@gateway/core'
import { dialects, gatewayError, isGatewayError, sessionIdOf } from '@gateway/core'
import { asksForNoContent } from '@gateway/logging'
import type { ConnectedUpstream, RegisteredAgent } from '@gateway/registry'
import { priced } from '@gateway/tasks'
import type { CopiesUnderWay } from './copies-under-way.ts'

/**
 * An upstream that gets copies of messages. It is not completed, because what it is asked for is nobody's task; each copy
 * leaves a record of its own, with what the upstream answered and has taken.
 */
export function mirrorUpstream(
  { agent, definition }: ConnectedUpstream,
  { id, name, definition: { records, cost } }: Pick<RegisteredAgent, 'id' | 'name' | 'definition'>,
  { recorder, copies }: { readonly recorder: Recorder; readonly copies: CopiesUnderWay },
): Agent {
  const whole = priced(agent, definition.cost ?? cost)
  return {
    ...whole,
    get traits() {
      return whole.traits
    },
    async sendMessage(request, context) {
      const { requestId, trace } = context
      const copy = copyOf(request, context)
      const observation = recorder.begin({ kind: 'mirror', requestId, at: performance.now(), headers: { ...trace } })
      // What is not kept of the call is not kept of its copy.
      const content = context.caller.content !== false && !asksForNoContent(context.headers)
      observation.agent({ id, name, content: content && (records?.content ?? true) })
      observation.subject({
        operation: 'sendMessage',
        binding: 'mirror',
        version: '1.0',
        streaming: false,
        text: JSON.stringify(dialects['1.0'].encodeRequest('sendMessage', copy)),
      })
      observation.observe({ type: 'upstream', name: definition.name })
      const underWay = copies.begin(id)
      const signal = AbortSignal.any([context.signal, underWay.signal])
      const own: CallContext = { ...context, signal, observe: (fact) => observation.observe(fact) }
      try {
        const answer = await whole.sendMessage(copy, own)
        if (answer.task) own.observe({ type: 'task', taskId: answer.task.id, state: answer.task.status.state })
        const response = JSON.stringify(dialects['1.0'].encodeResponse('sendMessage', answer))
        observation.end({ httpStatus: 0, requestBytes: 0, responseBytes: Buffer.byteLength(response), response })
        return answer
      } catch (thrown) {
        const cause: unknown = underWay.signal.aborted ? underWay.signal.reason : thrown
        const error = isGatewayError(cause) ? cause : failed(cause)
        observation.end({ httpStatus: 0, requestBytes: 0, responseBytes: 0, error })
        throw error
      } finally {
        underWay.end()
      }
    },
  }
}

/** Without what only its caller's upstream knows, and without asking for news, which would reach the caller. */
function copyOf({ message, configuration, ...request }: SendMessageRequest, { owner, agent }: CallContext) {
  const { referenceTaskIds: _tasks, contextId, ...said } = message
  const { taskPushNotificationConfig: _push, ...asked } = configuration ?? {}
  return {
    ...request,
    // The same conversation is the same there, and nobody else's.
    message: contextId ? { ...said, contextId: sessionIdOf(owner, agent.id, contextId) } : said,
    ...(configuration === undefined ? {} : { configuration: asked }),
  }
}

const failed = (cause: unknown) =>
  gatewayError('INTERNAL_ERROR', 'The adapter of this agent failed while it carried out the copy.', { cause })
