import { describe, expect, it } from 'vitest'
import { credentialOf, type Headers } from './credential.ts'

const refused = (headers: Headers) => {
  try {
    return credentialOf(headers)
  } catch (error) {
    return error
  }
}

describe('credentialOf', () => {
  it.each<[string, Headers]>([
    ['Authorization', { authorization: 'Bearer sk-one' }],
    ['Authorization, the scheme in any case', { authorization: 'bearer   sk-one ' }],
    ['x-litellm-api-key', { 'x-litellm-api-key': 'sk-one' }],
    ['x-litellm-api-key with Bearer', { 'x-litellm-api-key': 'Bearer sk-one' }],
    ['x-litellm-api-key before Authorization', { 'x-litellm-api-key': 'sk-one', authorization: 'Bearer of-the-agent' }],
    ['the first of several', { 'x-litellm-api-key': ['sk-one', 'sk-two'] }],
  ])('reads %s', (_name, headers) => {
    expect(credentialOf(headers)).toBe('sk-one')
  })

  it.each<[string, Headers]>([
    ['no header', {}],
    ['an empty header', { authorization: '' }],
    ['a blank header', { authorization: '  ' }],
    ['a header that came without a value', { authorization: [] }],
    ['another scheme', { authorization: 'Basic c2stb25l' }],
    ['a scheme alone', { authorization: 'Bearer' }],
    ['a bare key in Authorization', { authorization: 'sk-one' }],
    ['two keys', { authorization: 'Bearer sk-one sk-two' }],
    ['a key of something else', { authorization: 'Bearer ghp_secret' }],
    ['a key of something else in x-litellm-api-key', { 'x-litellm-api-key': 'ghp_secret' }],
  ])('refuses %s, and does not repeat what was sent', (_name, headers) => {
    const error = refused(headers)
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
    for (const secret of ['c2stb25l', 'sk-one', 'ghp_secret']) expect(String(error)).not.toContain(secret)
  })

  it('says what to do when there is none', () => {
    expect(String(refused({}))).toContain('Authorization: Bearer sk-')
  })
})
