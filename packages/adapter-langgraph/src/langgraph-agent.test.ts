import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { type ServerProxy, startProxy } from './proxy.fixture.ts'
import { runContext, runnerOf, runTurn, textsOf, turnOf, typesOf } from './turn.fixture.ts'

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

describe("LangGraph's own server", () => {
  it('streams an answer in pieces and says that it is complete', async () => {
    const events = await runTurn(graph('echo'), 'hi')
    expect(events[0]).toMatchObject({
      type: 'started',
      ref: { threadId: expect.any(String), runId: expect.any(String) },
    })
    expect(textsOf(events)).toEqual(['Echo: hi (1)'])
    expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(5)
    expect(typesOf(events).slice(-2)).toEqual(['artifact-end', 'done'])
  })

  it('keeps a conversation on the thread of its session, and only there', async () => {
    const [sessionId, other] = [randomUUID(), randomUUID()]
    const runner = graph('echo')
    await runTurn(runner, 'one', { sessionId })
    expect(textsOf(await runTurn(runner, 'two', { sessionId }))).toEqual(['Echo: two (3)'])
    expect(textsOf(await runTurn(runner, 'three', { sessionId: other }))).toEqual(['Echo: three (1)'])
  })

  it('takes turns of one conversation one after the other', async () => {
    const sessionId = randomUUID()
    const turns = ['a', 'b', 'c'].map((text) => runTurn(graph('echo'), text, { sessionId }))
    const counts = (await Promise.all(turns)).map((events) => Number(/\((\d)\)$/.exec(textsOf(events)[0] ?? '')?.[1]))
    expect(counts.sort()).toEqual([1, 3, 5])
  })

  it('begins each turn with one request, and asks how it ended', async () => {
    const before = proxy.requests.length
    const turn = turnOf('hi')
    await runTurn(graph('echo'), 'hi', turn)
    const sent = proxy.requests.slice(before).map((line) => line.replaceAll(/[0-9a-f-]{36}/g, '…'))
    expect(sent).toEqual(['POST /threads/…/runs/stream', 'GET /threads/…/runs/…', 'POST /threads/search'])
    expect(proxy.bodies.at(-1)).toMatchObject({ ids: [turn.sessionId], select: ['thread_id', 'status'] })
    expect(proxy.bodies.at(-2)).toEqual({
      assistant_id: 'echo',
      input: { messages: [{ role: 'user', content: 'hi' }] },
      stream_mode: ['messages-tuple', 'updates', 'custom'],
      stream_subgraphs: true,
      stream_resumable: true,
      on_disconnect: 'continue',
      multitask_strategy: 'enqueue',
      if_not_exists: 'create',
      metadata: { a2a_task_id: turn.taskId },
    })
  })

  it('gives out messages that are plain objects', async () => {
    expect(textsOf(await runTurn(graph('plain'), 'hi'))).toEqual(['Plain: hi'])
  })

  it('gives out what each node says, of graphs within the graph too, once; no tools, no reasoning', async () => {
    const events = await runTurn(graph('multi'), 'hi')
    expect(textsOf(events)).toEqual(['a plan', 'from within', 'in blocks'])
    expect(events.at(-1)).toEqual({ type: 'done' })
  })

  it('gives out what the chosen nodes say', async () => {
    const events = await runTurn(graph('multi', { output: { nodes: ['writer', 'last'] } }), 'hi')
    expect(textsOf(events)).toEqual(['from within', 'in blocks'])
  })

  it('takes files and data, and gives files out', async () => {
    const events = await runTurn(graph('files'), [
      { text: 'look' },
      { raw: 'AA==', mediaType: 'image/png' },
      { url: 'https://example.com/a.pdf', mediaType: 'application/pdf', filename: 'a.pdf' },
      { raw: 'AAAA', mediaType: 'audio/wav' },
      { data: { x: 1 } },
    ])
    expect(JSON.parse(textsOf(events)[0] ?? '')).toEqual([
      { type: 'text', text: 'look' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
      {
        type: 'file',
        mime_type: 'application/pdf',
        source_type: 'url',
        url: 'https://example.com/a.pdf',
        metadata: { filename: 'a.pdf' },
      },
      { type: 'audio', mime_type: 'audio/wav', source_type: 'base64', data: 'AAAA' },
      { type: 'text', text: '{"x":1}' },
    ])
    expect(events.flatMap((event) => (event.type === 'part' ? [event.part] : []))).toEqual([
      { raw: 'iVBORw==', mediaType: 'image/png' },
      { raw: 'JVBERg==', mediaType: 'application/pdf', filename: 'a.pdf' },
    ])
  })

  it.each([false, true])('serves graphs that are no chat (stateless: %s)', async (stateless) => {
    const settings = {
      stateless,
      input: { key: 'question', as: 'text', data: 'merge' },
      output: { stateKeys: ['answer', 'title', 'none'] },
    }
    const events = await runTurn(graph('state', settings), [{ text: 'why?' }, { data: { depth: 3 } }])
    expect(events.slice(1)).toEqual([
      expect.objectContaining({ type: 'part', name: 'answer', part: { data: { said: 'why?', depth: 3 } }, last: true }),
      expect.objectContaining({ type: 'part', name: 'title', part: { text: 'An answer' }, last: true }),
      { type: 'done' },
    ])
  })

  it('passes on the metadata that is allowed, and what the operator sets', async () => {
    const settings = { configurable: { level: 'high' }, configurableFromMetadata: ['tenant', 'level'] }
    const metadata = { tenant: 'a', level: 'low', secret: 'x' }
    const events = await runTurn(graph('configured', settings), 'hi', { metadata, messageMetadata: { tenant: 'b' } })
    expect(JSON.parse(textsOf(events)[0] ?? '')).toEqual({ tenant: 'b', level: 'high' })
  })

  it('tells progress', async () => {
    const runner = graph('slow')
    const abort = new AbortController()
    const seen: unknown[] = []
    const reading = (async () => {
      for await (const event of runner.run(turnOf('hi'), runContext(abort.signal))) {
        seen.push(event)
        if (event.type === 'progress') break
      }
    })()
    await reading
    expect(seen.at(-1)).toEqual({ type: 'progress', parts: [{ data: { tick: 1 } }], cursor: expect.any(String) })
  })

  it('fails with the class of the exception, and nothing of its message', async () => {
    const events = await runTurn(graph('boom'), 'hi')
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'AGENT_ERROR', message: expect.stringContaining('(TypeError)') },
    })
    expect(JSON.stringify(events)).not.toContain('kaboom')
  })

  it('fails where the server does not know the assistant', async () => {
    const before = proxy.requests.length
    const events = await runTurn(graph('nobody'), 'hi')
    expect(events).toEqual([
      expect.objectContaining({
        type: 'failed',
        error: expect.objectContaining({
          code: 'AGENT_ERROR',
          message:
            'The LangGraph server does not know this agent (HTTP 404). Check settings.assistant and settings.url.',
        }),
      }),
    ])
    expect(proxy.requests.slice(before)).toHaveLength(1)
  })

  it('runs without a thread where it is stateless', async () => {
    const sessionId = randomUUID()
    const before = proxy.requests.length
    const runner = graph('echo', { stateless: true })
    const events = await runTurn(runner, 'one', { sessionId })
    expect(events[0]).toEqual({ type: 'started', ref: { runId: expect.any(String) } })
    expect(textsOf(events)).toEqual(['Echo: one (1)'])
    expect(textsOf(await runTurn(runner, 'two', { sessionId }))).toEqual(['Echo: two (1)'])
    expect(proxy.requests.slice(before)).toEqual(['POST /runs/stream', 'POST /runs/stream'])
  })

  it('sends the key, the headers and the trace, and no key that nobody configured', async () => {
    process.env.LANGSMITH_API_KEY = 'lsv2_of_the_environment'
    const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }
    try {
      for (const settings of [{}, { apiKey: 'key-1', headers: { authorization: 'Bearer x' } }]) {
        for await (const _ of graph('plain', settings).run(turnOf('hi'), { ...runContext(), trace }));
      }
    } finally {
      delete process.env.LANGSMITH_API_KEY
    }
    const [without, , , with_] = proxy.headers.slice(-6)
    expect([without?.['x-api-key'], without?.traceparent]).toEqual([undefined, trace.traceparent])
    expect([with_?.['x-api-key'], with_?.authorization]).toEqual(['key-1', 'Bearer x'])
  })

  it.each(['echo', 'files'])('tells what the server knows of the assistant %s', async (assistant) => {
    const { getAgentCard } = graph(assistant)
    expect(await getAgentCard?.()).toMatchObject({
      name: assistant,
      version: '1',
      capabilities: { streaming: true },
      skills: [{ id: assistant, tags: ['langgraph'] }],
    })
    await expect(graph('nobody').getAgentCard?.()).rejects.toMatchObject({ code: 'AGENT_CARD_NOT_FOUND' })
  })
})
