/** A runtime of Bedrock AgentCore behind the whole gateway: AWS's own runtime server, behind a data plane that checks signatures. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ARN,
  CREDENTIALS,
  type DataPlane,
  startDataPlane,
} from '../packages/adapter-bedrock-agentcore/src/data-plane.fixture.ts'
import { startRuntime } from '../packages/adapter-bedrock-agentcore/src/turns.fixture.ts'
import { client03, client10 } from './support/clients.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let runtime: Awaited<ReturnType<typeof startRuntime>>
let plane: DataPlane
let gateway: TestGateway
let key: string

beforeAll(async () => {
  runtime = await startRuntime()
  plane = await startDataPlane({ url: runtime.url, path: '/invocations' })
  gateway = await testGateway()
  const auth = { type: 'sigv4', credentials: CREDENTIALS }
  const settings = { runtime: ARN, endpoint: plane.url, auth }
  const registered = await gateway.request('/v1/agents', {
    body: { name: 'runtime', upstreams: [{ adapter: 'bedrock-agentcore', settings }] },
  })
  expect(registered.status).toBe(200)
  key = await gateway.key(['runtime'])
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await plane?.close()
  await runtime?.stop()
})

test.each([
  ['0.3', client03],
  ['1.0', client10],
])('a client of %s is answered, and streamed to', async (_, connect) => {
  verifies('bedrock-agentcore')
  const client = await connect(`${gateway.url}/a2a/runtime`, key)
  const answer = await client.send('hi')
  expect(answer.task?.artifacts?.[0]?.parts[0]?.text).toBe('You said: hi')
  const events = await Array.fromAsync(client.stream('named events'))
  const texts = events.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts[0]?.text ?? [])
  expect(texts.join('')).toBe('Hello')
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
})

test('a conversation stays in its session, and what it took stands in the record', async () => {
  verifies('bedrock-agentcore')
  const client = await client10(`${gateway.url}/a2a/runtime`, key)
  const first = await client.send('turns')
  const contextId = first.task?.contextId ?? ''
  expect(contextId).not.toBe('')
  const second = await client.send('turns', { contextId })
  expect(second.task?.artifacts?.[0]?.parts[0]?.text).toBe('turn 2')
  await client.send('hi')
  const { logs } = await eventually(
    () => gateway.json('/v1/logs?agent=runtime&limit=10'),
    ({ logs }) => logs.some((log: { usage?: unknown }) => log.usage !== undefined && log.usage !== null),
  )
  expect(logs.map((log: { usage?: unknown }) => log.usage)).toContainEqual({ inputTokens: 1, outputTokens: 2 })
})

test('secrets of the settings are masked, and what fails says nothing of the agent', async () => {
  verifies('bedrock-agentcore')
  const view = await gateway.json('/v1/agents/runtime')
  expect(JSON.stringify(view)).toContain(ARN)
  expect(JSON.stringify(view)).not.toMatch(/canary|AKID/)
  const failed = await (await client10(`${gateway.url}/a2a/runtime`, key)).send('fail')
  expect(failed.task?.status.state).toBe('TASK_STATE_FAILED')
  expect(failed.task?.status.message?.parts[0]?.text).toMatch(/CloudWatch/)
  expect(JSON.stringify(failed)).not.toContain('canary')
})
