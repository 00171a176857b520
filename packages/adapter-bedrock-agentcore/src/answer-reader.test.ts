import type { RunEvent } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { createAnswerReader } from './answer-reader.ts'
import type { AnswerSettings } from './answer-settings.ts'
import { AG_UI, STRANDS_PYTHON, STRANDS_TYPESCRIPT } from './answers.fixture.ts'

function streamed(events: readonly string[], settings?: AnswerSettings): readonly RunEvent[] {
  const reader = createAnswerReader('run', settings)
  return [...events.flatMap((event) => reader.event(event)), ...reader.end()]
}

function document(text: string, settings?: AnswerSettings): readonly RunEvent[] {
  return createAnswerReader('run', settings).document(text)
}

/** The texts by artifact, the data, what it took, and how it ended. */
function summary(events: readonly RunEvent[]) {
  const texts = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'text') texts.set(event.artifactId, (texts.get(event.artifactId) ?? '') + event.text)
  }
  return {
    texts: [...texts.values()],
    data: events.flatMap((event) => (event.type === 'part' ? [event.part.data] : [])),
    usage: events.flatMap((event) => (event.type === 'usage' ? [event.usage] : [])),
    end: events.at(-1)?.type,
  }
}

const FIVE_TOKENS = { inputTokens: 3, outputTokens: 2, totalTokens: 5 }

