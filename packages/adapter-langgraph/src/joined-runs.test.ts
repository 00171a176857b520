import type { JsonValue, RunEvent, Runner } from '@gateway/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { type ServerProxy, startProxy } from './proxy.fixture.ts'
import { eventsOf, runContext, runnerOf, runTurn, textsOf, turnOf, typesOf, waitFor } from './turn.fixture.ts'

let server: LangGraphServer
let proxy: ServerProxy
beforeAll(async () => {
  server = await startLangGraph()
  proxy = await startProxy(server.url)
})
afterAll(async () => {
  await proxy?.stop()
  await server?.stop()
})

const graph = (assistant: string, more = {}) => runnerOf({ url: proxy.url, assistant, ...more })
const BRISK = 'brisk '.repeat(10)

/** Reads a run up to so many pieces of text and leaves it. */
async function readSome(
  runner: Runner,
  pieces: number,
): Promise<{ ref: JsonValue; cursor: string; events: RunEvent[] }> {
  const events: RunEvent[] = []
  for await (const event of runner.run(turnOf('hi'), runContext())) {
    events.push(event)
    if (events.filter(({ type }) => type === 'text').length === pieces) break
  }
  const [first, last] = [events[0], events.at(-1)]
  if (first?.type !== 'started' || last?.type !== 'text') throw new Error('The run did not get so far.')
  return { ref: first.ref, cursor: last.cursor ?? '', events }
}

it('is joined after the last piece, by another process too, and says nothing twice', async () => {
  const { ref, cursor, events } = await readSome(graph('brisk'), 7)
  const context = runContext()
  const joined = await eventsOf(graph('brisk').resume?.(ref, cursor, context) ?? failed(), context)
  expect([...textsOf(events), ...textsOf(joined)].join('')).toBe(BRISK)
  expect(joined.at(-1)).toEqual({ type: 'done' })
})

it('is joined when it is long over', async () => {
  const events = await runTurn(graph('brisk'), 'hi')
  const ref = events[0]?.type === 'started' ? events[0].ref : null
  for (const [cursor, text] of [
    [undefined, BRISK],
    ['40', BRISK.slice(40)],
  ] as const) {
    const context = runContext()
    const joined = await eventsOf(graph('brisk').resume?.(ref, cursor, context) ?? failed(), context)
    expect(textsOf(joined).join('')).toBe(text)
    expect(joined.at(-1)).toEqual({ type: 'done' })
  }
})

it('is asked on a joined run what the run asked', async () => {
  const events = await runTurn(graph('ask'), 'hi')
  const ref = events[0]?.type === 'started' ? events[0].ref : null
  for (const cursor of [undefined, '9']) {
    const context = runContext()
    const joined = await eventsOf(graph('ask').resume?.(ref, cursor, context) ?? failed(), context)
    expect(joined.at(-1)).toEqual(events.at(-1))
  }
})

it.each([
  ['while the run goes on', 'brisk', BRISK],
  ['when the run is over', 'echo', 'Echo: hi (1)'],
])('outlives a connection that is cut %s', async (_when, assistant, text) => {
  proxy.cutAfter(2_000)
  const before = proxy.requests.length
  const events = await runTurn(graph(assistant), 'hi')
  expect(textsOf(events)).toEqual([text])
  expect(events.at(-1)).toEqual({ type: 'done' })
  const sent = proxy.requests.slice(before)
  expect(sent.filter((line) => line.endsWith('/runs/stream'))).toHaveLength(1)
  expect(sent.filter((line) => /^GET .*\/stream/.test(line))).toHaveLength(1)
})

it('outlives a server that is away for a while', async () => {
  proxy.cutAfter(2_000, 2)
  const before = proxy.requests.length
  const events = await runTurn(graph('brisk'), 'hi')
  expect(textsOf(events)).toEqual([BRISK])
  expect(events.at(-1)).toEqual({ type: 'done' })
  const sent = proxy.requests.slice(before)
  expect(sent.filter((line) => line.endsWith('/runs/stream'))).toHaveLength(1)
  expect(sent.filter((line) => /^GET .*\/stream/.test(line))).toHaveLength(3)
})

it('is stopped at the vendor by a cancel, and a reader of it is told', async () => {
  const runner = graph('slow')
  const { ref } = await readSome(runner, 2)
  const context = runContext()
  const reading = eventsOf(runner.resume?.(ref, undefined, context) ?? failed(), context)
  await runner.cancel?.(ref, runContext())
  expect((await reading).at(-1)).toEqual({ type: 'canceled' })
  // Of a run that is over the server says that it was canceled before, or it does not mind.
  await runner.cancel?.(ref, runContext())
})

it('is named, and can be canceled, while it waits for another run of its thread', async () => {
  const turn = turnOf('hi')
  const runner = graph('slow')
  let ref: JsonValue = null
  for await (const event of runner.run(turn, runContext())) {
    if (event.type === 'started') ref = event.ref
    if (event.type === 'progress') break
  }
  const events: RunEvent[] = []
  for await (const event of graph('echo').run(turnOf('hi', { sessionId: turn.sessionId }), runContext())) {
    events.push(event)
    if (event.type === 'started') await runner.cancel?.(event.ref, runContext())
  }
  expect(typesOf(events)).toEqual(['started', 'canceled'])
  await runner.cancel?.(ref, runContext())
})

it('cannot cancel what the server does not know', async () => {
  const ref = { threadId: crypto.randomUUID(), runId: crypto.randomUUID() }
  await expect(graph('slow').cancel?.(ref, runContext())).rejects.toMatchObject({
    code: 'AGENT_ERROR',
    message: expect.stringContaining('knows no such run'),
  })
})

it('closes the connection when it is aborted, and goes on at the vendor', async () => {
  const runner = graph('slow')
  const abort = new AbortController()
  const context = runContext(abort.signal)
  const events: RunEvent[] = []
  const reading = (async () => {
    for await (const event of runner.run(turnOf('hi'), context)) events.push(event)
  })()
  await waitFor(() => events.some(({ type }) => type === 'text'))
  expect(proxy.streams()).toBe(1)
  abort.abort()
  await expect(reading).rejects.toMatchObject({ code: 'CANCELED' })
  await waitFor(() => proxy.streams() === 0)
  const ref = events[0]?.type === 'started' ? events[0].ref : null
  await runner.cancel?.(ref, runContext())
})

it('ends a stateless run with its connection', async () => {
  const { ref } = await readSome(graph('slow', { stateless: true }), 2)
  await waitFor(() => proxy.streams() === 0)
  const runner = graph('slow', { stateless: true })
  await runner.cancel?.(ref, runContext())
  const context = runContext()
  expect(await eventsOf(runner.resume?.(ref, undefined, context) ?? failed(), context)).toEqual([
    { type: 'failed', error: expect.objectContaining({ code: 'UNSUPPORTED_OPERATION' }) },
  ])
})

function failed(): never {
  throw new Error('The runner cannot join a run.')
}
