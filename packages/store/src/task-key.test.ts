import { expect, it } from 'vitest'
import { taskKey } from './task-key.ts'

it('is short and tells agents and tasks apart', () => {
  const keys = [
    taskKey('a'.repeat(64), 'task'),
    taskKey('a'.repeat(64), 'task-2'),
    taskKey('b', 'task'),
    taskKey('b', '\ud800'),
    taskKey('b', '\ud801'),
  ]
  expect(new Set(keys).size).toBe(5)
  for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/)
  expect(taskKey('b', 'task')).toBe(keys[2])
})
