import type { CallRecord, Operation } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { record, testLogger } from './record.fixture.ts'
import { createRedaction, type RedactionOptions } from './redaction.ts'
import { redactionRules } from './redaction-rules.ts'

const KEY = 'sk-abcdefghijklmnopqrs'
const redacted = (more: Partial<CallRecord>, options?: RedactionOptions) => createRedaction(options)(record('1', more))

const authentication = { scheme: 'Bearer', credentials: 'secret-credentials' }
const push = { id: 'c', url: 'https://hooks.example', token: 'secret-token', authentication }
const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'my token is public' }] }

describe('createRedaction', () => {
  it.each<[string, Operation, unknown]>([
    ['a configuration of 1.0', 'createTaskPushNotificationConfig', { taskId: 't', ...push }],
    ['a configuration of 0.3', 'createTaskPushNotificationConfig', { taskId: 't', pushNotificationConfig: push }],
    ['a list of 1.0', 'listTaskPushNotificationConfigs', { configs: [push, push] }],
    ['a message of 1.0', 'sendMessage', { message, configuration: { taskPushNotificationConfig: push } }],
    ['a message of 0.3', 'streamMessage', { message, configuration: { pushNotificationConfig: push } }],
    ['a card', 'getExtendedAgentCard', { name: 'a', authentication }],
  ])('takes the secrets out of %s, on the way there and back, and nothing else', (_name, operation, value) => {
    const text = JSON.stringify(value)
    const told = redacted({ operation, request: text, response: text })
    const hidden = text.replaceAll(/secret-(?:token|credentials)/g, '[redacted]')
    expect(told).toMatchObject({ request: hidden, response: hidden })
    expect(told.contentTruncated).toBeUndefined()
  })

  it('takes them out of every text of a record', () => {
    const texts = [
      'requestId',
      'keyAlias',
      'userId',
      'teamId',
      'agentName',
      'upstream',
      'taskId',
      'contextId',
      'sessionId',
      'errorMessage',
    ] as const
    const planted = Object.fromEntries(texts.map((name) => [name, `it ${KEY}`]))
    const told = redacted({
      ...planted,
      tags: ['a', KEY],
      attempts: [{ upstream: KEY, ms: 1, error: 'AGENT_ERROR' }],
      usage: { inputTokens: 1, model: KEY },
      headers: { 'x-note': `Bearer ${KEY}` },
    })
    expect(JSON.stringify(told)).not.toContain(KEY)
    for (const name of texts) expect(told[name]).toBe('it [redacted]')
    expect(told).toMatchObject({
      tags: ['a', '[redacted]'],
      attempts: [{ upstream: '[redacted]', ms: 1, error: 'AGENT_ERROR' }],
      usage: { inputTokens: 1, model: '[redacted]' },
    })
  })

  it('returns a record with nothing to hide as it came', () => {
    const plain = record('1', { userId: 'alice', request: '{"token":null}', response: '[1]' })
    expect(createRedaction()(plain)).toBe(plain)
  })

  it('cuts content at its limit, and says so', () => {
    const told = redacted({ request: `"${'x'.repeat(20)}"`, response: '"y"' }, { contentLimit: 10 })
    expect(told).toMatchObject({ request: `"${'x'.repeat(9)}`, response: '"y"', contentTruncated: true })
  })

  it('never cuts a secret so that a part of it is kept', () => {
    for (const size of [1, 100, 20_000, 40_000]) {
      for (let before = 70; before < 125; before += 1) {
        // The secret lies across the limit, and what is in front of it shrinks.
        const request = JSON.stringify({ a: KEY, b: 'x'.repeat(before), c: KEY, d: 'y'.repeat(size), e: KEY, f: KEY })
        const told = redacted({ request }, { contentLimit: 128 })
        expect(told.request).not.toMatch(/sk-|abcdef/)
        expect(told.request?.length).toBeLessThanOrEqual(128)
      }
    }
    // All of what is looked at shrinks to nearly nothing, and its end cuts through a secret.
    const many = JSON.stringify(
      Array.from({ length: 20_000 }, () => ({ p: `${KEY.repeat(20)}`, q: 'Bearer abc-0123456789' })),
    )
    for (let limit = 1_000; limit < 1_040; limit += 1) {
      expect(redacted({ request: many }, { contentLimit: limit }).request).not.toMatch(/sk-|abc/)
    }
  })
})

