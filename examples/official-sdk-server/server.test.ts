import { SendMessageRequest, StreamResponse, Task, TaskState } from '@a2a-js/sdk'
import { type Client, ClientFactory } from '@a2a-js/sdk/client'
import { dialects, textMessage, textOf } from '@gateway/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort, type RunningExample, startExample } from '../run-example.fixture.ts'

let langgraph: RunningExample
let server: RunningExample
let client: Client

beforeAll(async () => {
  langgraph = await startExample('langgraph-agent/server.ts')
  server = await startExample('official-sdk-server/server.ts', {
    port: await freePort(),
    environment: { LANGGRAPH_URL: langgraph.url },
  })
  client = await new ClientFactory().createFromUrl(server.url)
})
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await langgraph?.[Symbol.asyncDispose]()
})

const asking = (text: string) => SendMessageRequest.fromJSON(textMessage(text, { contextId: 'mine' }))

it('shows the card of the assistant, with the address of this server', async () => {
  expect(await client.getAgentCard()).toMatchObject({
    name: 'agent',
    supportedInterfaces: [{ url: `${server.url}/a2a`, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
    skills: [{ id: 'agent', tags: ['langgraph'] }],
  })
})

it("answers the official SDK's client, whole and as a stream", async () => {
  const answer = await client.sendMessage(asking('Hello!'))
  if (!('status' in answer)) throw new Error('A LangGraph agent answers with a task.')
  expect(answer.status?.state).toBe(TaskState.TASK_STATE_COMPLETED)
  expect(textOf({ task: dialects['1.0'].decodeResponse('getTask', Task.toJSON(answer)) })).toBe(
    'You said "Hello!" (message 1).',
  )
  const events = (await Array.fromAsync(client.sendMessageStream(asking('Hello again!')))).map((event) =>
    dialects['1.0'].decodeResponse('streamMessage', StreamResponse.toJSON(event)),
  )
  expect(events.map(textOf).join('')).toBe('You said "Hello again!" (message 3).')
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
})
