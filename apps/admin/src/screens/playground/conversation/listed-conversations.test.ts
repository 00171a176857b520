import { expect, test } from 'vitest'
import type { Message, Part, Task } from '../wire/content.ts'
import { listedConversations } from './listed-conversations.ts'

const said = (...parts: Part[]): Message => ({ id: 'm', role: 'user', parts })
const task = (id: string, contextId: string | undefined, history: readonly Message[] = []): Task => ({
  id,
  contextId,
  status: { state: 'completed', message: undefined, at: '2026-11-26T10:00:00Z' },
  artifacts: [],
  history,
})

test('conversations are those of tasks: named by their first words, and at their newest task', () => {
  const listed = listedConversations([
    task('t3', 'c1', [said({ kind: 'text', text: 'and then?' })]),
    task('t2', 'c2', [said({ kind: 'file', name: 'a.pdf', mediaType: undefined, base64: 'aGk=', url: undefined })]),
    task('t1', 'c1', [said({ kind: 'text', text: ' first words ' })]),
    task('t0', undefined),
  ])
  expect(listed.map(({ contextId, taskId, title }) => [contextId, taskId, title])).toEqual([
    ['c1', 't3', 'first words'],
    ['c2', 't2', 'a.pdf'],
    ['t0', 't0', 't0'],
  ])
})
