/** A process with one agent of the official SDK, on the port it is given; it answers with its name, and as slowly as it is told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { AgentCard, Task, TaskArtifactUpdateEvent, TaskStatusUpdateEvent } from '@a2a-js/sdk'
import type { AgentExecutor, ExecutionEventBus, RequestContext } from '@a2a-js/sdk/server'
import { AgentEvent, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server'
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import express from 'express'

const [name = 'agent', port = '0'] = process.argv.slice(2)
let delayMs = 2
process.on('message', (milliseconds) => {
  delayMs = Number(milliseconds)
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit())

/** `chunks 50` streams as many, one every 20 ms; anything else is answered at once. */
const executor: AgentExecutor = {
  async execute({ taskId, contextId, userMessage }: RequestContext, bus: ExecutionEventBus) {
    const content = userMessage.parts[0]?.content
    const chunks = content?.$case === 'text' ? Number(/^chunks (\d+)$/.exec(content.value)?.[1] ?? 1) : 1
    const status = (state: string) =>
      bus.publish(AgentEvent.statusUpdate(TaskStatusUpdateEvent.fromJSON({ taskId, contextId, status: { state } })))
    await sleep(delayMs)
    bus.publish(AgentEvent.task(Task.fromJSON({ id: taskId, contextId, status: { state: 'TASK_STATE_WORKING' } })))
    for (let index = 0; index < chunks; index++) {
      if (chunks > 1) await sleep(20)
      const artifact = { artifactId: 'a1', parts: [{ text: name }] }
      const update = { taskId, contextId, artifact, append: index > 0, lastChunk: index === chunks - 1 }
      bus.publish(AgentEvent.artifactUpdate(TaskArtifactUpdateEvent.fromJSON(update)))
    }
    status('TASK_STATE_COMPLETED')
    bus.finished()
  },
  cancelTask: async () => undefined,
}

const app = express()
const server = createServer(app).listen(Number(port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const card = AgentCard.fromJSON({
    name,
    description: 'Says its name.',
    version: '1',
    capabilities: { streaming: true },
    supportedInterfaces: [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }],
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
    skills: [{ id: 'name', name: 'Name', description: 'Says its name.', tags: ['name'] }],
  })
  const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), executor)
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }))
  app.use('/', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }))
  process.send?.({ url })
})
