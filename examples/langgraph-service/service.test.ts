import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort, type RunningExample, startExample } from '../run-example.fixture.ts'

let langgraph: RunningExample
let service: RunningExample

beforeAll(async () => {
  langgraph = await startExample('langgraph-agent/server.ts')
  service = await startExample('langgraph-service/service.ts', { environment: { LANGGRAPH_URL: langgraph.url } })
})
afterAll(async () => {
  await service?.[Symbol.asyncDispose]()
  await langgraph?.[Symbol.asyncDispose]()
})

const ask = (path: string, question: object) =>
  fetch(service.url + path, { method: 'POST', body: JSON.stringify(question) })

it('answers whole, and as a stream that remembers the conversation', async () => {
  const whole = await ask('/ask', { text: 'Hello!', contextId: 'mine' })
  expect(await whole.json()).toEqual({
    contextId: 'mine',
    state: 'TASK_STATE_COMPLETED',
    text: 'You said "Hello!" (message 1).',
  })
  const streamed = await ask('/ask/stream', { text: 'Hello again!', contextId: 'mine' })
  expect(await streamed.text()).toBe('You said "Hello again!" (message 3).')
})

it('says why there is no answer', async () => {
  await using lost = await startExample('langgraph-service/service.ts', {
    environment: { LANGGRAPH_URL: `http://127.0.0.1:${await freePort()}` },
  })
  const answer = await fetch(`${lost.url}/ask`, { method: 'POST', body: '{"text":"Hello!"}' })
  expect(await answer.json()).toMatchObject({ state: 'TASK_STATE_FAILED', text: expect.stringMatching(/connection/) })
})
