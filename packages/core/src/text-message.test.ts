import { describe, expect, it } from 'vitest'
import { textMessage, textOf } from './text-message.ts'

describe('textMessage', () => {
  it('is a message of a user with an id of its own', () => {
    const { message } = textMessage('Hello!')
    expect(message).toEqual({ messageId: expect.any(String), role: 'ROLE_USER', parts: [{ text: 'Hello!' }] })
    expect(textMessage('Hello!').message.messageId).not.toBe(message.messageId)
  })

  it('names the conversation and the task where they are given', () => {
    expect(textMessage('Berlin', { contextId: 'talk', taskId: 'task-1' }).message).toMatchObject({
      contextId: 'talk',
      taskId: 'task-1',
    })
    expect(Object.keys(textMessage('Berlin', { contextId: undefined, taskId: undefined }).message)).toEqual([
      'messageId',
      'role',
      'parts',
    ])
  })
})

describe('textOf', () => {
  const parts = [{ text: 'one ' }, { data: { two: 2 } }, { text: 'three' }]
  const status = { state: 'TASK_STATE_COMPLETED' as const }
  const ids = { taskId: 't', contextId: 'c' }

  it('is that of a message', () => {
    expect(textOf({ message: { messageId: 'm', role: 'ROLE_AGENT', parts } })).toBe('one three')
  })

  it('is that of all artifacts of a task, one below the other', () => {
    const artifacts = [
      { artifactId: 'a', parts },
      { artifactId: 'b', parts: [{ url: 'https://example.com/image.png' }] },
      { artifactId: 'c', parts: [{ text: 'four' }] },
    ]
    expect(textOf({ task: { id: 't', status, artifacts } })).toBe('one three\nfour')
  })

  it('tells what a task asks or failed with, and no progress', () => {
    const message = { messageId: 'm', role: 'ROLE_AGENT' as const, parts: [{ text: 'Which city?' }] }
    const asked = { state: 'TASK_STATE_INPUT_REQUIRED' as const, message }
    expect(textOf({ task: { id: 't', status: asked, artifacts: [{ artifactId: 'a', parts }] } })).toBe(
      'one three\nWhich city?',
    )
    expect(textOf({ statusUpdate: { ...ids, status: asked } })).toBe('Which city?')
    expect(textOf({ statusUpdate: { ...ids, status: { state: 'TASK_STATE_WORKING', message } } })).toBe('')
    expect(textOf({ statusUpdate: { ...ids, status: { state: 'TASK_STATE_FAILED', message } } })).toBe('Which city?')
  })

  it('is the piece that an event of a stream brings', () => {
    expect(textOf({ artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts }, append: true } })).toBe('one three')
    expect(textOf({ task: { id: 't', status } })).toBe('')
    expect(textOf({})).toBe('')
  })
})
