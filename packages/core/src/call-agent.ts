import type { Agent } from './agent.ts'
import type { CallContext } from './call-context.ts'
import type { EventIterable } from './event-iterator.ts'
import type { RequestOf, ResponseOf, StreamOperation, UnaryOperation } from './operations.ts'

/** Carries out the unary operation of that name. */
export function callUnary<Name extends UnaryOperation>(
  agent: Pick<Agent, UnaryOperation>,
  operation: Name,
  request: RequestOf<Name>,
  context: CallContext,
): Promise<ResponseOf<Name>> {
  const methods: {
    [Each in UnaryOperation]: (request: RequestOf<Each>, context: CallContext) => Promise<ResponseOf<Each>>
  } = agent
  return methods[operation](request, context)
}

/** Carries out the streaming operation of that name. */
export function callStream<Name extends StreamOperation>(
  agent: Pick<Agent, StreamOperation>,
  operation: Name,
  request: RequestOf<Name>,
  context: CallContext,
): EventIterable<ResponseOf<Name>> {
  const methods: {
    [Each in StreamOperation]: (request: RequestOf<Each>, context: CallContext) => EventIterable<ResponseOf<Each>>
  } = agent
  return methods[operation](request, context)
}
