import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'
import { AgentCard, Message, Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import { duplicateInterfacesForLegacy } from '@a2a-js/sdk/compat/v0_3'
import {
  AgentEvent,
  type AgentExecutor,
  DefaultPushNotificationSender,
  DefaultRequestHandler,
  type ExecutionEventBus,
  InMemoryPushNotificationStore,
  InMemoryTaskStore,
  type RequestContext,
} from '@a2a-js/sdk/server'
import { agentCardHandler, jsonRpcHandler } from '@a2a-js/sdk/server/express'
import express from 'express'
import { perform, serve, type TestServer } from './agent-script.ts'

/** Runs the script on the official 1.x server. */
class ScriptExecutor implements AgentExecutor {
  readonly #running = new Map<string, () => void>()

  execute = async ({ taskId, contextId, userMessage, task }: RequestContext, bus: ExecutionEventBus) => {
    const content = userMessage.parts[0]?.content
    const text = content?.$case === 'text' ? content.value : ''
    const canceled = new Promise<void>((resolve) => this.#running.set(taskId, resolve))
    for await (const event of perform({ text, taskId, contextId, continues: task !== undefined, canceled })) {
      if (event.task) bus.publish(AgentEvent.task(task ?? Task.fromJSON(event.task)))
      if (event.message) bus.publish(AgentEvent.message(Message.fromJSON(event.message)))
      if (event.statusUpdate) bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON(event.statusUpdate)))
      if (event.artifactUpdate)
        bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON(event.artifactUpdate)))
    }
    this.#running.delete(taskId)
    bus.finished()
  }

  cancelTask = async (taskId: string) => this.#running.get(taskId)?.()
}

/** The headers of the request that an executor works at. */
export const receivedHeaders = new AsyncLocalStorage<IncomingHttpHeaders>()

export interface SdkAgentOptions {
  /** Also speaks 0.3, by the SDK's compatibility layer. */
  readonly legacy?: boolean
  readonly streaming?: boolean
  readonly push?: boolean
  /** Default: a free one. */
  readonly port?: number
  /** Milliseconds before each request is looked at. */
  readonly delayMs?: number
  /** What does the work. Default: the script. */
  readonly executor?: AgentExecutor
}

/** An agent made with the official JavaScript SDK 1.x. */
export async function sdkAgent({
  legacy = false,
  streaming = true,
  push = true,
  port,
  delayMs = 0,
  executor = new ScriptExecutor(),
}: SdkAgentOptions = {}): Promise<TestServer> {
  const app = express()
  app.use((request, _response, next) => receivedHeaders.run(request.headers, next))
  if (delayMs > 0) app.use((_request, _response, next) => void setTimeout(next, delayMs))
  const server = await serve(app, port)
  const url = `${server.url}/`
  const interfaces = [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }]
  const card = AgentCard.fromJSON({
    name: 'Script',
    description: 'Does what the text says.',
    version: '1.2.3',
    capabilities: { streaming, pushNotifications: push, extendedAgentCard: true },
    supportedInterfaces: legacy ? duplicateInterfacesForLegacy(interfaces, ['JSONRPC']) : interfaces,
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
    skills: [{ id: 'script', name: 'Script', description: 'Follows a script.', tags: ['test'] }],
    documentationUrl: `${url}docs`,
  })
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
  const legacyCompat = { enabled: legacy }
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler, legacyCompat }))
  app.use(
    '/',
    jsonRpcHandler({
      requestHandler,
      userBuilder: async () => ({ isAuthenticated: true, userName: 'gateway' }),
      legacyCompat,
    }),
  )
  return server
}
