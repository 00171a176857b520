import { describe, expect, it } from 'vitest'
import { retryAfterSeconds, vendorRefusal } from './vendor-refusal.ts'

const options = { vendor: 'The vendor', credentials: 'settings.apiKey', subject: 'settings.assistant' }

describe('vendorRefusal', () => {
  it.each([
    [401, 'AGENT_ERROR', 'settings.apiKey', false],
    [403, 'AGENT_ERROR', 'settings.apiKey', false],
    [404, 'AGENT_ERROR', 'settings.assistant', false],
    [409, 'AGENT_ERROR', 'busy', true],
    [429, 'AGENT_UNREACHABLE', 'takes no calls now', true],
    [503, 'AGENT_UNREACHABLE', 'takes no calls now', true],
    [504, 'AGENT_TIMEOUT', 'in time', false],
    [500, 'AGENT_ERROR', 'failed', false],
    [422, 'AGENT_ERROR', 'refused the message', false],
  ])('HTTP %i is %s', (status, code, words, retryable) => {
    const error = vendorRefusal(status, options)
    expect(error).toMatchObject({ code, retryable })
    expect(error.message).toContain(words)
    expect(error.message).toContain(`HTTP ${status}`)
  })

  it('keeps the cause for logs and out of the message', () => {
    const cause = new Error('body of the vendor')
    const error = vendorRefusal(500, { ...options, cause, code: 'internal' })
    expect(error.cause).toBe(cause)
    expect(error.message).toContain('internal')
    expect(error.message).not.toContain('body')
  })

  it('says when to come back', () => {
    expect(vendorRefusal(429, { ...options, retryAfter: '7' }).retryAfter).toBe(7)
  })
})

describe('retryAfterSeconds', () => {
  it('reads seconds and dates, and nothing else', () => {
    expect(retryAfterSeconds('30')).toBe(30)
    expect(retryAfterSeconds(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(30)
    expect(retryAfterSeconds(new Date(0).toUTCString())).toBe(0)
    expect(retryAfterSeconds('soon')).toBeUndefined()
    expect(retryAfterSeconds(undefined)).toBeUndefined()
  })
})
