import type { AgentCard, Message } from '@a2a-js/sdk-0.3'
import {
  type AgentExecutor,
  DefaultPushNotificationSender,
  DefaultRequestHandler,
  type ExecutionEventBus,
  InMemoryPushNotificationStore,
  InMemoryTaskStore,
  type RequestContext,
} from '@a2a-js/sdk-0.3/server'
import { agentCardHandler, jsonRpcHandler } from '@a2a-js/sdk-0.3/server/express'
import { dialects } from '@gateway/core'
import express from 'express'
import { perform, serve, type TestServer } from './agent-script.ts'
import { receivedHeaders } from './sdk-agent.ts'

type AgentEvent = Parameters<ExecutionEventBus['publish']>[0]

const textOf = (message: Message) => message.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')

/** Runs the script on the official 0.3 server. */
class ScriptExecutor implements AgentExecutor {
  readonly #running = new Map<string, () => void>()

  execute = async ({ taskId, contextId, userMessage, task }: RequestContext, bus: ExecutionEventBus) => {
    const canceled = new Promise<void>((resolve) => this.#running.set(taskId, resolve))
    const turn = { text: textOf(userMessage), taskId, contextId, continues: task !== undefined, canceled }
    for await (const event of perform(turn)) {
      if (event.task && task) continue
      // The SDK's own types of the same JSON.
      bus.publish(dialects['0.3'].encodeResponse('streamMessage', event) as unknown as AgentEvent)
    }
    this.#running.delete(taskId)
    bus.finished()
  }

  cancelTask = async (taskId: string) => this.#running.get(taskId)?.()
}

/** An agent made with the official JavaScript SDK 0.3: it knows no other version. */
export async function sdkAgent03(executor: AgentExecutor = new ScriptExecutor()): Promise<TestServer> {
  const app = express()
  app.use((request, _response, next) => receivedHeaders.run(request.headers, next))
  const server = await serve(app)
  const url = `${server.url}/`
  const card: AgentCard = {
    name: 'Script 0.3',
    description: 'Does what the text says.',
    version: '1.2.3',
    protocolVersion: '0.3.0',
    url,
    preferredTransport: 'JSONRPC',
    additionalInterfaces: [{ url: `${url}other`, transport: 'JSONRPC' }],
    capabilities: { streaming: true, pushNotifications: true },
    supportsAuthenticatedExtendedCard: true,
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
    skills: [{ id: 'script', name: 'Script', description: 'Follows a script.', tags: ['test'] }],
    signatures: [{ protected: 'eyJhbGciOiJFUzI1NiJ9', signature: 'broken' }],
  }
  const pushStore = new InMemoryPushNotificationStore()
  const requestHandler = new DefaultRequestHandler(
    card,
    new InMemoryTaskStore(),
    executor,
    undefined,
    pushStore,
    new DefaultPushNotificationSender(pushStore),
    { ...card, description: 'Extended: does what the text says.' },
  )
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }))
  app.use(
    '/',
    jsonRpcHandler({ requestHandler, userBuilder: async () => ({ isAuthenticated: true, userName: 'gateway' }) }),
  )
  return server
}