describe('streams', () => {
  it('reads all that Strands for Python yields: each message once, in an artifact of its own', () => {
    const events = streamed(STRANDS_PYTHON)
    expect(summary(events)).toEqual({
      texts: ['Let me see.', 'Hello'],
      data: [],
      usage: [FIVE_TOKENS, FIVE_TOKENS],
      end: 'done',
    })
    expect(events.map(({ type }) => type)).toEqual([
      'text',
      'artifact-end',
      'usage',
      'text',
      'text',
      'artifact-end',
      'usage',
      'done',
    ])
  })

  it.each([
    ["the model's events alone", (event: string) => event.startsWith('{"event"'), ['Let me see.', 'Hello']],
    ['messages alone', (event: string) => event.startsWith('{"message"'), ['Let me see.', 'Hello']],
  ])('reads of it %s', (_, kept, texts) => {
    expect(summary(streamed(STRANDS_PYTHON.filter(kept)))).toMatchObject({ texts, data: [], end: 'done' })
  })

  it('says what to do where the printed form of Python objects is all there is', () => {
    const events = streamed(STRANDS_PYTHON.filter((event) => event.includes('strands.agent')))
    expect(events).toMatchObject([
      {
        type: 'failed',
        error: { code: 'INVALID_AGENT_RESPONSE', message: expect.stringContaining("yield event['data']") },
      },
    ])
    expect(JSON.stringify(events)).not.toContain('0x7f')
  })

  it('reads all that Strands for TypeScript yields', () => {
    expect(summary(streamed(STRANDS_TYPESCRIPT))).toEqual({
      texts: ['Hello'],
      data: [],
      usage: [FIVE_TOKENS],
      end: 'done',
    })
  })

  it('reads AG-UI, and its failure', () => {
    expect(summary(streamed(AG_UI))).toMatchObject({ texts: ['Hello'], data: [], end: 'done' })
    expect(streamed([...AG_UI.slice(0, 4), '{"type":"RUN_ERROR","message":"canary"}'])).toContainEqual({
      type: 'failed',
      error: expect.objectContaining({ code: 'AGENT_ERROR', message: expect.not.stringContaining('canary') }),
    })
  })

  it.each([
    ['Strands', STRANDS_PYTHON.slice(0, 25)],
    ['AG-UI', AG_UI.slice(0, -1)],
    ['AG-UI, in a message', AG_UI.slice(0, 4)],
  ])('knows an early end of %s', (_, events) => {
    expect(streamed(events).at(-1)).toMatchObject({ type: 'failed', error: { code: 'INVALID_AGENT_RESPONSE' } })
  })

  it.each([
    ['callback events', ['{"data":"Hel","delta":{"text":"Hel"}}', '{"data":"lo"}'], ['Hello']],
    ['quoted strings', ['"Hel"', '"lo"'], ['Hello']],
    ['bare strings', ['Hel', 'lo ', '42', ' true', 'null', '"quoted"'], ['Hello 42 truenull"quoted"']],
    ['numbers before any string', ['4', '2'], ['42']],
    ['deltas', ['{"delta":"Hel"}', '{"delta":{"text":"lo"}}'], ['Hello']],
    ['pieces of text', ['{"text":"Hel"}', '{"content":"lo"}', '{"token":"!"}'], ['Hello!']],
    [
      'chat completions',
      [
        '{"choices":[{"delta":{"role":"assistant","content":"Hel"}}]}',
        '{"choices":[{"delta":{"content":"lo"}}]}',
        '[DONE]',
      ],
      ['Hello'],
    ],
    [
      "OpenAI's responses",
      [
        '{"type":"response.created","response":{}}',
        '{"type":"response.output_text.delta","delta":"Hel"}',
        '{"type":"response.function_call_arguments.delta","delta":"{"}',
        '{"type":"response.output_text.delta","delta":"lo"}',
        '{"type":"response.completed","response":{"output":[]}}',
      ],
      ['Hello'],
    ],
    [
      'the AI SDK',
      [
        '{"type":"start"}',
        '{"type":"reasoning-delta","delta":"hm"}',
        '{"type":"text-delta","id":"1","delta":"Hello"}',
        '{"type":"finish"}',
      ],
      ['Hello'],
    ],
    ['a result behind what was streamed', ['"Hel"', '"lo"', '{"result":"Hello"}'], ['Hello']],
    ['a result that says something else', ['"Working…"', '{"result":"Hello"}'], ['Working…', 'Hello']],
  ])('reads %s', (_, events, texts) => {
    expect(summary(streamed(events))).toMatchObject({ texts, data: [], end: 'done' })
  })

  it('gives out what is in no known form as data, or leaves it out', () => {
    const events = ['{"step":1}', '[1,2]', '{"text":"Hello"}']
    expect(summary(streamed(events))).toMatchObject({ texts: ['Hello'], data: [{ step: 1 }, [1, 2]] })
    expect(summary(streamed(events, { otherEvents: 'ignore' }))).toMatchObject({ texts: ['Hello'], data: [] })
  })

  it.each([
    [
      'the Python runtime',
      '{"error":"canary","error_type":"ValueError","message":"An error occurred during streaming"}',
    ],
    ['an error alone', '{"error":{"message":"canary"}}'],
    ['an error event', '{"type":"error","error":{"message":"canary"}}'],
  ])('knows a failure as %s tells it', (_, event) => {
    const events = streamed(['"Hel"', event])
    expect(events.filter(({ type }) => type === 'failed')).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain('canary')
  })

  it('fails on an event that is no JSON where the others are', () => {
    expect(streamed(['"Hel"', '{"canary'])).toContainEqual({
      type: 'failed',
      error: expect.objectContaining({ code: 'INVALID_AGENT_RESPONSE' }),
    })
  })

  it('fails on a stream without any event', () => {
    expect(streamed([])).toMatchObject([{ type: 'failed', error: { code: 'INVALID_AGENT_RESPONSE' } }])
  })

  it("keeps to the operator's paths", () => {
    const settings = { text: 'out.words', data: 'out.rows' }
    const events = ['{"out":{"words":"Hel"},"text":"no"}', '{"out":{"words":"lo","rows":[1]}}', '{"out":{"words":""}}']
    expect(summary(streamed(events, settings))).toMatchObject({ texts: ['Hello'], data: [[1]], end: 'done' })
  })

  it('waits for its user at the end', () => {
    const inputRequired = { path: 'waiting', equals: true }
    const events = streamed(['"One moment."', '{"waiting":true,"message":"Which city?"}', '"later"'], { inputRequired })
    expect(events.at(-1)).toEqual({
      type: 'input-required',
      parts: [{ text: 'Which city?' }, { data: { waiting: true, message: 'Which city?' } }],
      resume: true,
    })
  })
})

