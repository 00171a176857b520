/** Over any values, the translation is equal to the official SDK's own where that keeps the data. */
import {
  StreamResponse as SdkEvent,
  Message as SdkMessage,
  TaskPushNotificationConfig as SdkPushConfig,
  SendMessageRequest as SdkSendRequest,
  Task as SdkTask,
} from '@a2a-js/sdk'
import { LegacyJsonRpcTransport } from '@a2a-js/sdk/compat/v0_3/client'
import { LegacyJsonRpcTransportHandler } from '@a2a-js/sdk/compat/v0_3/server'
import { type A2ARequestHandler, ServerCallContext } from '@a2a-js/sdk/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { values } from './dialects.fixture.ts'
import { dialects } from './dialects.ts'

const LEGACY = dialects['0.3']
const CURRENT = dialects['1.0']

/** The SDK's codec drops what is empty; both sides of a comparison go through it. */
const viaSdk = {
  send: (value: unknown) => SdkSendRequest.toJSON(SdkSendRequest.fromJSON(value)),
  event: (value: unknown) => SdkEvent.toJSON(SdkEvent.fromJSON(value)),
}

function stub(answer: unknown, seen: (request: unknown) => void): A2ARequestHandler {
  const none = () => Promise.reject(new Error('not asked'))
  const stream = async function* () {
    yield SdkEvent.fromJSON(answer)
  }
  return {
    getAgentCard: () => Promise.resolve({ ...CARD, capabilities: { streaming: true, extensions: [] } }),
    getAuthenticatedExtendedAgentCard: none,
    sendMessage: (request) => {
      seen(SdkSendRequest.toJSON(request))
      return Promise.resolve(SdkMessage.fromJSON({ messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: '' }] }))
    },
    sendMessageStream: stream,
    resubscribe: stream,
    getTask: () => Promise.resolve(SdkTask.fromJSON(answer)),
    cancelTask: none,
    listTasks: none,
    createTaskPushNotificationConfig: (request) => {
      seen(SdkPushConfig.toJSON(request))
      return Promise.resolve(request)
    },
    getTaskPushNotificationConfig: () => Promise.resolve(SdkPushConfig.fromJSON(answer)),
    listTaskPushNotificationConfigs: none,
    deleteTaskPushNotificationConfig: () => Promise.resolve(),
  }
}

const CARD = {
  name: 'n',
  description: 'd',
  version: '1',
  supportedInterfaces: [],
  provider: undefined,
  securitySchemes: {},
  securityRequirements: [],
  defaultInputModes: [],
  defaultOutputModes: [],
  skills: [],
  signatures: [],
}

async function asServer(
  method: string,
  params: unknown,
  answer: unknown = {},
): Promise<{ request: unknown; result: unknown }> {
  let request: unknown
  const handler = new LegacyJsonRpcTransportHandler(stub(answer, (value) => (request = value)))
  const body = { jsonrpc: '2.0', id: 1, method, params: structuredClone(params) }
  const reply = await handler.handle(JSON.stringify(body), new ServerCallContext({}))
  const response: unknown = Symbol.asyncIterator in reply ? (await reply.next()).value : reply
  if (typeof response === 'object' && response !== null && 'result' in response)
    return { request, result: response.result }
  throw new Error(`The SDK refused it: ${JSON.stringify(response)}`)
}

/** The SDK as a 0.3 client: what it sends, when it is answered with `result`. */
function asClient(result: unknown) {
  const sent: { params?: unknown }[] = []
  const transport = new LegacyJsonRpcTransport({
    endpoint: 'http://agent.example/',
    fetchImpl: (_url, init) => {
      const body = JSON.parse(String(init?.body))
      sent.push(body)
      const response = JSON.stringify({ jsonrpc: '2.0', id: body.id, result })
      const stream = body.method === 'message/stream'
      const headers = { 'content-type': stream ? 'text/event-stream' : 'application/json' }
      return Promise.resolve(new Response(stream ? `data: ${response}\n\n` : response, { headers }))
    },
  })
  return { transport, params: () => sent[0]?.params }
}

const HELLO = { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hello' }] } }
const HELLO_03 = {
  message: { kind: 'message', messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'hello' }] },
}

const check = (property: fc.IAsyncProperty<[unknown]>) => fc.assert(property, { numRuns: 200 })

describe('equal to the official SDK', () => {
  const { legacy, current } = values(false)
  it('reads 0.3 requests', async () => {
    await check(
      fc.asyncProperty(legacy.send, async (value) => {
        const { request } = await asServer('message/send', value)
        expect(viaSdk.send(LEGACY.decodeRequest('sendMessage', value))).toEqual(request)
      }),
    )
    await check(
      fc.asyncProperty(legacy.pushConfig, async (value) => {
        const { request, result } = await asServer('tasks/pushNotificationConfig/set', value)
        const config = LEGACY.decodeRequest('createTaskPushNotificationConfig', value)
        expect(SdkPushConfig.toJSON(SdkPushConfig.fromJSON(config))).toEqual(request)
        expect(LEGACY.encodeResponse('createTaskPushNotificationConfig', config)).toEqual(result)
      }),
    )
  })

  it('writes 0.3 answers', async () => {
    await check(
      fc.asyncProperty(current.event, async (value) => {
        const { result } = await asServer('message/stream', HELLO_03, value)
        expect(LEGACY.encodeResponse('streamMessage', CURRENT.decodeResponse('streamMessage', value))).toEqual(result)
      }),
    )
    await check(
      fc.asyncProperty(current.task, async (value) => {
        const { result } = await asServer('tasks/get', { id: 't' }, value)
        expect(LEGACY.encodeResponse('getTask', CURRENT.decodeResponse('getTask', value))).toEqual(result)
      }),
    )
  })

  it('writes 0.3 requests', async () => {
    await check(
      fc.asyncProperty(current.send, async (value) => {
        const { transport, params } = asClient({ kind: 'message', messageId: 'm', role: 'agent', parts: [] })
        await transport.sendMessage(SdkSendRequest.fromJSON(value))
        expect(LEGACY.encodeRequest('sendMessage', CURRENT.decodeRequest('sendMessage', value))).toEqual(params())
      }),
    )
  })

  it('reads 0.3 answers', async () => {
    await check(
      fc.asyncProperty(legacy.event, async (value) => {
        const { transport } = asClient(value)
        const { value: event } = await transport.sendMessageStream(SdkSendRequest.fromJSON(HELLO)).next()
        if (!event) throw new Error('The SDK gave no event.')
        expect(viaSdk.event(LEGACY.decodeResponse('streamMessage', value))).toEqual(SdkEvent.toJSON(event))
      }),
    )
  })
})
