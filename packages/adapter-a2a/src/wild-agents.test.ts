import type { ProtocolVersion, Repair, StreamResponse } from '@gateway/core'
import { createAssembly, dialects, sourceText } from '@gateway/core'
import { expect, test } from 'vitest'
import { connect, eventStream, hello, json, serveRpc, testContext } from './upstream.fixture.ts'
import { ADK_STREAM, FASTA2A_MIXTURE, LANGGRAPH_0_3, LANGGRAPH_1_0, LANGGRAPH_SEND } from './wild-agents.fixture.ts'

/** An agent that answers every stream with these results, in one chunk as LangGraph frames them, and every send with that one. */
const serveWild = (events: readonly object[], sent: object = {}) =>
  serveRpc(({ id, method }, response) => {
    if (!/stream/i.test(method)) {
      json(response, { jsonrpc: '2.0', id, result: sent })
      return
    }
    const framed = events.map((result) => `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`)
    eventStream(response).end(framed.join(''))
  })

async function read(url: string, version: ProtocolVersion, protocolVersion?: ProtocolVersion) {
  const context = testContext({ version })
  const agent = connect(url, protocolVersion === undefined ? {} : { protocolVersion })
  const stream = agent.streamMessage(hello, context)[Symbol.asyncIterator]()
  const events: StreamResponse[] = []
  // As the gateway reads: what has come together is taken without a wait for each.
  for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
    events.push(next.value)
    for (let event = stream.ready?.(); event !== undefined; event = stream.ready?.()) events.push(event)
  }
  return { events, facts: context.facts, repairs: repairsOf(context.facts) }
}
const repairsOf = (facts: readonly { type: string; repair?: Repair }[]) => [
  ...new Set(facts.flatMap(({ repair }) => repair ?? [])),
]

/** A stream in a few words: what each event is and says. */
const told = (events: readonly StreamResponse[]) =>
  events.map(({ task, statusUpdate, artifactUpdate }) => {
    if (task) return task.status.state
    if (statusUpdate) return [statusUpdate.status.state, statusUpdate.status.message?.parts[0]?.text]
    const { artifact, append, lastChunk } = artifactUpdate ?? {}
    return [artifact?.parts.map(({ text }) => text).join('|'), append, lastChunk]
  })
const assembled = (events: readonly StreamResponse[]) => {
  const assembly = createAssembly()
  for (const event of events) assembly.add(event)
  return assembly.result()?.task
}

const TOKEN_BY_TOKEN = [
  'TASK_STATE_SUBMITTED',
  ['TASK_STATE_WORKING', undefined],
  ['word1', false, false],
  [' ', true, false],
  ['word2', true, false],
  [' ', true, false],
  ['word3', true, false],
  ['', true, true],
  ['TASK_STATE_COMPLETED', undefined],
]

test.each(['1.0', '0.3'] as const)("LangGraph's own endpoint, called in 1.0, for a %s client", async (version) => {
  await using upstream = await serveWild(LANGGRAPH_1_0)
  const { events, repairs } = await read(upstream.url, version, '1.0')
  expect(told(events)).toEqual(TOKEN_BY_TOKEN)
  expect(repairs).toEqual(['0.3-body-in-1.0-envelope', 'bare-event', 'cumulative-text'])
  expect(assembled(events)).toMatchObject({
    status: { state: 'TASK_STATE_COMPLETED' },
    artifacts: [{ name: 'Assistant Response', parts: [{ text: 'word1 word2 word3' }] }],
  })
  expect(assembled(events)?.artifacts).toHaveLength(1)
  // What goes out is in the caller's version alone.
  const wire = JSON.stringify(events.map((event) => dialects[version].encodeResponse('streamMessage', event)))
  expect(wire).not.toMatch(version === '1.0' ? /"kind"|"final"|"(working|agent)"/ : /TASK_STATE_|ROLE_/)
})

test("LangGraph's own endpoint, called in 0.3, is cumulative just so", async () => {
  await using upstream = await serveWild(LANGGRAPH_0_3)
  const { events, repairs } = await read(upstream.url, '0.3', '0.3')
  expect(told(events)).toEqual(TOKEN_BY_TOKEN)
  expect(repairs).toEqual(['cumulative-text'])
})

