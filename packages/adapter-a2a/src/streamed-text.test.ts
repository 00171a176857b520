import type { Part, Repair, StreamResponse, TaskState } from '@gateway/core'
import { expect, test } from 'vitest'
import { StreamedText } from './streamed-text.ts'
import { TextHabits } from './text-habits.ts'

const ids = { taskId: 't', contextId: 'c' }
const LANGGRAPH = { taskId: 'c:run', contextId: 'c' }
let messages = 0

const says = (text: string | readonly Part[], about = ids, state: TaskState = 'TASK_STATE_WORKING'): StreamResponse => {
  const parts = typeof text === 'string' ? [{ text }] : text
  return {
    statusUpdate: { ...about, status: { state, message: { messageId: `m${messages++}`, role: 'ROLE_AGENT', parts } } },
  }
}
const artifact = (parts: readonly Part[], about = ids): StreamResponse => ({
  artifactUpdate: { ...about, artifact: { artifactId: 'own', name: 'Answer', parts }, append: false, lastChunk: true },
})

/** What comes out: of status messages their text, of chunks `+text`, or `=text` where they begin anew. */
function served(events: readonly StreamResponse[], habits = new TextHabits()) {
  const repairs: Repair[] = []
  const reading = new StreamedText(habits, (repair) => repairs.push(repair))
  const out: StreamResponse[] = []
  for (const event of events) {
    const first = reading.read(event)
    const second = reading.second()
    out.push(...(first ? [first] : []), ...(second ? [second] : []))
  }
  const words = out.map(({ statusUpdate, artifactUpdate }) => {
    if (statusUpdate) return statusUpdate.status.message?.parts.map(({ text }) => text ?? '{}').join('') ?? '-'
    const text = artifactUpdate?.artifact.parts.map(({ text }) => text ?? '{}').join('|')
    return `${artifactUpdate?.append ? '+' : '='}${text}`
  })
  return { words, out, repairs, habits }
}
const grown = (text: string, about = ids) => Array.from(text, (_, end) => says(text.slice(0, end + 1), about))

test('of LangGraph, from the first text on', () => {
  const { words, out, repairs } = served([...grown('turn', LANGGRAPH), artifact([{ text: 'turn' }], LANGGRAPH)])
  expect(words).toEqual(['-', '=t', '+u', '+r', '+n', '+'])
  expect(repairs).toEqual(['cumulative-text'])
  expect(new Set(out.slice(1).map(({ artifactUpdate }) => artifactUpdate?.artifact.artifactId)).size).toBe(1)
  expect(out.at(-1)?.artifactUpdate).toMatchObject({ artifact: { name: 'Answer' }, append: true, lastChunk: true })
})

test('of any agent once a text has grown twice, and of that agent from then on', () => {
  const { words, habits } = served([...grown('turn'), artifact([{ text: 'turning' }])])
  expect(words).toEqual(['t', 'tu', '=tur', '+n', '+ing'])
  expect(habits.cumulative).toBe(true)
  expect(served(grown('turn'), habits).words).toEqual(['-', '=t', '+u', '+r', '+n'])
})

test('whether a text grows by habit is not known of the first two: an agent that laughs begins just so', () => {
  for (const [first, second] of [
    ['t', 'tu'],
    ['ha', 'haha'],
  ] as const) {
    const events = [says(first), says(second)]
    const { out, repairs } = served(events)
    for (const [index, event] of events.entries()) expect(out[index]).toBe(event)
    expect(repairs).toEqual([])
  }
  // What is served from the third on is whole: nobody needs the two to have the text.
  expect(served(grown('turn')).words.slice(2).join('')).toBe('=tur+n')
})

test('an agent that was thought to do so and does not is believed', () => {
  const habits = new TextHabits(() => true)
  expect(served([says('a'), says('b'), says('c')], habits).words).toEqual(['-', '=a', 'b', 'c'])
  expect(habits.cumulative).toBe(false)
})

test('a text that does not go on is a new one: it takes the place of the one before', () => {
  const events = [...grown('ab', LANGGRAPH), ...grown('xy', LANGGRAPH), artifact([{ text: 'xy' }], LANGGRAPH)]
  expect(served(events).words).toEqual(['-', '=a', '+b', '=x', '+y', '+'])
})

test('the same text once more says nothing', () => {
  expect(served([says('a', LANGGRAPH), says('a', LANGGRAPH), says('ab', LANGGRAPH)]).words).toEqual(['-', '=a', '+b'])
})

test('what else the artifact has is served with what is left of its text', () => {
  const data = { data: { rows: 1 } }
  const events = (text: string) => [says('ab', LANGGRAPH), artifact([{ text }, data], LANGGRAPH)]
  expect(served(events('ab')).words).toEqual(['-', '=ab', '+{}'])
  expect(served(events('abc')).words).toEqual(['-', '=ab', '+c|{}'])
})

test('an artifact of another text, and all that follows the end, pass as they came', () => {
  const other = artifact([{ text: 'other' }], LANGGRAPH)
  const { out } = served([says('ab', LANGGRAPH), other])
  expect(out.at(-1)).toBe(other)
  const own = artifact([{ text: 'ab' }], LANGGRAPH)
  const again = artifact([{ text: 'ab' }], LANGGRAPH)
  expect(served([says('ab', LANGGRAPH), own, again]).out.at(-1)).toBe(again)
})

test('messages with data, of the user, without text and in other states pass as they came', () => {
  const events = [
    says([{ text: 'a' }, { data: 1 }], LANGGRAPH),
    says([], LANGGRAPH),
    says('Which city?', LANGGRAPH, 'TASK_STATE_INPUT_REQUIRED'),
    says('It broke.', LANGGRAPH, 'TASK_STATE_FAILED'),
  ]
  const { out, repairs } = served(events)
  expect(out).toHaveLength(events.length)
  for (const [index, event] of events.entries()) expect(out[index]).toBe(event)
  expect(repairs).toEqual([])
})

test('pieces, and notes on the work, pass as they came', () => {
  const events = ['Searching…', 'chunk 1;', 'chunk 2;', 'chunk 2;', 'ha', 'ha', 'haha', 'a', 'ab', 'b'].map((text) =>
    says(text),
  )
  const { out, repairs } = served(events)
  for (const [index, event] of events.entries()) expect(out[index]).toBe(event)
  expect(repairs).toEqual([])
})

test('the whole after its pieces comes without its message', () => {
  const pieces = ['Dear Sir, ', 'the invoice ', 'is paid.']
  const { words, repairs } = served([...pieces, pieces.join(''), 'Anything else?'].map((text) => says(text)))
  expect(words).toEqual([...pieces, '-', 'Anything else?'])
  expect(repairs).toEqual(['repeated-text'])
})

test('a stream without end is not kept', () => {
  const long = 'x'.repeat(600_000)
  const { out } = served([says(long), says(`y${long}`), says(`${long}y${long}`)])
  expect(out[2]?.statusUpdate?.status.message).toBeDefined()
})
