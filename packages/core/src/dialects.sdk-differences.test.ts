/** Where the translation differs from that of @a2a-js/sdk 1.3.0 on purpose, one test each. */
import { describe, expect, it } from 'vitest'
import { dialects } from './dialects.ts'
import type { JsonValue } from './json.ts'
import type { TaskState } from './protocol.ts'

const LEGACY = dialects['0.3']
const CURRENT = dialects['1.0']

const hello = { messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'hi' }] }

describe('unlike the SDK', () => {
  it('members that nobody knows stay, such as the generation of 1.1', () => {
    const task = { id: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING', since: 'x' }, generation: '7' }
    expect(LEGACY.encodeResponse('getTask', CURRENT.decodeResponse('getTask', task))).toMatchObject({
      generation: '7',
      status: { state: 'working', since: 'x' },
    })
  })

  it('media type and file name of a text or data part stay', () => {
    const message = {
      messageId: 'm',
      role: 'ROLE_AGENT',
      parts: [{ text: '# A', mediaType: 'text/markdown', filename: 'a.md' }],
    }
    expect(LEGACY.encodeResponse('sendMessage', CURRENT.decodeResponse('sendMessage', { message }))).toMatchObject({
      parts: [{ kind: 'text', text: '# A', mediaType: 'text/markdown', filename: 'a.md' }],
    })
  })

  it('null as the value of a data part stays', () => {
    const message = { messageId: 'm', role: 'ROLE_AGENT', parts: [{ data: null }] }
    const decoded = CURRENT.decodeResponse('sendMessage', { message })
    expect(decoded).toEqual({ message })
    const legacy = LEGACY.encodeResponse('sendMessage', decoded)
    expect(legacy).toMatchObject({
      parts: [{ kind: 'data', data: { value: null }, metadata: { data_part_compat: true } }],
    })
    expect(LEGACY.decodeResponse('sendMessage', legacy)).toEqual({ message })
  })

  it('a 0.3 configuration without blocking blocks', () => {
    const params = { message: hello, configuration: { acceptedOutputModes: ['text/plain'] } }
    const request = LEGACY.decodeRequest('sendMessage', params)
    expect(request.configuration).toEqual({ acceptedOutputModes: ['text/plain'] })
    // The one member that a round trip adds: 0.3 agents differ on what its absence means.
    expect(LEGACY.encodeRequest('sendMessage', request)).toMatchObject({ configuration: { blocking: true } })
  })

  it.each<[TaskState, string, boolean]>([
    ['TASK_STATE_INPUT_REQUIRED', 'input-required', true],
    ['TASK_STATE_AUTH_REQUIRED', 'auth-required', true],
    ['TASK_STATE_COMPLETED', 'completed', true],
    ['TASK_STATE_WORKING', 'working', false],
  ])('an update to %s is final: %s', (state, word, final) => {
    const event = LEGACY.encodeResponse('streamMessage', {
      statusUpdate: { taskId: 't', contextId: 'c', status: { state } },
    })
    expect(event).toEqual({ kind: 'status-update', taskId: 't', contextId: 'c', status: { state: word }, final })
  })

  it('further authentication schemes of a push config stay', () => {
    const config = {
      taskId: 't',
      pushNotificationConfig: { url: 'https://a.example/', authentication: { schemes: ['Bearer', 'Basic'] } },
    }
    const decoded = LEGACY.decodeRequest('createTaskPushNotificationConfig', config)
    expect(decoded.authentication?.scheme).toBe('Bearer')
    expect(LEGACY.encodeRequest('createTaskPushNotificationConfig', decoded)).toEqual(config)
  })

  it('append and lastChunk are not made up', () => {
    const artifact = { artifactId: 'a', parts: [] }
    const event = { artifactUpdate: { taskId: 't', contextId: 'c', artifact } }
    expect(LEGACY.encodeResponse('streamMessage', event)).toEqual({
      kind: 'artifact-update',
      taskId: 't',
      contextId: 'c',
      artifact,
    })
  })

  it('bytes stay as they are written', () => {
    const message = { messageId: 'm', role: 'ROLE_AGENT', parts: [{ raw: '_-8' }] }
    expect(LEGACY.encodeResponse('sendMessage', CURRENT.decodeResponse('sendMessage', { message }))).toMatchObject({
      parts: [{ kind: 'file', file: { bytes: '_-8' } }],
    })
  })

  it('tasks can be listed over 0.3', () => {
    const task = { id: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } } as const
    const page = { tasks: [task], nextPageToken: '', pageSize: 50, totalSize: 1 }
    const legacy: JsonValue = LEGACY.encodeResponse('listTasks', page)
    expect(legacy).toEqual({
      ...page,
      tasks: [{ kind: 'task', id: 't', contextId: 'c', status: { state: 'completed' } }],
    })
    expect(LEGACY.decodeResponse('listTasks', legacy)).toEqual(page)
    expect(LEGACY.encodeRequest('listTasks', { status: 'TASK_STATE_FAILED', pageSize: 5 })).toEqual({
      status: 'failed',
      pageSize: 5,
    })
  })
})
