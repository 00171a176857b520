import { expect, test } from 'vitest'
import { excerptOf, labelOf } from './frame.ts'

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

test.each([
  [{ params: { message: { parts: [{ data: 1 }, { text: 'hi' }] } } }, 'hi'],
  [{ result: { artifactUpdate: { artifact: { parts: [{ text: 'one ' }] } } } }, 'one '],
  [
    { result: { kind: 'status-update', status: { message: { parts: [{ kind: 'text', text: 'looking' }] } } } },
    'looking',
  ],
  [{ error: { code: -32603, message: 'It is down.' } }, 'It is down.'],
  [{ result: { task: { status: { state: 'TASK_STATE_WORKING' } } } }, undefined],
  [{ result: { message: { parts: [{ text: 'x'.repeat(90) }] } } }, `${'x'.repeat(80)}…`],
  ['<html>', undefined],
])('%j says %s', (json, text) => {
  expect(excerptOf(json)).toBe(text)
})
