import { type ConnectionPool, createHttpClient, guardUrl, limitsFrom } from '@gateway/adapter-kit'
import type {
  AdapterHost,
  Agent,
  AgentCard,
  CallContext,
  RequestOf,
  ResponseOf,
  StreamOperation,
  UnaryOperation,
} from '@gateway/core'
import { defineAgent, parseProtocolVersion } from '@gateway/core'
import { addHeaders } from './added-headers.ts'
import { authorizedClient } from './auth/authorized-client.ts'
import { createAuthorizer } from './auth/authorizer.ts'
import { cardAddresses } from './card-addresses.ts'
import { traitsOf, UNKNOWN_TRAITS, versionsOf } from './card-facts.ts'
import { inConversation } from './conversation.ts'
import { findCard } from './find-card.ts'
import { jsonRpcTransport } from './json-rpc-transport.ts'
import { NegotiatedStream } from './negotiated-stream.ts'
import type { A2ASettings } from './settings.ts'
import { TextHabits } from './text-habits.ts'
import { Versions } from './versions.ts'

/** An A2A agent that is called over the network. Making it connects to nothing. */
export function a2aAgent(settings: A2ASettings, pool: ConnectionPool, { card, isRepaired }: AdapterHost = {}): Agent {
  const plain = createHttpClient({ limits: limitsFrom(settings.limits), pool })
  const url = guardUrl(settings.url, { field: 'url' })
  const { auth } = settings
  const client = auth === undefined ? plain : authorizedClient(plain, createAuthorizer(auth, plain), url.origin)
  const addresses = cardAddresses(settings.url, settings.cardPath)
  const headers = settings.headers ?? {}
  const habits = new TextHabits(() => isRepaired?.('cumulative-text') ?? false)
  const transport = jsonRpcTransport({ client, url, headers, habits })
  const { protocolVersion } = settings
  const versions = new Versions(protocolVersion === undefined ? undefined : parseProtocolVersion(protocolVersion))
  const prepare = addHeaders(settings)
  let traits = UNKNOWN_TRAITS
  const learn = (found: AgentCard) => {
    versions.claim(versionsOf(found))
    traits = traitsOf(found)
  }
  if (card) learn(card)

  const unary =
    <Name extends UnaryOperation>(operation: Name) =>
    (request: RequestOf<Name>, context: CallContext): Promise<ResponseOf<Name>> =>
      versions.negotiate(operation, context.version, (version) =>
        transport.call(operation, request, version, prepare(context)),
      )

  const stream =
    <Name extends StreamOperation>(operation: Name) =>
    (request: RequestOf<Name>, context: CallContext): AsyncIterable<ResponseOf<Name>> =>
      new NegotiatedStream(transport, versions, operation, request, prepare(context))

  const converse = settings.sessionHeader === undefined ? <Send>(send: Send) => send : inConversation
  return defineAgent({
    get traits() {
      return habits.cumulative ? { ...traits, renamesArtifacts: true } : traits
    },
    async getAgentCard(context) {
      const found = await findCard({ client, addresses, headers, signal: context?.signal })
      learn(found)
      return found
    },
    sendMessage: converse(unary('sendMessage')),
    getTask: unary('getTask'),
    listTasks: unary('listTasks'),
    cancelTask: unary('cancelTask'),
    createTaskPushNotificationConfig: unary('createTaskPushNotificationConfig'),
    getTaskPushNotificationConfig: unary('getTaskPushNotificationConfig'),
    listTaskPushNotificationConfigs: unary('listTaskPushNotificationConfigs'),
    deleteTaskPushNotificationConfig: unary('deleteTaskPushNotificationConfig'),
    getExtendedAgentCard: unary('getExtendedAgentCard'),
    streamMessage: converse(stream('streamMessage')),
    subscribeToTask: stream('subscribeToTask'),
  })
}
