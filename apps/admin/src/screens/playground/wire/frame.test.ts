import { expect, test } from 'vitest'
import { labelOf } from './frame.ts'

test.each([
  [{ result: { task: { status: { state: 'TASK_STATE_SUBMITTED' } } } }, 'task · submitted'],
  [{ result: { statusUpdate: { status: { state: 'TASK_STATE_WORKING' } } } }, 'statusUpdate · working'],
  [{ result: { artifactUpdate: {} } }, 'artifactUpdate'],
  [{ result: { id: 't', status: { state: 'TASK_STATE_COMPLETED' } } }, 'task · completed'],
  [{ result: { kind: 'status-update', status: { state: 'input-required' } } }, 'status-update · input-required'],
  [{ result: { tasks: [] } }, 'result'],
  [{ error: { code: -32001, message: 'no' } }, 'error -32001'],
  ['<html>', 'result'],
])('%j is called %s', (json, label) => {
  expect(labelOf(json)).toBe(label)
})
