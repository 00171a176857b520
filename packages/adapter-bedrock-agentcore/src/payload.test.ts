import type { Part, Turn } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { payloadWriter } from './payload.ts'
import { filledPayload } from './payload-template.ts'

const turn = (parts: readonly Part[], more: Partial<Turn> = {}): Turn => ({
  message: { messageId: 'm1', role: 'ROLE_USER', parts },
  runId: 'r1',
  taskId: 't1',
  contextId: 'c1',
  sessionId: 's1',
  ...more,
})

describe('payloads', () => {
  it('are a prompt, with data told as JSON', () => {
    const write = payloadWriter()
    expect(write(turn([{ text: 'Hi' }, { data: { n: 1 } }, { text: 'there' }]), 's')).toBe(
      JSON.stringify({ prompt: 'Hi\n{"n":1}\nthere' }),
    )
  })

  it('are what the operator wrote, with words replaced', () => {
    const write = payloadWriter({
      messages: [{ role: 'user', content: '{{text}}' }],
      about: 'task {{taskId}} of {{ contextId }}',
      ids: ['{{sessionId}}', '{{runId}}', '{{messageId}}'],
      data: '{{data}}',
      files: '{{files}}',
      who: '{{metadata}}',
      tier: 7,
    })
    const parts = [{ text: 'Hi' }, { data: 1 }, { data: [2] }, { url: 'https://x/y.png', mediaType: 'image/png' }]
    expect(JSON.parse(write(turn(parts, { metadata: { user: 'u' } }), 's'))).toEqual({
      messages: [{ role: 'user', content: 'Hi' }],
      about: 'task t1 of c1',
      ids: ['s', 'r1', 'm1'],
      data: [1, [2]],
      files: [{ url: 'https://x/y.png', mimeType: 'image/png' }],
      who: { user: 'u' },
      tier: 7,
    })
  })

  it('leave out what there is nothing for', () => {
    const write = payloadWriter({ prompt: '{{text}}', data: '{{data}}', list: ['{{files}}', 1] })
    expect(write(turn([{ text: 'Hi' }]), 's')).toBe('{"prompt":"Hi","list":[1]}')
  })

  it('never let a caller write over what the operator wrote', () => {
    const write = payloadWriter({ '...': '{{data}}', prompt: '{{text}}', tenant: 'blue' })
    const data = JSON.parse('{"tenant":"red","prompt":"no","city":"Rome","__proto__":{"polluted":true}}')
    expect(write(turn([{ data }]), 's')).toBe('{"city":"Rome","__proto__":{"polluted":true},"tenant":"blue"}')
    expect(Object.getPrototypeOf(filledPayload({ '...': '{{data}}' }, { data }))).toBe(Object.prototype)
  })

  it('put nothing of a message anywhere but in its value', () => {
    const write = payloadWriter()
    const text = '{{sessionId}} $& "}\r\n\u0000 ü'
    expect(JSON.parse(write(turn([{ text }]), 's'))).toEqual({ prompt: text })
    expect(JSON.parse(payloadWriter({ prompt: 'Say: {{text}}' })(turn([{ text }]), 's'))).toEqual({
      prompt: `Say: ${text}`,
    })
  })

  it.each([
    [{ prompt: '{{text}}' }, [{ raw: 'aGk=' }], /takes text, not files.*\{\{files\}\}/],
    [{ rows: '{{data}}' }, [{ text: 'Hi' }], /takes data, not text/],
    [{ prompt: '{{text}}', files: '{{files}}' }, [], /needs text and files, and there is none/],
    [{ fixed: 1 }, [{ text: 'Hi' }], /takes nothing of a message, not text/],
  ])('%j refuse %j', (template, parts, complaint) => {
    expect(() => payloadWriter(template)(turn(parts), 's')).toThrow(
      expect.objectContaining({ code: 'CONTENT_TYPE_NOT_SUPPORTED', message: expect.stringMatching(complaint) }),
    )
  })
})
