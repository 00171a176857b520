import type { JsonObject, JsonValue } from '@gateway/core'
import { expect, it } from 'vitest'
import { missedText } from './missed-text.ts'

const SETTINGS = { url: 'http://x', assistant: 'a' }
const human = (content: string): JsonObject => ({ type: 'human', id: `human-${content}`, content })
const ai = (id: string, content: JsonValue): JsonObject => ({ type: 'ai', id, content })
const state: JsonObject = {
  messages: [
    human('earlier'),
    ai('0', 'of an earlier run'),
    human('now'),
    ai('1', 'one'),
    { type: 'tool', id: 't', content: 'of a tool' },
    ai('2', [
      { type: 'text', text: 'tw' },
      { type: 'text', text: 'o' },
    ]),
    { role: 'assistant', content: 'three' },
  ],
}
const text = (artifactId: string, said: string) => ({ type: 'text', artifactId, text: said, last: true })

it.each<[string, Record<string, number>, object[]]>([
  ['nothing', {}, [text('1', 'one'), text('2', 'two'), text('run-missed-2', 'three')]],
  ['a part of a message', { 1: 2 }, [text('1', 'e'), text('2', 'two'), text('run-missed-2', 'three')]],
  ['a message', { 1: 3 }, [text('2', 'two'), text('run-missed-2', 'three')]],
  ['parts of two messages', { 1: 1, 2: 2 }, [text('1', 'ne'), text('2', 'o'), text('run-missed-2', 'three')]],
  ['the second message', { 2: 3 }, [text('run-missed-2', 'three')]],
  ['what the state does not have', { other: 3 }, []],
])('is what follows when %s was given out', (_what, said, events) => {
  expect(missedText(state, new Map(Object.entries(said)), { runId: 'run', settings: SETTINGS })).toEqual(events)
})

it('is the rest of a message alone where some nodes are given out', () => {
  const settings = { ...SETTINGS, output: { nodes: ['last'] } }
  expect(missedText(state, new Map([['1', 1]]), { runId: 'run', settings })).toEqual([text('1', 'ne')])
  expect(missedText(state, new Map(), { runId: 'run', settings })).toEqual([])
})

it('has files too, and is found where the settings say', () => {
  const told: JsonObject = {
    chat: [{ role: 'user', content: 'hi' }, ai('1', [{ type: 'image_url', image_url: 'data:image/png;base64,AA==' }])],
  }
  expect(missedText(told, new Map(), { runId: 'run', settings: { ...SETTINGS, input: { key: 'chat' } } })).toEqual([
    { type: 'part', artifactId: '1', part: { raw: 'AA==', mediaType: 'image/png' }, last: true },
  ])
  expect(missedText(told, new Map(), { runId: 'run', settings: SETTINGS })).toEqual([])
})
