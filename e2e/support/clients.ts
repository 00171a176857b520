import {
  CancelTaskRequest,
  GetTaskRequest,
  Message,
  SendMessageRequest,
  StreamResponse,
  SubscribeToTaskRequest,
  Task,
  TaskPushNotificationConfig,
} from '@a2a-js/sdk'
import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory } from '@a2a-js/sdk/client'
import {
  DefaultAgentCardResolver as CardResolver03,
  ClientFactory as ClientFactory03,
  JsonRpcTransportFactory as JsonRpc03,
} from '@a2a-js/sdk-0.3/client'
import type { StreamResponse as CanonicalEvent, Task as CanonicalTask } from '@gateway/core'
import { dialects } from '@gateway/core'

/** One official client, reduced to what the tests do. Answers are canonical 1.0 JSON. */
export interface TestClient {
  readonly version: '0.3' | '1.0'
  send(text: string, ids?: { taskId?: string; contextId?: string }): Promise<CanonicalEvent>
  stream(text: string, ids?: { taskId?: string; contextId?: string }): AsyncGenerator<CanonicalEvent>
  get(id: string): Promise<CanonicalTask>
  cancel(id: string): Promise<CanonicalTask>
  subscribe(id: string): AsyncGenerator<CanonicalEvent>
  createPush(taskId: string, url: string): Promise<{ id?: string; url: string }>
}

const messageOf = (text: string, ids: { taskId?: string; contextId?: string } = {}) => ({
  messageId: crypto.randomUUID(),
  role: 'ROLE_USER',
  parts: [{ text }],
  ...ids,
})

const bearer =
  (key: string): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${key}`)
    return fetch(input, { ...init, headers })
  }

/** The official 1.x client, which speaks 1.0. */
export async function client10(baseUrl: string, key: string): Promise<TestClient> {
  const fetchImpl = bearer(key)
  const factory = new ClientFactory({
    transports: [new JsonRpcTransportFactory({ fetchImpl })],
    cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  })
  const client = await factory.createFromUrl(`${baseUrl}/`)
  const request = (text: string, ids?: object) => SendMessageRequest.fromJSON({ message: messageOf(text, ids) })
  const event = (received: StreamResponse) => StreamResponse.toJSON(received) as CanonicalEvent
  async function* events(stream: AsyncIterable<StreamResponse>) {
    for await (const received of stream) yield event(received)
  }
  return {
    version: '1.0',
    async send(text, ids) {
      const answer = await client.sendMessage(request(text, ids))
      return 'status' in answer
        ? { task: Task.toJSON(answer) as CanonicalTask }
        : ({ message: Message.toJSON(answer) } as CanonicalEvent)
    },
    stream: (text, ids) => events(client.sendMessageStream(request(text, ids))),
    get: async (id) => Task.toJSON(await client.getTask(GetTaskRequest.fromJSON({ id }))) as CanonicalTask,
    cancel: async (id) => Task.toJSON(await client.cancelTask(CancelTaskRequest.fromJSON({ id }))) as CanonicalTask,
    subscribe: (id) => events(client.resubscribeTask(SubscribeToTaskRequest.fromJSON({ id }))),
    createPush: (taskId, url) =>
      client.createTaskPushNotificationConfig(
        TaskPushNotificationConfig.fromJSON({ taskId, url, token: 'secret-token' }),
      ),
  }
}

/** The official 0.3 client. */
export async function client03(baseUrl: string, key: string): Promise<TestClient> {
  const fetchImpl = bearer(key)
  const factory = new ClientFactory03({
    transports: [new JsonRpc03({ fetchImpl })],
    cardResolver: new CardResolver03({ fetchImpl }),
  })
  const client = await factory.createFromUrl(`${baseUrl}/`)
  const up = dialects['0.3']
  const request = (text: string, ids: object = {}) => ({
    message: {
      kind: 'message' as const,
      messageId: crypto.randomUUID(),
      role: 'user' as const,
      parts: [{ kind: 'text' as const, text }],
      ...ids,
    },
  })
  async function* events(stream: AsyncIterable<unknown>) {
    for await (const received of stream) yield up.decodeResponse('streamMessage', received)
  }
  return {
    version: '0.3',
    send: async (text, ids) => up.decodeResponse('sendMessage', await client.sendMessage(request(text, ids))),
    stream: (text, ids) => events(client.sendMessageStream(request(text, ids))),
    get: async (id) => up.decodeResponse('getTask', await client.getTask({ id })),
    cancel: async (id) => up.decodeResponse('cancelTask', await client.cancelTask({ id })),
    subscribe: (id) => events(client.resubscribeTask({ id })),
    async createPush(taskId, url) {
      const { pushNotificationConfig } = await client.setTaskPushNotificationConfig({
        taskId,
        pushNotificationConfig: { url, token: 'secret-token' },
      })
      return pushNotificationConfig
    },
  }
}
