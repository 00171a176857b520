/** What real agents answer, in either version whatever they claim to speak. */
import { describe, expect, it } from 'vitest'
import { dialects } from './dialects.ts'
import { isGatewayError } from './gateway-error.ts'
import type { Operation } from './operations.ts'

const task = { id: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } }
const message = { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'hi' }] }

function refusal(operation: Operation, result: unknown): string {
  try {
    dialects['1.0'].decodeResponse(operation, result)
  } catch (error) {
    if (isGatewayError(error)) {
      expect(error.code).toBe('INVALID_AGENT_RESPONSE')
      return error.message.replace("The agent's answer is not valid A2A: ", '')
    }
    throw error
  }
  throw new Error('It was accepted.')
}

describe.each(['1.0', '0.3'] as const)('answers read as %s', (version) => {
  const { decodeResponse } = dialects[version]

  it.each<[what: string, result: unknown]>([
    ['wrapped', { task }],
    ['bare', { kind: 'task', ...task }],
    ['bare without kind', task],
    ['in words of 0.3', { kind: 'task', id: 't', contextId: 'c', status: { state: 'working' } }],
    ['wrapped in words of 0.3', { task: { kind: 'task', id: 't', contextId: 'c', status: { state: 'working' } } }],
    [
      'with nulls',
      {
        task: {
          ...task,
          artifacts: null,
          history: null,
          metadata: null,
          status: { ...task.status, message: null, timestamp: null },
        },
        message: null,
      },
    ],
  ])('a task, %s', (_what, result) => {
    expect(decodeResponse('sendMessage', result)).toEqual({ task })
    expect(decodeResponse('streamMessage', result)).toEqual({ task })
  })

  it.each<[what: string, result: unknown]>([
    ['bare', task],
    ['with kind', { ...task, kind: 'task' }],
    ['wrapped', { task }],
  ])('a task that was asked for, %s', (_what, result) => {
    expect(decodeResponse('getTask', result)).toEqual(task)
    expect(decodeResponse('cancelTask', result)).toEqual(task)
  })

  it.each<[what: string, result: unknown]>([
    ['wrapped', { message }],
    ['bare', { kind: 'message', ...message }],
    ['bare without kind', message],
    [
      'of 0.3',
      { kind: 'message', messageId: 'm', role: 'agent', parts: [{ kind: 'text', text: 'hi', metadata: null }] },
    ],
  ])('a message, %s', (_what, result) => {
    expect(decodeResponse('sendMessage', result)).toEqual({ message })
  })

  it('updates, wrapped and bare', () => {
    const statusUpdate = { taskId: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } }
    expect(decodeResponse('streamMessage', { statusUpdate })).toEqual({ statusUpdate })
    expect(decodeResponse('streamMessage', { ...statusUpdate, kind: 'status-update', final: true })).toEqual({
      statusUpdate,
    })
    expect(decodeResponse('streamMessage', statusUpdate)).toEqual({ statusUpdate })
    const artifactUpdate = {
      taskId: 't',
      contextId: 'c',
      artifact: { artifactId: 'a', parts: [{ text: 'x' }] },
      append: true,
    }
    expect(decodeResponse('subscribeToTask', { artifactUpdate })).toEqual({ artifactUpdate })
    expect(decodeResponse('subscribeToTask', { ...artifactUpdate, kind: 'artifact-update' })).toEqual({
      artifactUpdate,
    })
  })

  it('the mixture that Pydantic AI sends: wrapped, words of 0.3, no kinds, no zone', () => {
    const result = {
      task: {
        id: 't',
        context_id: 'c',
        status: { state: 'submitted', timestamp: '2026-11-22T10:35:08.814038' },
        history: [{ role: 'user', messageId: 'm', parts: [{ text: 'hi' }] }],
      },
    }
    expect(decodeResponse('sendMessage', result)).toEqual({
      task: {
        id: 't',
        context_id: 'c',
        status: { state: 'TASK_STATE_SUBMITTED', timestamp: '2026-11-22T10:35:08.814038Z' },
        history: [{ role: 'ROLE_USER', messageId: 'm', parts: [{ text: 'hi' }] }],
      },
    })
  })

  it('lists of tasks, with defaults', () => {
    expect(decodeResponse('listTasks', {})).toEqual({ tasks: [], nextPageToken: '', pageSize: 0, totalSize: 0 })
    expect(decodeResponse('listTasks', { tasks: [task], totalSize: 9 })).toEqual({
      tasks: [task],
      nextPageToken: '',
      pageSize: 1,
      totalSize: 9,
    })
  })

  it('push configs, flat and nested, in an object and in an array', () => {
    const flat = { taskId: 't', id: 'c', url: 'http://hook.example' }
    const nested = { taskId: 't', pushNotificationConfig: { id: 'c', url: 'http://hook.example' } }
    for (const config of [flat, nested]) {
      expect(decodeResponse('getTaskPushNotificationConfig', config)).toEqual(flat)
      expect(decodeResponse('listTaskPushNotificationConfigs', [config])).toEqual({ configs: [flat] })
      expect(decodeResponse('listTaskPushNotificationConfigs', { configs: [config], nextPageToken: 'n' })).toEqual({
        configs: [flat],
        nextPageToken: 'n',
      })
    }
    for (const done of [null, {}, undefined])
      expect(decodeResponse('deleteTaskPushNotificationConfig', done)).toEqual({})
  })
})

