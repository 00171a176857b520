import { describe, expect, it } from 'vitest'
import { dialects } from './dialects.ts'
import { isGatewayError } from './gateway-error.ts'
import type { Operation } from './operations.ts'
import { OPERATIONS } from './operations.ts'
import { parseJson } from './parse-json.ts'
import type { ProtocolVersion } from './protocol-version.ts'

function refusal(version: ProtocolVersion, operation: Operation, params: unknown): string {
  try {
    dialects[version].decodeRequest(operation, params)
  } catch (error) {
    if (isGatewayError(error)) {
      expect(error.code).toBe('INVALID_PARAMS')
      expect(error.message.startsWith(`${error.field}: `)).toBe(true)
      return error.message
    }
    throw error
  }
  throw new Error('It was accepted.')
}

const message10 = (more: object = {}) => ({ messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }], ...more })
const message03 = (more: object = {}) => ({
  messageId: 'm',
  role: 'user',
  parts: [{ kind: 'text', text: 'hi' }],
  ...more,
})

describe('methods', () => {
  it.each(['1.0', '0.3'] as const)('%s names every operation, both ways', (version) => {
    const { operation, method } = dialects[version]
    for (const [name, methods] of Object.entries(OPERATIONS)) {
      expect(operation(methods[version] ?? '')).toBe(name)
    }
    expect(method('sendMessage')).toBe(version === '1.0' ? 'SendMessage' : 'message/send')
    expect(operation(version === '1.0' ? 'message/send' : 'SendMessage')).toBeUndefined()
    expect(operation('__proto__')).toBeUndefined()
  })
})

