import { once } from 'node:events'
import { createServer } from 'node:http'
import { AgentCard as SdkAgentCard } from '@a2a-js/sdk'
import { JsonRpcTransportFactory } from '@a2a-js/sdk/client'
import { jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOfTransport, requestHandlerOf } from './a2a-sdk.ts'
import { type Agent, defineAgent } from './agent.ts'
import type { AgentCard } from './agent-card.ts'
import type { Owner } from './caller.ts'
import { createCallContext } from './create-call-context.ts'
import { gatewayError } from './gateway-error.ts'
import type { StreamResponse, Task } from './protocol.ts'

/* An agent of ours in the official SDK's server, called by an agent that is made of the official SDK's client. */

const card: AgentCard = {
  name: 'echo',
  description: 'Says it again.',
  version: '1.0.0',
  supportedInterfaces: [],
  capabilities: { streaming: true, pushNotifications: true, extendedAgentCard: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [],
  securitySchemes: { bearer: { httpAuthSecurityScheme: { scheme: 'Bearer' } } },
}
const owners: Owner[] = []
let released = 0
const taskOf = (id: string, text: string): Task => ({
  id,
  contextId: 'context-1',
  status: { state: 'TASK_STATE_COMPLETED', timestamp: '2026-01-02T03:04:05.678Z' },
  artifacts: [{ artifactId: 'reply', parts: [{ text }] }],
  metadata: { nested: { deep: [1, 2] } },
})
const config = { id: 'c', taskId: 't', url: 'https://hooks.example/a', token: 'secret' }

const echo = defineAgent({
  getAgentCard: async () => card,
  getExtendedAgentCard: async () => card,
  async sendMessage({ message }, { owner }) {
    owners.push(owner)
    const text = message.parts[0]?.text ?? ''
    if (text === 'boom') throw new Error('database password is 1234')
    if (text === 'message') {
      return {
        message: { messageId: 'm2', role: 'ROLE_AGENT', parts: [{ data: { a: null } }], contextId: 'context-1' },
      }
    }
    return { task: taskOf('t', text) }
  },
  async *streamMessage({ message }): AsyncGenerator<StreamResponse> {
    const ids = { taskId: 't', contextId: 'context-1' }
    try {
      yield { task: { id: 't', contextId: 'context-1', status: { state: 'TASK_STATE_WORKING' } } }
      for (const part of message.parts) {
        if (part.text === 'fail') throw gatewayError('UNSUPPORTED_OPERATION', 'Not in the middle of a stream.')
        yield {
          artifactUpdate: { ...ids, artifact: { artifactId: 'reply', parts: [part] }, append: true, lastChunk: false },
        }
      }
      yield { statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } }
    } finally {
      released += 1
    }
  },
  async getTask({ id }) {
    if (id !== 't') throw gatewayError('TASK_NOT_FOUND', `Task not found: ${id}.`)
    return taskOf(id, 'hi')
  },
  async cancelTask() {
    throw gatewayError('TASK_NOT_CANCELABLE', 'It has ended.')
  },
  listTasks: async ({ pageSize }) => ({
    tasks: [taskOf('t', 'hi')],
    nextPageToken: '',
    pageSize: pageSize ?? 50,
    totalSize: 1,
  }),
  async *subscribeToTask({ id }) {
    yield { task: taskOf(id, 'hi') }
  },
  createTaskPushNotificationConfig: async () => config,
  getTaskPushNotificationConfig: async () => config,
  listTaskPushNotificationConfigs: async () => ({ configs: [config] }),
  deleteTaskPushNotificationConfig: async () => ({}),
})

const requestHandler = requestHandlerOf(echo, {
  supportedInterfaces: [{ url: 'http://127.0.0.1/a2a', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
})
const app = express()
app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }))
const server = createServer(app)
let agent: Agent

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const transport = await new JsonRpcTransportFactory().create(
    `http://127.0.0.1:${port}/a2a`,
    SdkAgentCard.fromJSON(card),
  )
  agent = agentOfTransport(transport, { card })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const send = (...texts: string[]) => ({
  message: { messageId: 'm1', role: 'ROLE_USER' as const, parts: texts.map((text) => ({ text })) },
})