test.each(['1.0', '0.3'] as const)(
  'a %s stream that mixes the versions is put right in every event of one chunk',
  async (version) => {
    const ids = { taskId: 't', contextId: 'c' }
    const words = Array.from({ length: 30 }, (_, index) => `word ${index} `)
    const piece = (text: string, index: number) => {
      const artifact = { artifactId: 'a', parts: [version === '1.0' ? { kind: 'text', text } : { text }] }
      const update = { ...ids, artifact, append: index > 0 }
      return version === '1.0'
        ? { artifactUpdate: { ...update, kind: 'artifact-update' } }
        : { ...update, kind: 'artifact-update' }
    }
    const status = {
      ...ids,
      kind: 'status-update',
      status: { state: version === '1.0' ? 'working' : 'TASK_STATE_WORKING' },
    }
    await using upstream = await serveWild([status, ...words.map(piece)])
    const { events, facts, repairs } = await read(upstream.url, version, version)
    expect(told(events)).toEqual([
      ['TASK_STATE_WORKING', undefined],
      ...words.map((text, index) => [text, index > 0, undefined]),
    ])
    // None goes out as it came, and of each kind it is told once what had to be put right.
    expect(events.filter((event) => sourceText(event, version, 'JSONRPC') !== undefined)).toEqual([])
    expect(JSON.stringify(events)).not.toContain('"kind"')
    expect(repairs).toContain(version === '1.0' ? '0.3-body-in-1.0-envelope' : '1.0-body-in-0.3-envelope')
    expect(facts.filter((fact) => fact.type === 'repair').length).toBeLessThan(10)
  },
)

test("LangGraph's answer to a send is clean 1.0", async () => {
  await using upstream = await serveWild([], LANGGRAPH_SEND)
  const context = testContext({ version: '1.0' })
  const { task } = await connect(upstream.url).sendMessage(hello, context)
  expect(JSON.stringify(task)).not.toContain('"kind"')
  expect(task?.artifacts?.[0]?.parts).toEqual([{ text: 'word1 word2 word3' }])
  expect(repairsOf(context.facts)).toEqual(['0.3-body-in-1.0-envelope'])
})

test('Google ADK says its text three times: the pieces and the artifact are served, the whole between them is not', async () => {
  await using upstream = await serveWild(ADK_STREAM)
  const { events, repairs } = await read(upstream.url, '1.0')
  expect(told(events)).toEqual([
    'TASK_STATE_SUBMITTED',
    ['TASK_STATE_WORKING', undefined],
    ['TASK_STATE_WORKING', 'chunk 1;'],
    ['TASK_STATE_WORKING', 'chunk 2;'],
    ['TASK_STATE_WORKING', 'chunk 3;'],
    ['TASK_STATE_WORKING', undefined],
    ['chunk 1;chunk 2;chunk 3;', undefined, true],
    ['TASK_STATE_COMPLETED', undefined],
  ])
  expect(events[5]?.statusUpdate?.metadata).toMatchObject({ adk_author: 'adk' })
  expect(repairs).toEqual(['repeated-text'])
})

test.each(['1.0', '0.3'] as const)('fasta2a: a mixture without a zone is clean for a %s client', async (version) => {
  await using upstream = await serveWild([], FASTA2A_MIXTURE)
  const context = testContext({ version })
  const answer = await connect(upstream.url, { protocolVersion: '0.3' }).sendMessage(hello, context)
  expect(answer.task).toMatchObject({
    status: { state: 'TASK_STATE_SUBMITTED', timestamp: '2026-11-25T10:30:34.546188Z' },
    history: [{ role: 'ROLE_USER', parts: [{ text: 'stream 4' }] }],
  })
  expect(repairsOf(context.facts)).toEqual(['1.0-body-in-0.3-envelope', 'timestamp-zone'])
})

test('an agent that is sound is marked with nothing, in its own version and translated', async () => {
  const status = { state: 'TASK_STATE_COMPLETED', timestamp: '2026-11-25T10:30:34.546Z' }
  const sound = [
    { task: { id: 't', contextId: 'c', status: { ...status, state: 'TASK_STATE_WORKING' } } },
    { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { artifactId: 'a', parts: [{ text: 'x' }] } } },
    { statusUpdate: { taskId: 't', contextId: 'c', status } },
  ]
  await using upstream = await serveWild(sound, { task: { id: 't', contextId: 'c', status } })
  for (const version of ['1.0', '0.3'] as const) {
    const { repairs } = await read(upstream.url, version, '1.0')
    const context = testContext({ version })
    await connect(upstream.url, { protocolVersion: '1.0' }).sendMessage(hello, context)
    expect([...repairs, ...repairsOf(context.facts)]).toEqual([])
  }
})
