import type { AuditEntry } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { redactAudit } from './redact-audit.ts'

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  id: '1',
  time: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'gateway' },
  action: 'key.update',
  target: { kind: 'key', id: 'k' },
  outcome: 'done',
  ...more,
})

describe('redactAudit', () => {
  it.each([
    'sk-abcdefghijklmnopqrs',
    'sk-a.b+c/d=e!f~g#h$i%j^k',
    'sk-{"quoted":"by us"}'.replaceAll(' ', '_'),
    'sk-1234567890abc',
  ])('leaves nothing of a key, whatever it is made of: %s', (key) => {
    const told = redactAudit(
      entry({
        actor: { kind: 'caller', keyId: 'k', keyAlias: `of ${key}`, role: 'admin' },
        target: { kind: 'key', id: key, name: key },
        before: { key_alias: key, [key]: [key] },
        after: { metadata: { note: `now ${key} is used` } },
        reason: `There is no key ${key} here`,
      }),
    )
    expect(JSON.stringify(told)).not.toContain(key.slice(3, 9))
    expect(told).toMatchObject({
      target: { id: '[redacted]', name: '[redacted]' },
      after: { metadata: { note: 'now [redacted] is used' } },
      reason: 'There is no key [redacted] here',
    })
  })

  it('leaves words, and names of tasks and risks, as they are', () => {
    const reason = 'a sk-short one, risk-management-of-tasks and task-abcdefghijklmnopq'
    expect(redactAudit(entry({ reason })).reason).toBe(reason)
  })

  it('leaves out members of free text that are named like a secret', () => {
    const told = redactAudit(
      entry({ after: { token_limit: 3, metadata: { api_key: 'x', team: 'eu', list: [{ Password: 1 }] } } }),
    )
    expect(told.after).toEqual({
      token_limit: 3,
      metadata: { api_key: '[redacted]', team: 'eu', list: [{ Password: '[redacted]' }] },
    })
  })
})
