import { describe, expect, it } from 'vitest'
import type { Message } from './content.ts'
import { readEvent } from './read-event.ts'
import { writeMessage } from './write-message.ts'

const message: Message = {
  id: 'm',
  role: 'user',
  parts: [
    { kind: 'text', text: 'see' },
    { kind: 'file', name: 'a.txt', mediaType: 'text/plain', base64: 'aGk=', url: undefined },
    { kind: 'data', data: { a: 1 } },
  ],
  taskId: 't',
  contextId: 'c',
}

describe('writeMessage', () => {
  it('writes 1.0', () => {
    expect(writeMessage(message, '1.0')).toEqual({
      messageId: 'm',
      role: 'ROLE_USER',
      parts: [{ text: 'see' }, { raw: 'aGk=', filename: 'a.txt', mediaType: 'text/plain' }, { data: { a: 1 } }],
      taskId: 't',
      contextId: 'c',
    })
  })

  it('writes 0.3', () => {
    expect(writeMessage(message, '0.3')).toEqual({
      kind: 'message',
      messageId: 'm',
      role: 'user',
      parts: [
        { kind: 'text', text: 'see' },
        { kind: 'file', file: { bytes: 'aGk=', name: 'a.txt', mimeType: 'text/plain' } },
        { kind: 'data', data: { a: 1 } },
      ],
      taskId: 't',
      contextId: 'c',
    })
  })

  it('writes what is read again as it was', () => {
    expect(readEvent({ message: writeMessage(message, '1.0') })).toEqual({ kind: 'message', message })
    expect(readEvent(writeMessage(message, '0.3'))).toEqual({ kind: 'message', message })
  })
})