describe('leniency', () => {
  const parts = (value: unknown) =>
    dialects['1.0'].decodeResponse('sendMessage', { message: { ...message, parts: value } }).message?.parts

  it('fills in what serialisers drop', () => {
    expect(parts(undefined)).toEqual([])
    expect(parts([{ text: 'a', url: null, data: null }, {}, { data: null }])).toEqual([
      { text: 'a' },
      { text: '' },
      { data: null },
    ])
    expect(
      dialects['1.0'].decodeResponse('streamMessage', { statusUpdate: { taskId: 't', status: task.status } })
        .statusUpdate?.contextId,
    ).toBe('')
  })

  it.each([
    ['2026-11-22T10:35:08Z', '2026-11-22T10:35:08Z'],
    ['2026-11-22T10:35:08.5+01:00', '2026-11-22T10:35:08.5+01:00'],
    ['2026-11-22T10:35:08', '2026-11-22T10:35:08Z'],
    ['just now', undefined],
    [1763807708, undefined],
  ])('reads the time %s', (timestamp, read) => {
    const { status } = dialects['1.0'].decodeResponse('getTask', { ...task, status: { ...task.status, timestamp } })
    expect(status.timestamp).toBe(read)
    expect('timestamp' in status).toBe(read !== undefined)
  })

  it('reads each version’s spelling of canceled', () => {
    for (const state of ['canceled', 'TASK_STATE_CANCELED', 'TASK_STATE_CANCELLED']) {
      expect(dialects['0.3'].decodeResponse('getTask', { id: 't', status: { state } }).status.state).toBe(
        'TASK_STATE_CANCELED',
      )
    }
  })
})

describe('what cannot be relied on is refused', () => {
  it.each<[problem: string, operation: Operation, result: unknown]>([
    ['result: an object is expected; found nothing', 'sendMessage', null],
    ['result: an object is expected; found a string', 'getTask', '<html>'],
    ['result: exactly one of task, message, statusUpdate and artifactUpdate must be present', 'sendMessage', {}],
    [
      'result: exactly one of task, message, statusUpdate and artifactUpdate must be present',
      'streamMessage',
      { task, message },
    ],
    [
      'result: a task or a message is expected; found an update',
      'sendMessage',
      { statusUpdate: { taskId: 't', contextId: 'c', status: task.status } },
    ],
    [
      'task.id: a string that is not empty is expected; found nothing',
      'sendMessage',
      { task: { status: task.status } },
    ],
    ['task.status.state: it is not a task state', 'sendMessage', { task: { id: 't', status: { state: 'thinking' } } }],
    ['status: an object is expected; found nothing', 'getTask', { id: 't' }],
    ['message.role: it is not a role', 'sendMessage', { message: { ...message, role: 'assistant' } }],
    ['message.parts: an array is expected; found a string', 'sendMessage', { message: { ...message, parts: 'hi' } }],
    [
      'message.parts[0]: exactly one of text, raw, url and data must be present',
      'sendMessage',
      { message: { ...message, parts: [{ text: 'a', raw: 'b' }] } },
    ],
    [
      'history[0].messageId: a string that is not empty is expected; found nothing',
      'getTask',
      { ...task, history: [{ role: 'user', parts: [] }] },
    ],
    [
      'artifacts[0].artifactId: a string that is not empty is expected; found nothing',
      'getTask',
      { ...task, artifacts: [{ parts: [] }] },
    ],
    ['tasks[0].id: a string that is not empty is expected; found nothing', 'listTasks', { tasks: [{}] }],
    [
      'artifactUpdate.taskId: a string that is not empty is expected; found nothing',
      'streamMessage',
      { artifactUpdate: { artifact: { artifactId: 'a', parts: [] } } },
    ],
  ])('%s', (problem, operation, result) => {
    expect(refusal(operation, result)).toBe(problem)
  })
})
