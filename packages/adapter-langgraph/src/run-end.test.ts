/** How runs end, where the stream, the run and the thread do not say the same. */
import { randomUUID } from 'node:crypto'
import type { Part, RunEvent } from '@gateway/core'
import { Client } from '@langchain/langgraph-sdk/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { runContext, runnerOf, runTurn, textsOf, turnOf } from './turn.fixture.ts'

let server: LangGraphServer
beforeAll(async () => {
  server = await startLangGraph()
})
afterAll(() => server?.stop())

const graph = (assistant: string) => runnerOf({ url: server.url, assistant })
/** Somebody else who uses the same server. */
const others = () => new Client({ apiUrl: server.url, apiKey: null, callerOptions: { maxRetries: 0 } })
const inputOf = (content: string) => ({ messages: [{ role: 'user', content }] })

function asked(events: readonly RunEvent[]) {
  const last = events.at(-1)
  if (last?.type !== 'input-required') throw new Error(`The run ended with ${JSON.stringify(last)}.`)
  return { text: last.parts[0]?.text, ids: idsIn(last.parts[1]), resume: last.resume }
}
const idsIn = (part?: Part) => JSON.stringify(part?.data ?? null).match(/(?<="id":")[0-9a-f]+/g) ?? []

it('asks what graphs within the graph ask at once, of which the thread lists one; and again what is left', async () => {
  const sessionId = randomUUID()
  const first = asked(await runTurn(graph('nested'), 'hi', { sessionId }))
  expect(first.text).toBe('Which city?\nWhich day?')
  const [city = '', day = ''] = first.ids
  const thread = await others().threads.get(sessionId)
  expect(Object.values(thread.interrupts).flat()).toHaveLength(1)
  const answered = await runTurn(graph('nested'), [{ data: { [city]: 'Paris' } }], { sessionId, resume: first.resume })
  expect(textsOf(answered)).toEqual(['city: Paris'])
  const second = asked(answered)
  expect(second).toMatchObject({ text: 'Which day?', ids: [day] })
  // Here the thread says that it waits for nothing.
  expect((await others().threads.get(sessionId)).status).toBe('idle')
  const events = await runTurn(graph('nested'), 'Monday', { sessionId, resume: second.resume })
  expect(textsOf(events)).toEqual(['day: Monday'])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('asks what a graph asks that a node calls', async () => {
  const sessionId = randomUUID()
  const { text, resume } = asked(await runTurn(graph('calling'), 'hi', { sessionId }))
  expect(text).toBe('Which city?')
  expect(textsOf(await runTurn(graph('calling'), 'Paris', { sessionId, resume }))).toEqual(['city: Paris'])
})

it('does not ask what a graph within the graph asked and a node did without', async () => {
  const events = await runTurn(graph('caught'), 'hi')
  expect(textsOf(events)).toEqual(['went on'])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('is complete at a breakpoint behind the last step', async () => {
  const events = await runTurn(graph('over'), 'hi')
  expect(textsOf(events)).toEqual(['told'])
  expect(events.at(-1)).toEqual({ type: 'done' })
})

it('waits at a breakpoint within a graph within the graph', async () => {
  const sessionId = randomUUID()
  const { ids, resume } = asked(await runTurn(graph('within'), 'hi', { sessionId }))
  expect(ids).toEqual([])
  expect(textsOf(await runTurn(graph('within'), 'go on', { sessionId, resume }))).toEqual(['told'])
})

it.each([
  ['late', 'behind the last message', ['told']],
  ['failing', 'beside a step that asks', []],
])('fails in %s: %s', async (assistant, _where, texts) => {
  const events = await runTurn(graph(assistant), 'hi')
  expect(textsOf(events)).toEqual(texts)
  expect(events.at(-1)).toMatchObject({
    type: 'failed',
    error: { code: 'AGENT_ERROR', message: expect.stringContaining('TypeError') },
  })
})

it('tells once what a step wrote before a question, however often it goes on', async () => {
  const sessionId = randomUUID()
  const first = await runTurn(graph('twice'), 'hi', { sessionId })
  expect(textsOf(first)).toEqual(['plain'])
  const second = await runTurn(graph('twice'), 'a', { sessionId, resume: asked(first).resume })
  expect([textsOf(second), asked(second).text]).toEqual([[], 'Second?'])
  const third = await runTurn(graph('twice'), 'b', { sessionId, resume: asked(second).resume })
  expect(textsOf(third)).toEqual(['a b', 'end'])
  expect(third.at(-1)).toEqual({ type: 'done' })
})

it('is complete though the thread is busy with the next run, or waits for what that asks', async () => {
  const sessionId = randomUUID()
  const first = runTurn(graph('brisk'), 'hi', { sessionId })
  const second = runTurn(graph('slow'), 'hi', { sessionId })
  expect((await first).at(-1)).toEqual({ type: 'done' })
  await second
  const third = runTurn(graph('brisk'), 'hi', { sessionId })
  const fourth = runTurn(graph('ask'), 'hi', { sessionId })
  expect((await third).at(-1)).toEqual({ type: 'done' })
  expect(asked(await fourth).text).toBe('Which city?')
})

it.each(['interrupt', 'rollback'] as const)('is canceled by a run of somebody else (%s)', async (multitaskStrategy) => {
  const sessionId = randomUUID()
  const events: RunEvent[] = []
  for await (const event of graph('slow').run(turnOf('hi', { sessionId }), runContext())) {
    if (event.type === 'text' && !events.some(({ type }) => type === 'text')) {
      await others().runs.create(sessionId, 'echo', { input: inputOf('me first'), multitaskStrategy })
    }
    events.push(event)
  }
  expect(events.at(-1)).toEqual({ type: 'canceled' })
})

it('is canceled where one step had asked and another was stopped', async () => {
  const runner = graph('half')
  const events: RunEvent[] = []
  for await (const event of runner.run(turnOf('hi'), runContext())) {
    const [first] = events
    if (event.type === 'text' && first?.type === 'started' && events.length === 2) {
      await runner.cancel?.(first.ref, runContext())
    }
    events.push(event)
  }
  expect(events.at(-1)).toEqual({ type: 'canceled' })
})

it('fails when its thread is deleted', async () => {
  const sessionId = randomUUID()
  const events: RunEvent[] = []
  for await (const event of graph('brisk').run(turnOf('hi', { sessionId }), runContext())) {
    if (event.type === 'text' && events.at(-1)?.type === 'started') await others().threads.delete(sessionId)
    events.push(event)
  }
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'AGENT_ERROR' } })
})
