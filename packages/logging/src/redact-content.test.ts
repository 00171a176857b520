import type { Operation } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { REDACTED, redactContent } from './redact-content.ts'

const authentication = { scheme: 'Bearer', credentials: 'secret-credentials' }
const push = { id: 'c', url: 'https://hooks.example', token: 'secret-token', authentication }
const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'my token is public', data: { token: 'kept' } }] }

describe('redactContent', () => {
  it.each<[string, Operation, unknown]>([
    ['a configuration of 1.0', 'createTaskPushNotificationConfig', { taskId: 't', ...push }],
    ['a configuration of 0.3', 'createTaskPushNotificationConfig', { taskId: 't', pushNotificationConfig: push }],
    ['a configuration as it is answered', 'getTaskPushNotificationConfig', { taskId: 't', ...push }],
    ['a list of 1.0', 'listTaskPushNotificationConfigs', { configs: [push, push] }],
    ['a list of 0.3', 'listTaskPushNotificationConfigs', [{ taskId: 't', pushNotificationConfig: push }]],
    ['a message of 1.0', 'sendMessage', { message, configuration: { taskPushNotificationConfig: push } }],
    ['a message of 0.3', 'streamMessage', { message, configuration: { pushNotificationConfig: push } }],
  ])('takes the secrets out of %s, and nothing else', (_name, operation, value) => {
    const text = redactContent(JSON.stringify(value), operation) ?? ''
    expect(text).not.toContain('secret')
    expect(text).toContain(REDACTED)
    const hidden = JSON.stringify(value).replaceAll('secret-token', REDACTED).replaceAll('secret-credentials', REDACTED)
    expect(JSON.parse(text)).toEqual(JSON.parse(hidden))
  })

  it('finds a configuration whose name is written with escapes, and keeps a text that only has escapes', () => {
    const whole = JSON.stringify({ message, configuration: { taskPushNotificationConfig: push } })
    const escaped = whole
      .replace('taskPush', '\\u0074askPush')
      .replace('NotificationConfig', '\\u004EotificationConfig')
    expect(JSON.parse(escaped)).toEqual(JSON.parse(whole))
    expect(redactContent(escaped, 'sendMessage')).not.toContain('secret')
    const text = '{"message": {"big": 12345678901234567890, "text": "\\u0041 letter"}}'
    expect(redactContent(text, 'sendMessage')).toBe(text)
  })

  it('leaves every other text as it is, to the character', () => {
    const text = '{ "message": {"big": 12345678901234567890, "token": "part of the talk"} }'
    const others: Operation[] = [
      'sendMessage',
      'streamMessage',
      'getTask',
      'listTasks',
      'cancelTask',
      'subscribeToTask',
    ]
    for (const operation of others) expect(redactContent(text, operation)).toBe(text)
    expect(redactContent(undefined, 'sendMessage')).toBeUndefined()
  })

  it.each([
    ['was cut off', '{"token":"secret'],
    ['is nested beyond reason', `${'['.repeat(200_000)}"secret"${']'.repeat(200_000)}`],
  ])('leaves out what %s', (_how, text) => {
    expect(redactContent(text, 'createTaskPushNotificationConfig')).toBeUndefined()
  })
})
