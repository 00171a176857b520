import { randomUUID } from 'node:crypto'
import type { JsonObject, Part, RunEvent } from '@gateway/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, inputRequired } from './interrupts.ts'
import { type LangGraphServer, startLangGraph } from './langgraph-server.fixture.ts'
import { runnerOf, runTurn, textsOf } from './turn.fixture.ts'

describe('questions', () => {
  it.each([
    ['Which city?', 'Which city?'],
    [{ question: 'Which city?', options: ['Paris'] }, 'Which city?'],
    [{ action_requests: [{ name: 'send', description: 'Send it?' }], review_configs: [] }, 'Send it?'],
    [[{ action_request: { action: 'send', args: {} }, description: 'Send it?' }], 'Send it?'],
    [{ amount: 3 }, 'The agent waits for an answer before it goes on.'],
  ])('are told as text: %j', (value, text) => {
    expect(inputRequired({ threadId: 'thread' }, [{ id: 'a', value }]).parts).toEqual([
      { text },
      { data: { interrupts: [{ id: 'a', value }] } },
    ])
  })
})

describe('answers', () => {
  it.each<[string, Part[], string[], unknown]>([
    ['a text', [{ text: 'Paris' }], ['a'], 'Paris'],
    ['several texts', [{ text: 'Paris' }, { text: 'or Rome' }], ['a'], 'Paris\nor Rome'],
    ['data', [{ text: 'see' }, { data: { city: 'Paris' } }], ['a'], { city: 'Paris' }],
    ['data that is null', [{ data: null }], ['a'], null],
    ['by its id', [{ data: { a: 'Paris' } }], ['a'], { a: 'Paris' }],
    ['several by their ids', [{ data: { a: 1, b: 2 } }], ['a', 'b'], { a: 1, b: 2 }],
    ['one of several', [{ data: { b: 2 } }], ['a', 'b'], { b: 2 }],
    ['several in their order', [{ text: 'x' }, { data: [1] }], ['a', 'b'], { a: 'x', b: [1] }],
    ['one for several', [{ text: 'x' }], ['a', 'b'], undefined],
    ['unknown ids for several', [{ data: { c: 1 } }], ['a', 'b'], undefined],
    ['at a breakpoint', [{ text: 'go on' }], [], 'go on'],
    ['a file', [{ text: 'see' }, { raw: 'AA==' }], ['a'], undefined],
  ])('%s', (_what, parts, ids, answer) => {
    expect(answerOf(parts, ids)).toEqual(answer)
  })
})

