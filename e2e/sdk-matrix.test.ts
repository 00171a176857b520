import type { StreamResponse } from '@gateway/core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { client03, client10, type TestClient } from './support/clients.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { sdkAgent03 } from './support/sdk-agent-0-3.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

// The official servers write what they refuse or send to the console.
vi.spyOn(console, 'error').mockImplementation(() => {})
vi.spyOn(console, 'info').mockImplementation(() => {})

const AGENTS = {
  'sdk-1.0': () => sdkAgent(),
  'sdk-both': () => sdkAgent({ legacy: true }),
  'sdk-0.3': () => sdkAgent03(),
}
const CLIENTS = { 'client-1.0': client10, 'client-0.3': client03 }

let gateway: TestGateway
const upstreams: TestServer[] = []
let key: string

beforeAll(async () => {
  const agents = await Promise.all(
    Object.entries(AGENTS).map(async ([name, start]) => {
      const server = await start()
      upstreams.push(server)
      return { name, upstreams: [{ url: `${server.url}/` }] }
    }),
  )
  gateway = await testGateway({ config: { agents } })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
  key = await gateway.key(agents.map(({ name }) => name))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await Promise.all(upstreams.map((server) => server[Symbol.asyncDispose]()))
})

const stateOf = (event: StreamResponse) => event.statusUpdate?.status.state ?? event.task?.status.state
const textOf = (events: readonly StreamResponse[]) =>
  events.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts.map((part) => part.text) ?? [])

describe.each(Object.keys(AGENTS))('agent %s', (agent) => {
  describe.each(Object.entries(CLIENTS))('called by %s', (_name, connect) => {
    let client: TestClient
    beforeAll(async () => {
      client = await connect(`${gateway.url}/a2a/${agent}`, key)
    })

    test('send', async () => {
      verifies('send', 'bridge')
      const { task } = await client.send('hello')
      expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
      expect(task?.artifacts?.[0]?.parts[0]?.text).toBe('echo 0: hello')
      expect((await client.send('message')).message?.parts[0]?.text).toBe('just a message')
    })

    test('stream, many events in order', async () => {
      verifies('stream', 'bridge')
      const events = await Array.fromAsync(client.stream('chunks 300'))
      expect(events[0]?.task?.id).toBeTruthy()
      expect(textOf(events)).toEqual(Array.from({ length: 300 }, (_, index) => `echo ${index}: chunks 300`))
      expect(stateOf(events.at(-1) ?? {})).toBe('TASK_STATE_COMPLETED')
    })

    test('multi-turn: input-required and back', async () => {
      verifies('multi-turn')
      const { task } = await client.send('ask')
      expect(task?.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
      expect(task?.status.message?.parts[0]?.text).toBe('which one?')
      const ids = { taskId: task?.id ?? '', contextId: task?.contextId ?? '' }
      const next = await client.send('the first', ids)
      expect(next.task).toMatchObject({
        id: ids.taskId,
        contextId: ids.contextId,
        status: { state: 'TASK_STATE_COMPLETED' },
      })
      const streamed = await Array.fromAsync(client.stream('ask'))
      expect(stateOf(streamed.at(-1) ?? {})).toBe('TASK_STATE_INPUT_REQUIRED')
    })

    test('get, cancel and resubscribe', async () => {
      verifies('get', 'cancel', 'subscribe')
      const running = client.stream('wait')
      const id = (await running.next()).value?.task?.id ?? ''
      await running.next()
      expect((await client.get(id)).status.state).toBe('TASK_STATE_WORKING')
      const watched = Array.fromAsync(client.subscribe(id))
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect((await client.cancel(id)).status.state).toBe('TASK_STATE_CANCELED')
      const rest = await Array.fromAsync(running)
      expect(stateOf(rest.at(-1) ?? {})).toBe('TASK_STATE_CANCELED')
      const seen = await watched
      expect(seen[0]?.task?.id).toBe(id)
      expect(stateOf(seen.at(-1) ?? {})).toBe('TASK_STATE_CANCELED')
      expect((await client.get(id)).status.state).toBe('TASK_STATE_CANCELED')
    })

    test('a stream that broke can be joined again', async () => {
      verifies('subscribe')
      const first = client.stream('slow 40')
      const id = (await first.next()).value?.task?.id ?? ''
      await first.return(undefined)
      const events = await Array.fromAsync(client.subscribe(id))
      expect(events[0]?.task?.id).toBe(id)
      expect(stateOf(events.at(-1) ?? {})).toBe('TASK_STATE_COMPLETED')
    })

    test('push notifications are relayed', async () => {
      verifies('push')
      let deliveries = 0
      await using webhook = await serve((request, response) => {
        deliveries += request.headers['x-a2a-notification-token'] === 'secret-token' ? 1 : 0
        response.end()
      })
      const running = client.stream('wait')
      const id = (await running.next()).value?.task?.id ?? ''
      expect((await client.createPush(id, webhook.url)).url).toMatch(webhook.url)
      await client.cancel(id)
      await Array.fromAsync(running)
      await vi.waitFor(() => expect(deliveries).toBeGreaterThan(0), 5_000)
    })

    test("the agent's errors keep their code", async () => {
      verifies('errors')
      await expect(client.get('nope')).rejects.toThrow(/not found/i)
      const { task } = await client.send('hello')
      await expect(client.cancel(task?.id ?? '')).rejects.toThrow()
    })
  })
})
