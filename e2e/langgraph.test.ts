/** Assistants of LangGraph's own server behind the whole gateway. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LangGraphServer, startLangGraph } from '../packages/adapter-langgraph/src/langgraph-server.fixture.ts'
import { client03, client10 } from './support/clients.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let server: LangGraphServer
let gateway: TestGateway
let key: string

beforeAll(async () => {
  server = await startLangGraph()
  gateway = await testGateway()
  const agents = [
    {
      name: 'echo',
      upstreams: [{ adapter: 'langgraph', settings: { url: server.url, assistant: 'echo', apiKey: 'canary' } }],
    },
    {
      agent_name: 'boom',
      litellm_params: { custom_llm_provider: 'langgraph', model: 'langgraph/boom', api_base: server.url },
    },
  ]
  for (const body of agents) expect((await gateway.request('/v1/agents', { body })).status).toBe(200)
  key = await gateway.key(['echo', 'boom'])
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await server?.stop()
})

test.each([
  ['0.3', client03],
  ['1.0', client10],
])('a client of %s is answered, streamed to, and remembered', async (_, connect) => {
  verifies('langgraph')
  const client = await connect(`${gateway.url}/a2a/echo`, key)
  const first = await client.send('hi')
  expect(first.task?.status.state).toBe('TASK_STATE_COMPLETED')
  expect(first.task?.artifacts?.[0]?.parts.map(({ text }) => text).join('')).toBe('Echo: hi (1)')
  const contextId = first.task?.contextId ?? ''
  expect(contextId).not.toBe('')
  const events = await Array.fromAsync(client.stream('again', { contextId }))
  const texts = events.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts[0]?.text ?? [])
  expect(texts.join('')).toBe('Echo: again (3)')
  expect(texts.length).toBeGreaterThan(5)
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
})

test('two keys with the same contextId have threads of their own', async () => {
  verifies('langgraph')
  const other = await gateway.key(['echo'])
  const texts: unknown[] = []
  for (const each of [key, other]) {
    const client = await client10(`${gateway.url}/a2a/echo`, each)
    const { task } = await client.send('hi', { contextId: 'of-both' })
    texts.push(task?.artifacts?.[0]?.parts.map(({ text }) => text).join(''))
  }
  expect(texts).toEqual(['Echo: hi (1)', 'Echo: hi (1)'])
})

test('the key is masked, and what fails says nothing of what the graph said', async () => {
  verifies('langgraph')
  expect(JSON.stringify(await gateway.json('/v1/agents/echo'))).not.toContain('canary')
  const failed = await (await client10(`${gateway.url}/a2a/boom`, key)).send('hi')
  expect(failed.task?.status.state).toBe('TASK_STATE_FAILED')
  expect(failed.task?.status.message?.parts[0]?.text).toMatch(/TypeError/)
  expect(JSON.stringify(failed)).not.toMatch(/kaboom|sk-secret/)
})