describe('an agent of ours, through the server and the client of the official SDK', () => {
  it('answers a send with a task or a message', async () => {
    expect(await agent.sendMessage(send('hello'), createCallContext())).toEqual({ task: taskOf('t', 'hello') })
    const { message } = await agent.sendMessage(send('message'), createCallContext())
    expect(message).toMatchObject({ messageId: 'm2', role: 'ROLE_AGENT', parts: [{ data: { a: null } }] })
    expect(owners).toEqual([{ keyId: 'anonymous' }, { keyId: 'anonymous' }])
  })

  it('streams', async () => {
    const events: StreamResponse[] = []
    for await (const event of agent.streamMessage(send('a', 'b'), createCallContext())) events.push(event)
    expect(events.map((event) => Object.keys(event)[0])).toEqual([
      'task',
      'artifactUpdate',
      'artifactUpdate',
      'statusUpdate',
    ])
    expect(events[2]?.artifactUpdate?.artifact.parts).toEqual([{ text: 'b' }])
  })

  it('releases the agent when the reader leaves', async () => {
    const before = released
    for await (const _event of agent.streamMessage(send('a', 'b', 'c'), createCallContext())) break
    await expect.poll(() => released).toBe(before + 1)
  })

  it('carries every other operation', async () => {
    const context = createCallContext()
    expect(await agent.getTask({ id: 't' }, context)).toEqual(taskOf('t', 'hi'))
    expect(await agent.listTasks({ pageSize: 7 }, context)).toMatchObject({ totalSize: 1, pageSize: 7 })
    const events: StreamResponse[] = []
    for await (const event of agent.subscribeToTask({ id: 't' }, context)) events.push(event)
    expect(events).toEqual([{ task: taskOf('t', 'hi') }])
    expect(await agent.createTaskPushNotificationConfig(config, context)).toMatchObject(config)
    expect(await agent.getTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context)).toMatchObject(config)
    expect((await agent.listTaskPushNotificationConfigs({ taskId: 't' }, context)).configs).toHaveLength(1)
    expect(await agent.deleteTaskPushNotificationConfig({ taskId: 't', id: 'c' }, context)).toEqual({})
    expect(await agent.getExtendedAgentCard({}, context)).toMatchObject({ name: 'echo', description: 'Says it again.' })
    expect(await agent.getAgentCard()).toBe(card)
  })

  it('gives the SDK a card that it can read', async () => {
    expect(SdkAgentCard.toJSON(await requestHandler.getAgentCard())).toMatchObject({
      name: 'echo',
      supportedInterfaces: [{ url: 'http://127.0.0.1/a2a' }],
      securitySchemes: { bearer: { httpAuthSecurityScheme: { scheme: 'Bearer' } } },
    })
  })

  it('keeps the kind of an error, also in the middle of a stream', async () => {
    const context = createCallContext()
    await expect(agent.getTask({ id: 'other' }, context)).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
      message: expect.stringContaining('other'),
    })
    await expect(agent.cancelTask({ id: 't' }, context)).rejects.toMatchObject({ code: 'TASK_NOT_CANCELABLE' })
    const stream = agent.streamMessage(send('a', 'fail'), context)
    await expect(Array.fromAsync(stream)).rejects.toMatchObject({ code: 'UNSUPPORTED_OPERATION' })
  })

  it('tells no caller what went wrong inside', async () => {
    const error: unknown = await agent.sendMessage(send('boom'), createCallContext()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'INTERNAL_ERROR' })
    expect(JSON.stringify(error)).not.toContain('1234')
    expect(String(error)).not.toContain('1234')
  })

  it('is canceled by its signal', async () => {
    await expect(
      agent.sendMessage(send('hello'), createCallContext({ signal: AbortSignal.abort() })),
    ).rejects.toMatchObject({ code: 'CANCELED' })
  })

  it('tells nothing of what another kind of server answers', async () => {
    const other = createServer((_request, response) => response.writeHead(500).end('password=1234'))
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const transport = await new JsonRpcTransportFactory().create(
      `http://127.0.0.1:${port}`,
      SdkAgentCard.fromJSON(card),
    )
    const error: unknown = await agentOfTransport(transport)
      .sendMessage(send('hello'), createCallContext())
      .catch((thrown: unknown) => thrown)
    other.close()
    expect(error).toMatchObject({ code: 'AGENT_UNREACHABLE' })
    expect(String(error)).not.toContain('1234')
  })
})