describe('rules of an operator', () => {
  it('are members, patterns and paths, beside those that always hold', async () => {
    const rules = await redactionRules({
      members: ['social-security_no', 'Diagnosis'],
      patterns: ['EMP-[0-9]{6}', '4[0-9]{15}'],
      paths: ['$.message.parts[*].data.ssn', "$..['home address']"],
    })
    const data = { ssn: '123', socialSecurityNo: '456', 'home address': { street: 'hidden' }, card: 4111111111111111 }
    const request = JSON.stringify({ message: { parts: [{ data }, { text: `EMP-123456 ${KEY}` }] } })
    const told = redacted({ request, errorMessage: 'EMP-123456 is wrong', tags: ['EMP-654321'] }, rules)
    const R = '[redacted]'
    expect(JSON.parse(told.request ?? '')).toEqual({
      message: {
        parts: [{ data: { ssn: R, socialSecurityNo: R, 'home address': R, card: R } }, { text: `${R} ${R}` }],
      },
    })
    expect(told).toMatchObject({ errorMessage: '[redacted] is wrong', tags: ['[redacted]'] })
  })

  it.each([
    ['is no JSON', '{"a":'],
    ['is nested beyond reason', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['is too long to be read', JSON.stringify('x'.repeat(1024 * 1024))],
  ])('leave out what %s, where there are paths', async (_what, request) => {
    const told = redacted({ request, response: '{"ssn":1}' }, await redactionRules({ paths: ['$..ssn'] }))
    expect(told).toMatchObject({ request: undefined, response: '{"ssn":"[redacted]"}', contentTruncated: true })
  })

  it('take linear time', async () => {
    const rules = await redactionRules({ patterns: ['(a+)+$', '(x|x)*y'] })
    const request = JSON.stringify(`${'a'.repeat(50_000)}b${'x'.repeat(50_000)}`)
    expect(redacted({ request }, rules).request).toBe(request)
  })

  it.each([
    [{ patterns: ['ok', '('] }, 'patterns[1]'],
    [{ patterns: ['(?=a)'] }, 'patterns[0]'],
    [{ patterns: ['a*'] }, 'patterns[0]'],
    [{ paths: ['message.text'] }, 'paths[0]'],
    [{ paths: ['$.a', "$[?match(@.b, 'a.*')]"] }, 'paths[1]'],
  ])('are refused where they cannot be followed: %j', async (settings, field) => {
    await expect(redactionRules(settings)).rejects.toMatchObject({ code: 'INVALID_PARAMS', field })
  })
})

describe('a function of an operator', () => {
  const words = { request: '"private"', response: '"private"', errorMessage: 'private', tags: ['private'] }

  it('gets the record without secrets, and what it returns is kept, no longer than it may be', () => {
    const seen: CallRecord[] = []
    const custom = (given: CallRecord) => {
      seen.push(given)
      return { ...given, request: 'z'.repeat(50) }
    }
    const told = redacted({ request: JSON.stringify(KEY) }, { custom, contentLimit: 20 })
    expect(seen[0]?.request).toBe('"[redacted]"')
    expect(told).toMatchObject({ request: 'z'.repeat(20), contentTruncated: true })
  })

  it.each<[string, (given: CallRecord) => unknown]>([
    [
      'throws',
      () => {
        throw new Error(`cannot read ${KEY}`)
      },
    ],
    ['returns nothing', () => undefined],
    ['returns a promise', async (given) => given],
    ['returns another record', (given) => ({ ...given, id: '2' })],
    ['returns content that is no text', (given) => ({ ...given, request: { text: 'private' } })],
  ])('that %s leaves the record there without what was said, and is told of', (_how, act) => {
    const { logger, errors } = testLogger()
    const redact = createRedaction({ custom: act, logger })
    const told = redact(record('1', { ...words, totalMs: 7 }))
    expect(told).toMatchObject({ id: '1', totalMs: 7, contentTruncated: true })
    expect(JSON.stringify(told)).not.toContain('private')
    redact(record('2', words))
    expect(errors).toHaveLength(1)
    expect(JSON.stringify(errors)).not.toContain(KEY)
  })
})
