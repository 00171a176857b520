import { expect, it } from 'vitest'
import { partsOf } from './content-parts.ts'
import type { ContentBlock } from './wire.ts'

it.each<[string, ContentBlock, object]>([
  ['OpenAI image', { type: 'image_url', image_url: 'https://x.example/a.png' }, { url: 'https://x.example/a.png' }],
  [
    'image in a data URL with a parameter',
    { type: 'image_url', image_url: { url: 'data:image/png;charset=utf-8;base64,AA==' } },
    { raw: 'AA==', mediaType: 'image/png' },
  ],
  [
    'LangChain 0.3',
    { type: 'audio', source_type: 'base64', mime_type: 'audio/wav', data: 'AA==' },
    { raw: 'AA==', mediaType: 'audio/wav' },
  ],
  [
    'LangChain 1 in Python',
    { type: 'file', base64: 'AA==', mime_type: 'application/pdf', extras: { filename: 'a.pdf' } },
    { raw: 'AA==', mediaType: 'application/pdf', filename: 'a.pdf' },
  ],
  [
    'LangChain 1 in JavaScript',
    { type: 'video', url: 'https://x.example/a.mp4', mimeType: 'video/mp4' },
    { url: 'https://x.example/a.mp4', mediaType: 'video/mp4' },
  ],
  [
    'Anthropic',
    { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AA==' } },
    { raw: 'AA==', mediaType: 'image/jpeg' },
  ],
  [
    'OpenAI file',
    { type: 'file', file: { file_data: 'data:application/pdf;base64,AA==', filename: 'a.pdf' } },
    { raw: 'AA==', mediaType: 'application/pdf', filename: 'a.pdf' },
  ],
])('reads a file: %s', (_form, block, part) => {
  expect(partsOf([block])).toEqual([part])
})

it('joins texts that follow each other, and leaves out what is not for callers', () => {
  const content = [
    { type: 'reasoning', reasoning: 'hm' },
    'a',
    { type: 'text', text: 'b' },
    { type: 'tool_use', id: '1', name: 'look', input: {} },
    { type: 'image_url', image_url: { url: 'file:///etc/passwd' } },
    { type: 'text', text: '' },
    { type: 'text', text: 'c' },
  ]
  expect(partsOf(content)).toEqual([{ text: 'abc' }])
  expect(partsOf('')).toEqual([])
})