describe('documents', () => {
  it.each([
    ['"quoted"', 'quoted'],
    ['plain string', 'plain string'],
    ['"Quoted" [1] {x}', '"Quoted" [1] {x}'],
    [JSON.stringify("{'city': 'Rome, by Julius(1)'}"), "{'city': 'Rome, by Julius(1)'}"],
    ['{"result":"Hello"}', 'Hello'],
    ['{"response":"Hello","status":"success"}', 'Hello'],
    ['{"response":[{"text":"Hel"},{"text":"lo"}]}', 'Hello'],
    ['{"result":{"content":[{"text":"Hello"}]}}', 'Hello'],
    ['{"result":{"role":"assistant","content":[{"reasoningContent":{"text":"hm"}},{"text":"Hello"}]}}', 'Hello'],
    ['{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}}}', 'Hello'],
    ['{"message":"Hello"}', 'Hello'],
    ['{"completion":"Hello"}', 'Hello'],
    ['{"choices":[{"message":{"role":"assistant","content":"Hello"}}]}', 'Hello'],
    ['{"messages":[{"type":"human","content":"hi"},{"type":"ai","content":"Hello"}]}', 'Hello'],
    ['{"jsonrpc":"2.0","id":1,"result":{"kind":"message","parts":[{"kind":"text","text":"Hello"}]}}', 'Hello'],
    ['{"jsonrpc":"2.0","id":1,"result":{"artifacts":[{"parts":[{"text":"Hello"}]}]}}', 'Hello'],
    ['42', '42'],
  ])('finds the text of %s', (body, text) => {
    expect(summary(document(body))).toMatchObject({ texts: [text], data: [], end: 'done' })
  })

  it.each([
    ['{"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5},"choices":[{"message":{"content":"x"}}]}'],
    ['{"result":{"content":[{"text":"x"}],"metadata":{"usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5}}}}'],
    ['{"message":{"content":"x","usage_metadata":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}}'],
  ])('finds what it took: %s', (body) => {
    expect(summary(document(body)).usage).toEqual([FIVE_TOKENS])
  })

  it('gives out what is in no known form as data', () => {
    expect(summary(document('{"total":3,"rows":[1]}'))).toMatchObject({ data: [{ total: 3, rows: [1] }], end: 'done' })
    expect(summary(document('null'))).toMatchObject({ texts: [], data: [], end: 'done' })
  })

  it.each([
    ['', 'answered with nothing'],
    ['{"result":"canary', 'begins as JSON and is none'],
    ['{"error":"canary"}', 'reported an error'],
    ['{"status":"error","message":"canary"}', 'reported an error'],
    [JSON.stringify("{'result': AgentResult(stop_reason='canary')}"), 'printed form of a Python object'],
  ])('fails on %s', (body, complaint) => {
    const events = document(body)
    expect(events).toMatchObject([{ type: 'failed', error: { message: expect.stringContaining(complaint) } }])
    expect(JSON.stringify(events)).not.toContain('canary')
  })

  it("keeps to the operator's paths, and waits for its user", () => {
    const body = '{"out":[{"words":"no"},{"words":"Hello"}],"rows":[1],"state":"ask"}'
    expect(summary(document(body, { text: 'out.-1.words', data: 'rows' }))).toMatchObject({
      texts: ['Hello'],
      data: [[1]],
      end: 'done',
    })
    const events = document(body, { text: 'out.-1.words', inputRequired: { path: 'state', equals: 'ask' } })
    expect(events).toMatchObject([{ type: 'input-required', parts: [{ text: 'Hello' }, { data: { state: 'ask' } }] }])
  })
})
