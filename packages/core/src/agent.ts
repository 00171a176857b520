import type { AgentCard } from './agent-card.ts'
import type { CallContext } from './call-context.ts'
import type { EventIterable } from './event-iterator.ts'
import type { GatewayError } from './gateway-error.ts'
import { gatewayError } from './gateway-error.ts'
import type { Operation, RequestOf, ResponseOf, StreamOperation, UnaryOperation } from './operations.ts'
import { OPERATIONS } from './operations.ts'
import type { Runner } from './runner.ts'

/** What an agent can do by itself, before anything completes it. */
export interface AgentTraits {
  /** It keeps tasks that can be asked for again. */
  readonly tasks: boolean
  /** It sends events while it works. */
  readonly streaming: boolean
  /** It delivers push notifications. */
  readonly push: boolean
  /** A stream can be joined again after it broke. */
  readonly resume: boolean
  /** A running task can be stopped. */
  readonly cancel: boolean
  /** Its streams may name an artifact otherwise than its tasks do, because the gateway had to put the text together. */
  readonly renamesArtifacts?: boolean
}

type UnaryMethods = {
  [Name in UnaryOperation]: (request: RequestOf<Name>, context: CallContext) => Promise<ResponseOf<Name>>
}

type StreamMethods = {
  [Name in StreamOperation]: (request: RequestOf<Name>, context: CallContext) => EventIterable<ResponseOf<Name>>
}

/**
 * The one interface of the gateway: adapters make agents, the router is one made of many, tasks complete one, policy
 * and records wrap one, the server exposes one.
 *
 * Every method is there and answers; what an agent cannot do rejects with a `GatewayError` (`defineAgent` fills it in).
 * Requests and answers are A2A 1.0 wire JSON and immutable. Every method honours `context.signal`: when it aborts, the
 * work below stops and the promise or iterator rejects. A stream is pulled: nothing is read ahead without bound, and
 * ending the iteration early releases what is below. A wrapper of a stream passes `ready()` on, where it can.
 */
export interface Agent extends UnaryMethods, StreamMethods {
  /** May change while the agent lives (a card that is found later); read it per call. */
  readonly traits: AgentTraits
  /**
   * What carries out this agent's messages, where it keeps no tasks of its own: `complete()` keeps them and calls it. A
   * wrapper's agent has none, so that nothing is gone around.
   */
  readonly runner?: Runner
  /** The agent's own card, in 1.0 form. Rejects when it has none or it cannot be read. */
  getAgentCard(context?: Pick<CallContext, 'signal'>): Promise<AgentCard>
}

/** What an author of an agent writes: the operations it has. */
export type AgentDefinition = Partial<Omit<Agent, 'traits'>> & { readonly traits?: Partial<AgentTraits> }

/** Makes a whole `Agent` out of the operations its author wrote; the others answer UnsupportedOperation (−32004). */
export function defineAgent(definition: AgentDefinition): Agent {
  return {
    sendMessage: definition.sendMessage ?? refuses('sendMessage'),
    getTask: definition.getTask ?? refuses('getTask'),
    listTasks: definition.listTasks ?? refuses('listTasks'),
    cancelTask: definition.cancelTask ?? refuses('cancelTask'),
    createTaskPushNotificationConfig:
      definition.createTaskPushNotificationConfig ?? refuses('createTaskPushNotificationConfig'),
    getTaskPushNotificationConfig: definition.getTaskPushNotificationConfig ?? refuses('getTaskPushNotificationConfig'),
    listTaskPushNotificationConfigs:
      definition.listTaskPushNotificationConfigs ?? refuses('listTaskPushNotificationConfigs'),
    deleteTaskPushNotificationConfig:
      definition.deleteTaskPushNotificationConfig ?? refuses('deleteTaskPushNotificationConfig'),
    getExtendedAgentCard: definition.getExtendedAgentCard ?? refuses('getExtendedAgentCard'),
    streamMessage: definition.streamMessage ?? refusesStream('streamMessage'),
    subscribeToTask: definition.subscribeToTask ?? refusesStream('subscribeToTask'),
    getAgentCard:
      definition.getAgentCard ??
      (() => Promise.reject(gatewayError('AGENT_CARD_NOT_FOUND', 'This agent has no card.'))),
    ...(definition.runner === undefined ? {} : { runner: definition.runner }),
    // A getter keeps traits that the author computes anew alive.
    get traits() {
      return { tasks: false, streaming: false, push: false, resume: false, cancel: false, ...definition.traits }
    },
  }
}

function refuses(operation: UnaryOperation): () => Promise<never> {
  return () => Promise.reject(notOffered(operation))
}

function refusesStream(operation: StreamOperation): () => AsyncGenerator<never> {
  // biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
  return async function* () {
    throw notOffered(operation)
  }
}

function notOffered(operation: Operation): GatewayError {
  return gatewayError('UNSUPPORTED_OPERATION', `This agent does not offer ${OPERATIONS[operation]['1.0']}.`)
}

/** How a wrapper is written: one function for each kind of operation, not one for each of eleven. */
export interface Wrapping {
  unary?<Name extends UnaryOperation>(
    operation: Name,
    request: RequestOf<Name>,
    context: CallContext,
    next: (request: RequestOf<Name>, context: CallContext) => Promise<ResponseOf<Name>>,
  ): Promise<ResponseOf<Name>>
  stream?<Name extends StreamOperation>(
    operation: Name,
    request: RequestOf<Name>,
    context: CallContext,
    next: (request: RequestOf<Name>, context: CallContext) => EventIterable<ResponseOf<Name>>,
  ): EventIterable<ResponseOf<Name>>
}

/** Wraps every operation of an agent. A wrapper that leaves a kind out passes it on unchanged. */
export function around(agent: Agent, wrapping: Wrapping): Agent {
  const { unary, stream } = wrapping
  // Named by kind, so that the compiler follows which request goes with which method.
  const unaryMethods: UnaryMethods = agent
  const streamMethods: StreamMethods = agent
  const wrapUnary = <Name extends UnaryOperation>(name: Name) => {
    const next = (request: RequestOf<Name>, context: CallContext) => unaryMethods[name](request, context)
    return unary ? (request: RequestOf<Name>, context: CallContext) => unary(name, request, context, next) : next
  }
  const wrapStream = <Name extends StreamOperation>(name: Name) => {
    const next = (request: RequestOf<Name>, context: CallContext) => streamMethods[name](request, context)
    return stream ? (request: RequestOf<Name>, context: CallContext) => stream(name, request, context, next) : next
  }
  return {
    get traits() {
      return agent.traits
    },
    getAgentCard: (context) => agent.getAgentCard(context),
    sendMessage: wrapUnary('sendMessage'),
    getTask: wrapUnary('getTask'),
    listTasks: wrapUnary('listTasks'),
    cancelTask: wrapUnary('cancelTask'),
    createTaskPushNotificationConfig: wrapUnary('createTaskPushNotificationConfig'),
    getTaskPushNotificationConfig: wrapUnary('getTaskPushNotificationConfig'),
    listTaskPushNotificationConfigs: wrapUnary('listTaskPushNotificationConfigs'),
    deleteTaskPushNotificationConfig: wrapUnary('deleteTaskPushNotificationConfig'),
    getExtendedAgentCard: wrapUnary('getExtendedAgentCard'),
    streamMessage: wrapStream('streamMessage'),
    subscribeToTask: wrapStream('subscribeToTask'),
  }
}