describe('1.0 requests', () => {
  it.each<[problem: string, message: unknown]>([
    ['message: an object is expected; found nothing', undefined],
    ['message: an object is expected; found an array', []],
    ['message.messageId: a string that is not empty is expected; found nothing', message10({ messageId: undefined })],
    ['message.messageId: a string that is not empty is expected; found an empty string', message10({ messageId: '' })],
    ['message.messageId: a string that is not empty is expected; found a number', message10({ messageId: 7 })],
    ['message.role: it must be ROLE_USER', message10({ role: 'user' })],
    ['message.role: it must be ROLE_USER', message10({ role: undefined })],
    [
      'message.role: it must be ROLE_USER; only the agent itself sends messages as the agent',
      message10({ role: 'ROLE_AGENT' }),
    ],
    ['message.parts: an array is expected; found nothing', message10({ parts: null })],
    ['message.parts: at least one part is expected; found an empty array', message10({ parts: [] })],
    ['message.parts[1]: an object is expected; found a string', message10({ parts: [{ text: 'a' }, 'b'] })],
    [
      'message.parts[0]: exactly one of text, raw, url and data must be present; found text and url',
      message10({ parts: [{ text: 'a', url: 'b' }] }),
    ],
    [
      'message.parts[0]: exactly one of text, raw, url and data must be present; found none',
      message10({ parts: [{ mediaType: 'text/plain' }] }),
    ],
    [
      'message.parts[0]: exactly one of text, raw, url and data must be present; found none (kind and file are A2A 0.3)',
      message10({ parts: [{ kind: 'file', file: { uri: 'a' } }] }),
    ],
    ['message.parts[0].text: a string is expected; found a number', message10({ parts: [{ text: 1 }] })],
    [
      'message.parts[0].metadata: an object is expected; found a string',
      message10({ parts: [{ text: '', metadata: 'x' }] }),
    ],
    ['message.metadata: an object is expected; found an array', message10({ metadata: [] })],
    ['message.contextId: a string is expected; found a number', message10({ contextId: 5 })],
    ['message.extensions: an array of strings is expected; found an array', message10({ extensions: [1] })],
  ])('%s', (problem, message) => {
    expect(refusal('1.0', 'sendMessage', { message })).toBe(problem)
    expect(refusal('1.0', 'streamMessage', { message })).toBe(problem)
  })

  it.each<[problem: string, operation: Operation, params: unknown]>([
    ['params: an object is expected; found nothing', 'sendMessage', undefined],
    ['params: an object is expected; found an array', 'getTask', []],
    [
      'configuration.historyLength: an integer of at least 0 is expected; found a number',
      'sendMessage',
      { message: message10(), configuration: { historyLength: -1 } },
    ],
    [
      'configuration.historyLength: an integer of at least 0 is expected; found a number',
      'sendMessage',
      parseJson(
        '{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":""}]},"configuration":{"historyLength":1e400}}',
      ),
    ],
    [
      'configuration.returnImmediately: true or false is expected; found a string',
      'sendMessage',
      { message: message10(), configuration: { returnImmediately: 'no' } },
    ],
    [
      'configuration.taskPushNotificationConfig.url: it must be an absolute http or https URL',
      'sendMessage',
      { message: message10(), configuration: { taskPushNotificationConfig: { url: 'ftp://a.example' } } },
    ],
    ['metadata: an object is expected; found a boolean', 'sendMessage', { message: message10(), metadata: true }],
    ['id: a string that is not empty is expected; found nothing', 'getTask', {}],
    ['id: a string that is not empty is expected; found an empty string', 'cancelTask', { id: '' }],
    ['id: a string that is not empty is expected; found a number', 'subscribeToTask', { id: 1 }],
    ['pageSize: an integer from 1 to 100 is expected; found a number', 'listTasks', { pageSize: 0 }],
    ['pageSize: an integer from 1 to 100 is expected; found a number', 'listTasks', { pageSize: 101 }],
    ['historyLength: an integer of at least 0 is expected; found a number', 'listTasks', { historyLength: 1.5 }],
    [
      'statusTimestampAfter: an ISO 8601 time is expected, such as 2026-01-31T12:00:00Z',
      'listTasks',
      { statusTimestampAfter: 'yesterday' },
    ],
    [
      'statusTimestampAfter: an ISO 8601 time is expected, such as 2026-01-31T12:00:00Z',
      'listTasks',
      { statusTimestampAfter: '2026-13-31T12:00:00Z' },
    ],
    ['includeArtifacts: true or false is expected; found a number', 'listTasks', { includeArtifacts: 1 }],
    [
      'taskId: a string that is not empty is expected; found nothing',
      'createTaskPushNotificationConfig',
      { url: 'https://a.example' },
    ],
    ['url: a string that is not empty is expected; found nothing', 'createTaskPushNotificationConfig', { taskId: 't' }],
    [
      'authentication.scheme: a string that is not empty is expected; found nothing',
      'createTaskPushNotificationConfig',
      { taskId: 't', url: 'https://a.example', authentication: {} },
    ],
    ['id: a string that is not empty is expected; found nothing', 'getTaskPushNotificationConfig', { taskId: 't' }],
    ['taskId: a string that is not empty is expected; found nothing', 'deleteTaskPushNotificationConfig', { id: 'c' }],
    ['taskId: a string that is not empty is expected; found nothing', 'listTaskPushNotificationConfigs', {}],
  ])('%s (%s)', (problem, operation, params) => {
    expect(refusal('1.0', operation, params)).toBe(problem)
  })

  it('names the states when one is unknown', () => {
    expect(refusal('1.0', 'listTasks', { status: 'done' })).toMatch(/^status: it must be one of .*TASK_STATE_COMPLETED/)
    expect(refusal('0.3', 'listTasks', { status: 'done' })).toMatch(/^status: it must be one of .*completed/)
    expect(dialects['0.3'].decodeRequest('listTasks', { status: 'working' })).toEqual({ status: 'TASK_STATE_WORKING' })
    expect(dialects['1.0'].decodeRequest('listTasks', { status: 'TASK_STATE_UNSPECIFIED' })).toEqual({})
  })

  it('takes null and empty optional members for absent ones', () => {
    const params = {
      tenant: '',
      message: message10({
        contextId: '',
        taskId: null,
        metadata: null,
        parts: [{ text: 'a', data: null, url: null }],
      }),
      configuration: null,
    }
    expect(dialects['1.0'].decodeRequest('sendMessage', params)).toEqual({
      message: message10({ parts: [{ text: 'a' }] }),
    })
  })

  it('keeps null as the value of a data part, and within data and metadata', () => {
    const params = { message: message10({ parts: [{ data: null }, { data: { a: null } }], metadata: { b: null } }) }
    expect(dialects['1.0'].decodeRequest('sendMessage', params)).toEqual(params)
  })

  it('asks for the extended card with or without params', () => {
    for (const params of [undefined, null, {}]) {
      expect(dialects['1.0'].decodeRequest('getExtendedAgentCard', params)).toEqual({})
    }
  })
})

