import { AgentCard as SdkAgentCard, Message as SdkMessage, Task as SdkTask } from '@a2a-js/sdk'
import type { Transport } from '@a2a-js/sdk/client'
import { type Agent, type AgentTraits, defineAgent } from '../agent.ts'
import type { AgentCard } from '../agent-card.ts'
import type { CallContext } from '../call-context.ts'
import { decodeAgentCard } from '../card/decode-agent-card.ts'
import { dialects } from '../dialects.ts'
import type { Operation, RequestOf, ResponseOf, StreamOperation, UnaryOperation } from '../operations.ts'
import { A2A_VERSION_HEADER } from '../protocol-version.ts'
import { codecs } from './codecs.ts'
import { fromSdkError } from './sdk-errors.ts'

export interface TransportAgentOptions {
  /** The agent's card, where it is known: the SDK's transports cannot fetch it. */
  readonly card?: AgentCard
  /** What the agent can do by itself. Default: all but push notifications. */
  readonly traits?: Partial<AgentTraits>
}

type Options = Parameters<Transport['getTask']>[1]

/** An agent that is called over a client transport of the official SDK, of any binding and version. */
export function agentOfTransport(transport: Transport, options: TransportAgentOptions = {}): Agent {
  const { encodeRequest, decodeResponse } = dialects['1.0']
  const { card } = options
  // A transport by itself names no version, and an agent of 1.0 would take it for 0.3.
  const serviceParameters = { [A2A_VERSION_HEADER]: transport.protocolVersion }
  const optionsOf = ({ signal }: CallContext): Options => ({ signal, serviceParameters })
  const json = <Name extends Operation>(operation: Name, request: RequestOf<Name>) => encodeRequest(operation, request)

  const unary =
    <Name extends UnaryOperation>(operation: Name, call: (params: unknown, options: Options) => Promise<unknown>) =>
    async (request: RequestOf<Name>, context: CallContext): Promise<ResponseOf<Name>> => {
      try {
        return decodeResponse(operation, await call(json(operation, request), optionsOf(context)))
      } catch (error) {
        throw fromSdkError(error, context.signal)
      }
    }
  const stream = <Name extends StreamOperation>(
    operation: Name,
    open: (params: unknown, options: Options) => AsyncIterable<unknown>,
  ) =>
    async function* (request: RequestOf<Name>, context: CallContext): AsyncGenerator<ResponseOf<Name>> {
      try {
        for await (const event of open(json(operation, request), optionsOf(context)))
          yield decodeResponse(operation, event)
      } catch (error) {
        throw fromSdkError(error, context.signal)
      }
    }
  async function* wire(events: ReturnType<Transport['sendMessageStream']>): AsyncGenerator<unknown> {
    for await (const event of events) yield codecs.streamMessage.response.toJSON(event)
  }

  return defineAgent({
    traits: { tasks: true, streaming: true, resume: true, cancel: true, ...options.traits },
    ...(card === undefined ? {} : { getAgentCard: async () => card }),
    sendMessage: unary('sendMessage', async (params, call) => {
      const answer = await transport.sendMessage(codecs.sendMessage.request.fromJSON(params), call)
      return 'messageId' in answer ? { message: SdkMessage.toJSON(answer) } : { task: SdkTask.toJSON(answer) }
    }),
    streamMessage: stream('streamMessage', (params, call) =>
      wire(transport.sendMessageStream(codecs.streamMessage.request.fromJSON(params), call)),
    ),
    subscribeToTask: stream('subscribeToTask', (params, call) =>
      wire(transport.resubscribeTask(codecs.subscribeToTask.request.fromJSON(params), call)),
    ),
    getTask: unary('getTask', async (params, call) =>
      codecs.getTask.response.toJSON(await transport.getTask(codecs.getTask.request.fromJSON(params), call)),
    ),
    listTasks: unary('listTasks', async (params, call) =>
      codecs.listTasks.response.toJSON(await transport.listTasks(codecs.listTasks.request.fromJSON(params), call)),
    ),
    cancelTask: unary('cancelTask', async (params, call) =>
      codecs.cancelTask.response.toJSON(await transport.cancelTask(codecs.cancelTask.request.fromJSON(params), call)),
    ),
    createTaskPushNotificationConfig: unary('createTaskPushNotificationConfig', async (params, call) => {
      const { request, response } = codecs.createTaskPushNotificationConfig
      return response.toJSON(await transport.createTaskPushNotificationConfig(request.fromJSON(params), call))
    }),
    getTaskPushNotificationConfig: unary('getTaskPushNotificationConfig', async (params, call) => {
      const { request, response } = codecs.getTaskPushNotificationConfig
      return response.toJSON(await transport.getTaskPushNotificationConfig(request.fromJSON(params), call))
    }),
    listTaskPushNotificationConfigs: unary('listTaskPushNotificationConfigs', async (params, call) => {
      const { request, response } = codecs.listTaskPushNotificationConfigs
      return response.toJSON(await transport.listTaskPushNotificationConfig(request.fromJSON(params), call))
    }),
    deleteTaskPushNotificationConfig: unary('deleteTaskPushNotificationConfig', async (params, call) => {
      const { request } = codecs.deleteTaskPushNotificationConfig
      await transport.deleteTaskPushNotificationConfig(request.fromJSON(params), call)
      return {}
    }),
    async getExtendedAgentCard(request, context) {
      try {
        const params = codecs.getExtendedAgentCard.request.fromJSON(json('getExtendedAgentCard', request))
        return decodeAgentCard(SdkAgentCard.toJSON(await transport.getExtendedAgentCard(params, optionsOf(context))))
      } catch (error) {
        throw fromSdkError(error, context.signal)
      }
    },
  })
}
