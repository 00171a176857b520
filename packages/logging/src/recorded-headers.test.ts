import { describe, expect, it } from 'vitest'
import { asksForNoContent, headersToRecord, isCredentialHeader, recordedHeaders } from './recorded-headers.ts'

it.each([
  'authorization',
  'Proxy-Authorization',
  'cookie',
  'Set-Cookie',
  'x-litellm-api-key',
  'X-Api-Key',
  'api-key',
  'ocp-apim-subscription-key',
  'x-amz-security-token',
  'x-csrf-token',
  'x-hub-signature-256',
  'x-a2a-agent-authorization',
])('%s carries a credential, and cannot be kept', (name) => {
  expect(isCredentialHeader(name)).toBe(true)
  expect(() => headersToRecord(['user-agent', name])).toThrow(`headers: '${name}' carries a credential`)
})

it('keeps the headers that are asked for and were sent, no longer than they may be', () => {
  const names = headersToRecord(['User-Agent', 'x-team', 'keyboard'])
  const sent = { 'user-agent': 'x'.repeat(2_000), other: 'o', keyboard: 'k' }
  expect(recordedHeaders(names, sent)).toEqual({ 'user-agent': 'x'.repeat(1_024), keyboard: 'k' })
  expect(recordedHeaders(names, { other: 'o' })).toBeUndefined()
  expect(recordedHeaders(names)).toBeUndefined()
})

describe('asksForNoContent', () => {
  it.each([
    { 'x-gateway-log-content': 'off' },
    { 'x-gateway-log-content': ' False ' },
    { 'x-litellm-enable-message-redaction': 'true' },
    { 'x-gateway-log-content': 'on', 'x-litellm-enable-message-redaction': 'True' },
  ])('%j: yes', (headers) => expect(asksForNoContent(headers)).toBe(true))
  it.each([
    {},
    { 'x-gateway-log-content': 'on' },
    { 'x-litellm-enable-message-redaction': 'false' },
    { 'litellm-disable-message-redaction': 'true' },
  ])('%j: no', (headers) => expect(asksForNoContent(headers)).toBe(false))
})
