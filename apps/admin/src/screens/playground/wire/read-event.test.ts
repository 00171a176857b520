import { describe, expect, it } from 'vitest'
import type { AgentEvent } from './content.ts'
import { readEvent } from './read-event.ts'

const message: AgentEvent = {
  kind: 'message',
  message: {
    id: 'm',
    role: 'agent',
    parts: [
      { kind: 'text', text: 'see' },
      { kind: 'file', name: 'a.txt', mediaType: 'text/plain', base64: 'aGk=', url: undefined },
      { kind: 'file', name: undefined, mediaType: undefined, base64: undefined, url: 'https://example.com/b' },
      { kind: 'data', data: { a: 1 } },
    ],
    taskId: undefined,
    contextId: 'c',
  },
}

describe('readEvent', () => {
  it.each([
    [
      '1.0',
      {
        message: {
          messageId: 'm',
          role: 'ROLE_AGENT',
          contextId: 'c',
          parts: [
            { text: 'see' },
            { raw: 'aGk=', filename: 'a.txt', mediaType: 'text/plain' },
            { url: 'https://example.com/b' },
            { data: { a: 1 } },
          ],
        },
      },
    ],
    [
      '0.3',
      {
        kind: 'message',
        messageId: 'm',
        role: 'agent',
        contextId: 'c',
        parts: [
          { kind: 'text', text: 'see' },
          { kind: 'file', file: { bytes: 'aGk=', name: 'a.txt', mimeType: 'text/plain' } },
          { kind: 'file', file: { uri: 'https://example.com/b' } },
          { kind: 'data', data: { a: 1 } },
        ],
      },
    ],
  ])('reads a message of %s', (_version, result) => {
    expect(readEvent(result)).toEqual(message)
  })

  it.each([
    ['1.0', { statusUpdate: { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_INPUT_REQUIRED' } } }],
    ['0.3', { kind: 'status-update', taskId: 't', contextId: 'c', final: true, status: { state: 'input-required' } }],
  ])('reads a status of %s', (_version, result) => {
    expect(readEvent(result)).toEqual({
      kind: 'status',
      taskId: 't',
      contextId: 'c',
      status: { state: 'input-required', message: undefined, at: undefined },
    })
  })

  it.each([
    ['1.0', { artifactUpdate: { taskId: 't', artifact: { artifactId: 'a', parts: [{ text: 'x' }] }, append: true } }],
    [
      '0.3',
      { kind: 'artifact-update', taskId: 't', artifact: { artifactId: 'a', parts: [{ text: 'x' }] }, append: true },
    ],
  ])('reads a piece of an artifact of %s', (_version, result) => {
    expect(readEvent(result)).toMatchObject({ kind: 'artifact', append: true, last: false, artifact: { id: 'a' } })
  })

  it.each([
    ['1.0, wrapped', { task: { id: 't', status: { state: 'TASK_STATE_WORKING' } } }],
    ['1.0, bare', { id: 't', status: { state: 'TASK_STATE_WORKING' } }],
    ['0.3', { kind: 'task', id: 't', status: { state: 'working' } }],
  ])('reads a task of %s', (_version, result) => {
    expect(readEvent(result)).toMatchObject({ kind: 'task', task: { id: 't', status: { state: 'working' } } })
  })

  it('reads data that is null or no object, and takes a state that it does not know for one', () => {
    const event = readEvent({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ data: null }, { data: 7 }] } })
    expect(event).toMatchObject({ message: { parts: [{ data: null }, { data: 7 }] } })
    expect(readEvent({ id: 't', status: { state: 'TASK_STATE_DREAMING' } })).toMatchObject({
      task: { status: { state: 'unknown' } },
    })
  })

  it.each([[undefined], [null], ['text'], [{}], [{ kind: 'other' }]])('takes %j for nothing', (result) => {
    expect(readEvent(result)).toBeUndefined()
  })
})
