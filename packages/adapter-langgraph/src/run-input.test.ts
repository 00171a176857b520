import type { Part } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { inputOf } from './run-input.ts'
import type { LangGraphSettings } from './settings.ts'

const settings = (input?: LangGraphSettings['input']): LangGraphSettings => ({ url: 'http://x', assistant: 'a', input })

describe('the input of a run', () => {
  it.each<[string, Part[], LangGraphSettings['input'], object]>([
    ['a text', [{ text: 'hi' }], undefined, { messages: [{ role: 'user', content: 'hi' }] }],
    [
      'data as text',
      [{ data: { x: 1 } }],
      { key: 'chat' },
      { chat: [{ role: 'user', content: [{ type: 'text', text: '{"x":1}' }] }] },
    ],
    [
      'merged data',
      [{ text: 'hi' }, { data: { x: 1 } }, { data: { y: 2 } }],
      { data: 'merge' },
      { x: 1, y: 2, messages: [{ role: 'user', content: 'hi' }] },
    ],
    ['data alone', [{ data: { x: 1 } }], { data: 'merge' }, { x: 1 }],
    ['plain text', [{ text: 'a' }, { data: [1] }], { key: 'question', as: 'text' }, { question: 'a\n[1]' }],
  ])('is made of %s', (_what, parts, input, expected) => {
    expect(inputOf(parts, settings(input))).toEqual(expected)
  })

  it.each<[string, Part[], LangGraphSettings['input']]>([
    ['message.parts[0].data', [{ data: [1] }], { data: 'merge' }],
    ['message.parts[1].data', [{ text: 'a' }, { data: { messages: [] } }], { data: 'merge' }],
    ['message.parts[1].raw', [{ text: 'a' }, { raw: 'AA==' }], { as: 'text' }],
    ['message.parts[0].url', [{ url: 'file:///etc/passwd' }], undefined],
  ])('cannot be made of %s', (field, parts, input) => {
    expect(() => inputOf(parts, settings(input))).toThrow(
      expect.objectContaining({ code: 'CONTENT_TYPE_NOT_SUPPORTED', field }),
    )
  })
})
