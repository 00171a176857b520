import type { Operation, ProtocolVersion } from '@gateway/core'
import { expect, test } from 'vitest'
import { findRepairs } from './find-repairs.ts'

const status = (timestamp: unknown, state = 'TASK_STATE_WORKING') => ({ state, timestamp })
const update = { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } }
const legacy = { kind: 'task', id: 't', contextId: 'c', status: { state: 'working' } }

test.each<[string, Operation, ProtocolVersion, unknown, string[]]>([
  ['sound 1.0', 'sendMessage', '1.0', { task: { id: 't', status: { state: 'TASK_STATE_WORKING' } } }, []],
  ['sound 0.3', 'sendMessage', '0.3', legacy, []],
  ['a bare event', 'streamMessage', '1.0', update, ['bare-event']],
  ['a bare 0.3 task', 'sendMessage', '1.0', legacy, ['bare-event', '0.3-body-in-1.0-envelope']],
  [
    '0.3 roles',
    'sendMessage',
    '1.0',
    { message: { messageId: 'm', role: 'agent', parts: [] } },
    ['0.3-body-in-1.0-envelope'],
  ],
  [
    '0.3 parts in an artifact',
    'streamMessage',
    '1.0',
    { artifactUpdate: { taskId: 't', contextId: 'c', artifact: { parts: [{ kind: 'text', text: 'x' }] } } },
    ['0.3-body-in-1.0-envelope'],
  ],
  ['an envelope in 0.3', 'sendMessage', '0.3', { task: legacy }, ['1.0-body-in-0.3-envelope']],
  [
    'enums in 0.3',
    'getTask',
    '0.3',
    { ...legacy, status: { state: 'TASK_STATE_WORKING' } },
    ['1.0-body-in-0.3-envelope'],
  ],
  ['no zone', 'getTask', '1.0', { id: 't', status: status('2026-11-22T10:35:08.814038') }, ['timestamp-zone']],
  ['no time', 'getTask', '1.0', { id: 't', status: status('today') }, ['timestamp-form']],
  ['a number as time', 'getTask', '1.0', { id: 't', status: status(1764067208) }, ['timestamp-form']],
  ['a time with an offset', 'getTask', '1.0', { id: 't', status: status('2026-11-22T10:35:08+02:00') }, []],
  ['a task in an envelope', 'getTask', '1.0', { task: { id: 't', status: status(null) } }, ['wrapped-task']],
  [
    'an update without a context',
    'streamMessage',
    '1.0',
    { statusUpdate: { taskId: 't', status: {} } },
    ['no-context'],
  ],
  ['a list', 'listTasks', '1.0', { tasks: [{ id: 't', status: status('2026-11-22T10:35:08') }] }, ['timestamp-zone']],
  ['what is no object', 'sendMessage', '1.0', 42, []],
  ['an answer without a form of its own', 'deleteTaskPushNotificationConfig', '1.0', { kind: 'task' }, []],
])('finds in %s', (_, operation, version, result, repairs) => {
  expect([...findRepairs(operation, version, result)]).toEqual(repairs)
})
