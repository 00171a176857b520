import { SendMessageRequest, Task } from '@a2a-js/sdk'
import { type Client, ClientFactory } from '@a2a-js/sdk/client'
import { dialects, textMessage, textOf } from '@gateway/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort, type RunningExample, startExample } from '../run-example.fixture.ts'

const NAMES = ['one', 'two', 'three']
let agents: RunningExample[] = []
let server: RunningExample
let client: Client

beforeAll(async () => {
  agents = await Promise.all(
    NAMES.map(async (NAME) => startExample('router/agent.ts', { port: await freePort(), environment: { NAME } })),
  )
  server = await startExample('router/server.ts', {
    port: await freePort(),
    environment: { AGENTS: agents.map(({ url }) => url).join(' ') },
  })
  client = await new ClientFactory().createFromUrl(server.url)
})
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  for (const agent of agents) await agent[Symbol.asyncDispose]()
})

async function ask(contextId?: string): Promise<{ readonly name: string; readonly contextId: string }> {
  const request = textMessage('Who are you?', contextId === undefined ? {} : { contextId })
  const answer = await client.sendMessage(SendMessageRequest.fromJSON(request))
  if (!('status' in answer)) throw new Error('These agents answer with a task.')
  const task = dialects['1.0'].decodeResponse('getTask', Task.toJSON(answer))
  return { name: textOf({ task }), contextId: answer.contextId }
}

it('gives new messages to one after another, and keeps a conversation where it began', async () => {
  const first = await ask()
  const next = [await ask(), await ask()]
  expect([first, ...next].map(({ name }) => name).toSorted()).toEqual(NAMES.toSorted())
  for (let turn = 0; turn < 3; turn++) expect((await ask(first.contextId)).name).toBe(first.name)
})

it('goes on when one of them is killed, and shows why it is out', async () => {
  await agents[0]?.stop('SIGKILL')
  const names = new Set<string>()
  for (let call = 0; call < 20; call++) names.add((await ask()).name)
  expect([...names].toSorted()).toEqual(['three', 'two'])
  const response = await fetch(`${server.url}/state`)
  expect(await response.json()).toMatchObject({
    upstreams: [
      { name: 'upstream-1', state: 'open', reason: expect.stringContaining('5 calls in a row failed') },
      {},
      {},
    ],
  })
})
