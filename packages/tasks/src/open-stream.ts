import type {
  Agent,
  CallContext,
  EventIterable,
  EventIterator,
  SendMessageRequest,
  StreamResponse,
} from '@gateway/core'
import { ERROR_CODES, isGatewayError } from '@gateway/core'
import { pollTask } from './poll-task.ts'

/** A send to an agent that does not stream, answered as a stream. */
async function* sendAsStream(
  agent: Agent,
  request: SendMessageRequest,
  context: CallContext,
): AsyncGenerator<StreamResponse> {
  const response = await agent.sendMessage(request, context)
  if (response.task === undefined) {
    yield response
    return
  }
  const tenant = request.tenant === undefined ? {} : { tenant: request.tenant }
  const { id, contextId } = response.task
  const own = contextId === undefined ? context : { ...context, contextId }
  yield* pollTask(agent, { ...tenant, id }, response.task, own)
}

/** Errors by which an agent says that it has no such method: nothing was begun, so a send is safe. */
const cannotStream = (error: unknown) =>
  isGatewayError(error) &&
  (error.jsonRpcCode === ERROR_CODES.UNSUPPORTED_OPERATION.jsonRpc ||
    error.jsonRpcCode === ERROR_CODES.METHOD_NOT_FOUND.jsonRpc)

/** Streams a message; an agent that does not stream, by its card or by its answer, is sent to instead. */
export async function openMessageStream(
  agent: Agent,
  request: SendMessageRequest,
  context: CallContext,
): Promise<EventIterable<StreamResponse>> {
  const send = async () => sendAsStream(agent, request, context)
  return agent.traits.streaming ? streamOr(agent.streamMessage(request, context), send) : send()
}

/** A stream, or what stands in for it when the agent says that it has none. Begins to read it. */
export async function streamOr(
  stream: EventIterable<StreamResponse>,
  otherwise: () => Promise<EventIterable<StreamResponse>>,
): Promise<EventIterable<StreamResponse>> {
  const events = stream[Symbol.asyncIterator]()
  try {
    const first = await events.next()
    return withFirst(first, events)
  } catch (error) {
    if (cannotStream(error)) return otherwise()
    throw error
  }
}

/** An iterator whose first result has been taken already. */
function withFirst(
  first: IteratorResult<StreamResponse>,
  rest: EventIterator<StreamResponse>,
): EventIterable<StreamResponse> {
  let taken: IteratorResult<StreamResponse> | undefined = first
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        if (taken === undefined) return rest.next()
        const result = taken
        taken = undefined
        return Promise.resolve(result)
      },
      ready: () => (taken === undefined ? rest.ready?.() : undefined),
      return: async () => (await rest.return?.()) ?? { done: true, value: undefined },
    }),
  }
}
