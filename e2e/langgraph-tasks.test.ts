/** Tasks of LangGraph assistants behind the whole gateway: questions, files, progress, cancel, and a gateway that is killed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Part, StreamResponse } from '@gateway/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LangGraphServer, startLangGraph } from '../packages/adapter-langgraph/src/langgraph-server.fixture.ts'
import { client10 } from './support/clients.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let server: LangGraphServer
let gateway: TestGateway
let key: string

const agentBody = (assistant: string, more = {}) => ({
  name: assistant,
  upstreams: [{ adapter: 'langgraph', settings: { url: server.url, assistant, ...more } }],
})
const SLOW = 'slow '.repeat(40)
const STATE = { input: { key: 'question', as: 'text', data: 'merge' }, output: { stateKeys: ['answer'] } }

beforeAll(async () => {
  server = await startLangGraph()
  gateway = await testGateway()
  for (const body of [
    agentBody('two'),
    agentBody('files'),
    agentBody('slow'),
    agentBody('state', STATE),
    agentBody('echo', { stateless: true }),
  ]) {
    expect((await gateway.request('/v1/agents', { body })).status).toBe(200)
  }
  key = await gateway.key(['two', 'files', 'slow', 'state', 'echo'])
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await server?.stop()
})

const send = async (agent: string, parts: readonly Part[], ids: object = {}): Promise<Wire> => {
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts, ...ids }
  const { result, error } = await gateway.call(agent, 'SendMessage', { message }, { key })
  expect(error).toBeUndefined()
  return result.task
}
const saidBy = (task: Wire): string[] =>
  (task.artifacts ?? []).map(({ parts }: { parts: Part[] }) => parts.map(({ text }) => text ?? '').join(''))
const runsOf = async (taskId: string): Promise<string[]> => {
  const threads = await fetch(`${server.url}/threads/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ limit: 100, select: ['thread_id'] }),
  })
  const statuses: string[] = []
  for (const { thread_id } of (await threads.json()) as { thread_id: string }[]) {
    const runs = await fetch(`${server.url}/threads/${thread_id}/runs?limit=100`)
    for (const { status, metadata } of (await runs.json()) as { status: string; metadata: Wire }[]) {
      if (metadata.a2a_task_id === taskId) statuses.push(status)
    }
  }
  return statuses
}

test('one of two questions is answered, and then the other', async () => {
  verifies('langgraph')
  const asked = await send('two', [{ text: 'hi' }])
  expect(asked.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
  expect(asked.status.message.parts[0].text).toBe('Which city?\nWhich day?')
  const [city] = asked.status.message.parts[1].data.interrupts
  const again = await send('two', [{ data: { [city.id]: 'Paris' } }], { taskId: asked.id })
  expect(again).toMatchObject({ id: asked.id, status: { state: 'TASK_STATE_INPUT_REQUIRED' } })
  expect(again.status.message.parts[0].text).toBe('Which day?')
  const told = await send('two', [{ text: 'Monday' }], { taskId: asked.id })
  expect(told).toMatchObject({ id: asked.id, status: { state: 'TASK_STATE_COMPLETED' } })
  expect(saidBy(told)).toEqual(['city: "Paris", day: "Monday"'])
})

test('files go in and come out, and data too', async () => {
  verifies('langgraph')
  const files = await send('files', [{ text: 'look' }, { raw: 'AA==', mediaType: 'image/png' }, { data: { x: 1 } }])
  expect(JSON.parse(files.artifacts[0].parts[0].text)).toEqual([
    { type: 'text', text: 'look' },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
    { type: 'text', text: '{"x":1}' },
  ])
  expect(
    files.artifacts.flatMap(({ parts }: { parts: Part[] }) => parts.filter(({ raw }) => raw !== undefined)),
  ).toEqual([
    { raw: 'iVBORw==', mediaType: 'image/png' },
    { raw: 'JVBERg==', mediaType: 'application/pdf', filename: 'a.pdf' },
  ])
  const data = await send('state', [{ text: 'why?' }, { data: { depth: 3 } }])
  expect(data.artifacts).toMatchObject([{ name: 'answer', parts: [{ data: { said: 'why?', depth: 3 } }] }])
})

test('a stateless agent remembers nothing', async () => {
  verifies('langgraph')
  const contextId = crypto.randomUUID()
  for (const text of ['one', 'two']) {
    expect(saidBy(await send('echo', [{ text }], { contextId }))).toEqual([`Echo: ${text} (1)`])
  }
})

test('progress is told, and a cancel in the middle stops the run at the server', async () => {
  verifies('langgraph')
  const client = await client10(`${gateway.url}/a2a/slow`, key)
  const events: StreamResponse[] = []
  let taskId = ''
  for await (const event of client.stream('hi')) {
    events.push(event)
    taskId = event.task?.id ?? taskId
    if (event.artifactUpdate && events.filter((each) => each.artifactUpdate).length === 1) {
      expect((await client.cancel(taskId)).status.state).toBe('TASK_STATE_CANCELED')
    }
  }
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
  const progress = events.find(({ statusUpdate }) => statusUpdate?.status.message !== undefined)
  expect(progress?.statusUpdate?.status.message?.parts).toMatchObject([{ data: { tick: 1 } }])
  await eventually(
    () => runsOf(taskId),
    ([status]) => status === 'interrupted',
  )
})

test('a task goes on without a gap when its gateway is killed and started again', async () => {
  verifies('langgraph')
  const folder = await mkdtemp(join(tmpdir(), 'gateway-langgraph-'))
  const variables = { GATEWAY_MASTER_KEY: ADMIN_KEY, RUN_LEASE_SECONDS: '1' }
  let taskId = ''
  try {
    {
      await using first = gatewayProcess(folder, variables)
      const url = await first.listening()
      const registered = await fetch(`${url}/v1/agents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(agentBody('slow')),
      })
      expect(registered.status).toBe(200)
      const client = await client10(`${url}/a2a/slow`, ADMIN_KEY)
      let pieces = 0
      const reading = async () => {
        for await (const event of client.stream('hi')) {
          taskId = event.task?.id ?? taskId
          if (event.artifactUpdate && ++pieces === 20) first.child.kill('SIGKILL')
        }
      }
      await expect(reading()).rejects.toThrow()
      await first.exited()
    }
    await using second = gatewayProcess(folder, variables)
    const client = await client10(`${await second.listening()}/a2a/slow`, ADMIN_KEY)
    const followed: string[] = []
    let state: string | undefined
    for await (const { task, artifactUpdate, statusUpdate } of client.subscribe(taskId)) {
      const parts = [...(task?.artifacts ?? []), ...(artifactUpdate ? [artifactUpdate.artifact] : [])]
      followed.push(...parts.flatMap((artifact) => artifact.parts.map(({ text }) => text ?? '')))
      state = (statusUpdate ?? task)?.status.state ?? state
    }
    expect(state).toBe('TASK_STATE_COMPLETED')
    expect(followed.join('')).toBe(SLOW)
    expect(saidBy(await client.get(taskId))).toEqual([SLOW])
    // The server has had one run.
    expect(await runsOf(taskId)).toEqual(['success'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
