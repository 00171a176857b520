/** An agent as the official A2A SDK makes one: it answers with its name. */
import { AgentCard, Task } from '@a2a-js/sdk'
import { AgentEvent, type AgentExecutor, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server'
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import express from 'express'

const { NAME = 'one', PORT = '3001' } = process.env
const url = `http://127.0.0.1:${PORT}`

const executor: AgentExecutor = {
  async execute({ taskId, contextId }, bus) {
    const artifacts = [{ artifactId: 'name', parts: [{ text: NAME }] }]
    bus.publish(
      AgentEvent.task(Task.fromJSON({ id: taskId, contextId, status: { state: 'TASK_STATE_COMPLETED' }, artifacts })),
    )
    bus.finished()
  },
  cancelTask: async () => undefined,
}
const card = AgentCard.fromJSON({
  name: NAME,
  description: 'Says its name.',
  version: '1',
  capabilities: { streaming: true },
  supportedInterfaces: [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }],
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [{ id: 'name', name: 'Name', description: 'Says its name.', tags: ['name'] }],
})
const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), executor)
const app = express()
app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }))
app.use('/', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }))
app.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on ${url}`))