describe("questions of LangGraph's own server", () => {
  let server: LangGraphServer
  beforeAll(async () => {
    server = await startLangGraph()
  })
  afterAll(() => server?.stop())

  const graph = (assistant: string, more: JsonObject = {}) => runnerOf({ url: server.url, assistant, ...more })
  const asked = (events: readonly RunEvent[]) => {
    const last = events.at(-1)
    if (last?.type !== 'input-required') throw new Error(`The run ended with ${JSON.stringify(last)}.`)
    const [id, other] = last.parts.flatMap(({ data }) => idsIn(data))
    return { last, resume: last.resume, ids: { id: id ?? '', other: other ?? '' } }
  }
  const idsIn = (data: Part['data']) => JSON.stringify(data ?? null).match(/(?<="id":")[0-9a-f]+/g) ?? []

  it('is asked one thing, and goes on with the answer', async () => {
    const sessionId = randomUUID()
    const { last, resume } = asked(await runTurn(graph('ask'), 'hi', { sessionId }))
    expect(last.parts[0]).toEqual({ text: 'Which city?' })
    const events = await runTurn(graph('ask'), 'Paris', { sessionId, resume })
    expect(textsOf(events)).toEqual(['You said: "Paris"'])
    expect(events.at(-1)).toEqual({ type: 'done' })
  })

  it('takes data as the answer', async () => {
    const sessionId = randomUUID()
    const { resume } = asked(await runTurn(graph('ask'), 'hi', { sessionId }))
    const events = await runTurn(graph('ask'), [{ data: { city: 'Paris' } }], { sessionId, resume })
    expect(textsOf(events)).toEqual(['You said: {"city":"Paris"}'])
  })

  it('is asked two things at once, and takes both answers', async () => {
    const sessionId = randomUUID()
    const { last, resume, ids } = asked(await runTurn(graph('two'), 'hi', { sessionId }))
    expect(last.parts[0]).toEqual({ text: 'Which city?\nWhich day?' })
    const events = await runTurn(graph('two'), [{ data: { [ids.id]: 'Paris', [ids.other]: 'Monday' } }], {
      sessionId,
      resume,
    })
    expect(textsOf(events)).toEqual(['city: "Paris", day: "Monday"'])
  })

  it('takes one answer of two, and asks for the other', async () => {
    const sessionId = randomUUID()
    const first = asked(await runTurn(graph('two'), 'hi', { sessionId }))
    const answered = await runTurn(graph('two'), [{ data: { [first.ids.id]: 'Paris' } }], {
      sessionId,
      resume: first.resume,
    })
    const second = asked(answered)
    expect(second.last.parts[0]).toEqual({ text: 'Which day?' })
    const events = await runTurn(graph('two'), 'Monday', { sessionId, resume: second.resume })
    expect(textsOf(events)).toEqual(['city: "Paris", day: "Monday"'])
  })

  it('asks again where it cannot be told what is answered', async () => {
    const sessionId = randomUUID()
    const first = asked(await runTurn(graph('two'), 'hi', { sessionId }))
    const again = asked(await runTurn(graph('two'), 'Paris', { sessionId, resume: first.resume }))
    expect(again.last.parts[0]?.text).toContain('Several questions are open.')
    expect(again.resume).toEqual(first.resume)
    expect(again.last.parts[1]).toEqual(first.last.parts[1])
  })

  it('asks again where the answer is a file, and goes on with the next', async () => {
    const sessionId = randomUUID()
    const { resume } = asked(await runTurn(graph('ask'), 'hi', { sessionId }))
    const again = asked(await runTurn(graph('ask'), [{ raw: 'AA==' }], { sessionId, resume }))
    expect(again.last.parts[0]?.text).toContain('not with a file.')
    const events = await runTurn(graph('ask'), 'Paris', { sessionId, resume: again.resume })
    expect(events.at(-1)).toEqual({ type: 'done' })
  })

  it('says that the agent was changed where another adapter asked', async () => {
    const events = await runTurn(graph('ask'), 'Paris', { resume: { questions: [], responseId: 'resp_1' } })
    expect(events).toMatchObject([{ type: 'failed', error: { code: 'UNSUPPORTED_OPERATION' } }])
  })

  it('refuses an answer to what is no longer asked', async () => {
    const sessionId = randomUUID()
    const { resume } = asked(await runTurn(graph('ask'), 'hi', { sessionId }))
    await runTurn(graph('echo'), 'something else', { sessionId })
    const events = await runTurn(graph('ask'), 'Paris', { sessionId, resume })
    expect(events).toEqual([
      {
        type: 'failed',
        error: expect.objectContaining({
          code: 'UNSUPPORTED_OPERATION',
          message: expect.stringContaining('no longer waits'),
        }),
      },
    ])
  })

  it('goes on at a breakpoint of the graph with any answer', async () => {
    const sessionId = randomUUID()
    const { last, resume } = asked(await runTurn(graph('breakpoint'), 'hi', { sessionId }))
    expect(last.parts).toEqual([{ text: 'The agent waits for an answer before it goes on.' }])
    expect(textsOf(await runTurn(graph('breakpoint'), 'go on', { sessionId, resume }))).toEqual(['went on'])
  })

  it('fails where it is stateless and cannot be answered', async () => {
    const events = await runTurn(graph('ask', { stateless: true }), 'hi')
    expect(events.at(-1)).toMatchObject({
      type: 'failed',
      error: { message: expect.stringContaining('settings.stateless') },
    })
  })
})
