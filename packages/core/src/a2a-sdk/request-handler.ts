import type { Message as SdkMessage, StreamResponse as SdkStreamResponse, Task as SdkTask } from '@a2a-js/sdk'
import { AgentCard as SdkAgentCard } from '@a2a-js/sdk'
import type { A2ARequestHandler, ServerCallContext } from '@a2a-js/sdk/server'
import type { Agent } from '../agent.ts'
import type { AgentCard, AgentInterface } from '../agent-card.ts'
import { callStream, callUnary } from '../call-agent.ts'
import type { CallContext } from '../call-context.ts'
import { encodeAgentCard } from '../card/encode-agent-card.ts'
import { createCallContext } from '../create-call-context.ts'
import { dialects } from '../dialects.ts'
import type { JsonValue } from '../json.ts'
import type { StreamOperation, UnaryOperation } from '../operations.ts'
import { codecs } from './codecs.ts'
import { toSdkError } from './sdk-errors.ts'

export interface RequestHandlerOptions {
  /** Where the SDK's server serves the agent: what its card says, and which versions the server takes. */
  readonly supportedInterfaces: readonly AgentInterface[]
  /** The card, where the agent has none of its own or another one is to be served. */
  readonly card?: AgentCard
  /** What goes along with a call. Default: the SDK's user is the owner; anonymous callers are all one. */
  readonly context?: (call: ServerCallContext) => CallContext
}

/**
 * An agent behind the official SDK's server: pass it where the SDK takes an `A2ARequestHandler` (`jsonRpcHandler`,
 * `restHandler`, `grpcService`). Requests are checked as the gateway checks them. The SDK tells nobody that a caller has
 * left; a stream is given up when it stops reading.
 */
export function requestHandlerOf(agent: Agent, options: RequestHandlerOptions): A2ARequestHandler {
  const contextOf = options.context ?? ((call) => createCallContext({ owner: { keyId: ownerName(call) } }))
  const { decodeRequest, encodeResponse } = dialects['1.0']
  const { supportedInterfaces } = options
  // The SDK asks for the card on every request, and an agent may have to fetch it.
  let found: AgentCard | undefined = options.card
  const served = (card: AgentCard) => SdkAgentCard.fromJSON(encodeAgentCard({ ...card, supportedInterfaces }, '1.0'))

  async function unary(operation: UnaryOperation, params: unknown, call: ServerCallContext): Promise<JsonValue> {
    try {
      const request = decodeRequest(operation, params)
      return encodeResponse(operation, await callUnary(agent, operation, request, contextOf(call)))
    } catch (error) {
      throw toSdkError(error)
    }
  }
  async function* stream(
    operation: StreamOperation,
    params: unknown,
    call: ServerCallContext,
  ): AsyncGenerator<SdkStreamResponse, void, undefined> {
    try {
      const request = decodeRequest(operation, params)
      for await (const event of callStream(agent, operation, request, contextOf(call)))
        yield codecs[operation].response.fromJSON(encodeResponse(operation, event))
    } catch (error) {
      throw toSdkError(error)
    }
  }

  return {
    async getAgentCard() {
      try {
        found ??= await agent.getAgentCard()
        return served(found)
      } catch (error) {
        throw toSdkError(error)
      }
    },
    async getAuthenticatedExtendedAgentCard(params, call) {
      const { request, response } = codecs.getExtendedAgentCard
      return response.fromJSON(await unary('getExtendedAgentCard', request.toJSON(params), call))
    },
    async sendMessage(params, call): Promise<SdkMessage | SdkTask> {
      const { request, response } = codecs.sendMessage
      const { payload } = response.fromJSON(await unary('sendMessage', request.toJSON(params), call))
      if (payload === undefined) throw toSdkError(undefined)
      return payload.value
    },
    sendMessageStream: (params, call) => stream('streamMessage', codecs.streamMessage.request.toJSON(params), call),
    async getTask(params, call) {
      const { request, response } = codecs.getTask
      return response.fromJSON(await unary('getTask', request.toJSON(params), call))
    },
    async cancelTask(params, call) {
      const { request, response } = codecs.cancelTask
      return response.fromJSON(await unary('cancelTask', request.toJSON(params), call))
    },
    async listTasks(params, call) {
      const { request, response } = codecs.listTasks
      return response.fromJSON(await unary('listTasks', request.toJSON(params), call))
    },
    resubscribe: (params, call) => stream('subscribeToTask', codecs.subscribeToTask.request.toJSON(params), call),
    async createTaskPushNotificationConfig(params, call) {
      const { request, response } = codecs.createTaskPushNotificationConfig
      return response.fromJSON(await unary('createTaskPushNotificationConfig', request.toJSON(params), call))
    },
    async getTaskPushNotificationConfig(params, call) {
      const { request, response } = codecs.getTaskPushNotificationConfig
      return response.fromJSON(await unary('getTaskPushNotificationConfig', request.toJSON(params), call))
    },
    async listTaskPushNotificationConfigs(params, call) {
      const { request, response } = codecs.listTaskPushNotificationConfigs
      return response.fromJSON(await unary('listTaskPushNotificationConfigs', request.toJSON(params), call))
    },
    async deleteTaskPushNotificationConfig(params, call) {
      const { request } = codecs.deleteTaskPushNotificationConfig
      await unary('deleteTaskPushNotificationConfig', request.toJSON(params), call)
    },
  }
}

const ownerName = ({ user }: ServerCallContext) => (user?.isAuthenticated ? `user:${user.userName}` : 'anonymous')