describe('0.3 requests', () => {
  it.each<[problem: string, message: unknown]>([
    ['message.kind: it must be message', message03({ kind: 'task' })],
    ['message.role: it must be user', message03({ role: 'ROLE_USER' })],
    ['message.role: it must be user; only the agent itself sends messages as the agent', message03({ role: 'agent' })],
    ['message.parts[0].kind: it must be text, file or data', message03({ parts: [{ kind: 'image' }] })],
    [
      'message.parts[0]: kind is missing: a part is {kind: "text", text}, {kind: "file", file} or {kind: "data", data}',
      message03({ parts: [{ text: 'a', data: {} }] }),
    ],
    ['message.parts[0].text: a string is expected; found nothing', message03({ parts: [{ kind: 'text' }] })],
    ['message.parts[0].file: an object is expected; found nothing', message03({ parts: [{ kind: 'file', url: 'x' }] })],
    [
      'message.parts[0].file: exactly one of bytes and uri must be present; found both',
      message03({ parts: [{ kind: 'file', file: { bytes: '', uri: '' } }] }),
    ],
    [
      'message.parts[0].file: exactly one of bytes and uri must be present; found none',
      message03({ parts: [{ kind: 'file', file: {} }] }),
    ],
    [
      'message.parts[0].file.mimeType: a string is expected; found a number',
      message03({ parts: [{ kind: 'file', file: { uri: 'a', mimeType: 1 } }] }),
    ],
    [
      'message.parts[0].data: an object is expected; found an array',
      message03({ parts: [{ kind: 'data', data: [] }] }),
    ],
  ])('%s', (problem, message) => {
    expect(refusal('0.3', 'sendMessage', { message })).toBe(problem)
  })

  it.each<[problem: string, operation: Operation, params: unknown]>([
    [
      'configuration.blocking: true or false is expected; found a string',
      'sendMessage',
      { message: message03(), configuration: { blocking: 'yes' } },
    ],
    [
      'configuration.pushNotificationConfig.url: a string that is not empty is expected; found nothing',
      'sendMessage',
      { message: message03(), configuration: { pushNotificationConfig: {} } },
    ],
    [
      'pushNotificationConfig: an object is expected; found nothing',
      'createTaskPushNotificationConfig',
      { taskId: 't', url: 'https://a.example' },
    ],
    [
      'pushNotificationConfig.authentication.schemes: an array of strings is expected; found nothing',
      'createTaskPushNotificationConfig',
      { taskId: 't', pushNotificationConfig: { url: 'https://a.example', authentication: {} } },
    ],
    [
      'pushNotificationConfigId: a string that is not empty is expected; found nothing',
      'deleteTaskPushNotificationConfig',
      { id: 't' },
    ],
    ['id: a string that is not empty is expected; found nothing', 'getTaskPushNotificationConfig', { taskId: 't' }],
  ])('%s (%s)', (problem, operation, params) => {
    expect(refusal('0.3', operation, params)).toBe(problem)
  })

  it('does without kind where the rest tells it', () => {
    const parts = [{ text: 'a' }, { file: { uri: 'b' } }, { data: { c: 1 } }]
    expect(dialects['0.3'].decodeRequest('sendMessage', { message: message03({ parts }) })).toEqual({
      message: message10({ parts: [{ text: 'a' }, { url: 'b' }, { data: { c: 1 } }] }),
    })
  })

  it('lets no word of 1.0 pass unchecked', () => {
    const parts = [{ kind: 'text', text: 'a', url: 5, raw: 6, data: 7 }]
    const configuration = { returnImmediately: 'x', taskPushNotificationConfig: 'y' }
    expect(dialects['0.3'].decodeRequest('sendMessage', { message: message03({ parts }), configuration })).toEqual({
      message: message10({ parts: [{ text: 'a' }] }),
      configuration: {},
    })
  })

  it('translates what names a push config', () => {
    const decode = dialects['0.3'].decodeRequest
    expect(decode('getTaskPushNotificationConfig', { id: 't', pushNotificationConfigId: 'c' })).toEqual({
      taskId: 't',
      id: 'c',
    })
    expect(decode('getTaskPushNotificationConfig', { id: 't' })).toEqual({ taskId: 't', id: '' })
    expect(decode('listTaskPushNotificationConfigs', { id: 't' })).toEqual({ taskId: 't' })
    const { encodeRequest } = dialects['0.3']
    expect(encodeRequest('deleteTaskPushNotificationConfig', { taskId: 't', id: 'c' })).toEqual({
      id: 't',
      pushNotificationConfigId: 'c',
    })
    expect(encodeRequest('getTaskPushNotificationConfig', { taskId: 't', id: '' })).toEqual({ id: 't' })
    expect(encodeRequest('listTaskPushNotificationConfigs', { taskId: 't' })).toEqual({ id: 't' })
  })
})

it('keeps __proto__ a member, and numbers that no double holds', () => {
  const text =
    '{"message":{"messageId":"m","role":"user","parts":[{"kind":"data","data":{"n":12345678901234567890}}],"metadata":{"__proto__":{"a":1}},"__proto__":{"taskId":"t"}}}'
  const request = dialects['0.3'].decodeRequest('sendMessage', parseJson(text))
  expect(request.message.taskId).toBeUndefined()
  expect(JSON.stringify(request)).toContain('"n":12345678901234567890')
  const written = JSON.stringify(dialects['0.3'].encodeRequest('sendMessage', request))
  expect(written).toContain('"__proto__":{"taskId":"t"}')
  expect(written).toContain('"__proto__":{"a":1}')
  const scalar = parseJson('{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"data":12345678901234567890}]}}')
  const legacy = dialects['0.3'].encodeRequest('sendMessage', dialects['1.0'].decodeRequest('sendMessage', scalar))
  expect(JSON.stringify(legacy)).toContain('"data":{"value":12345678901234567890}')
})
