import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSecretName } from './secret-names.ts'
import { maySecret, withoutSecrets } from './secret-patterns.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const jwt = `${base64('{"alg":"RS256"}')}.${base64('{"sub":"u"}').replace(/=+$/, '')}.c2lnbmF0dXJl`

describe('withoutSecrets', () => {
  it.each<[string, string, string]>([
    ['a key of the gateway', 'use sk-abcdefghijklmnopqrs now', 'use [redacted] now'],
    ['the key of a page', 'key=sk-1234', 'key=[redacted]'],
    ['a key of another vendor', 'sk-ant-api03-AbCdEf_0123456789 and xoxb-1234567890-abc', '[redacted] and [redacted]'],
    ['keys of clouds', 'AKIAIOSFODNN7EXAMPLE AIzaSyA1234567890abcdefghijklmnopqrstuv', '[redacted] [redacted]'],
    ['keys of forges', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789,glpat-abcdefghij0123456789', '[redacted],[redacted]'],
    ['a signed token', `it is ${jwt}.`, 'it is [redacted].'],
    [
      'a header',
      'Authorization: Digest username="a", response="b"\nNext: line',
      'Authorization: [redacted]\nNext: line',
    ],
    ['a cookie', 'Cookie: session=abc; b=c', 'Cookie: [redacted]'],
    ['a header of the gateway', 'x-litellm-api-key: Bearer of-many-words', 'x-litellm-api-key: [redacted]'],
    ['a bearer', 'sent "Bearer abcdef123456"', 'sent "Bearer [redacted]"'],
    ['a user and password', `Basic ${base64('user:pass')}`, 'Basic [redacted]'],
    ['an address with a password', 'postgres://user:p4ss@db/x?y=1', 'postgres://[redacted]@db/x?y=1'],
    ['an address with a token', 'https://abc123@git.example/x', 'https://[redacted]@git.example/x'],
    [
      'parameters',
      'https://h/x?a=1&api_key=b&X-Amz-Signature=c&sig=d#e',
      'https://h/x?a=1&api_key=[redacted]&X-Amz-Signature=[redacted]&sig=[redacted]',
    ],
    ['a setting', 'PASSWORD = "a b" DB_SECRET=x;', 'PASSWORD = [redacted] DB_SECRET=[redacted];'],
    ['a comparison', 'if (password == "hunter2")', 'if (password == [redacted])'],
    ['JSON in a text', '{"api_key": "a\\"b", "n": 1}', '{"api_key": "[redacted]", "n": 1}'],
    ['a dictionary of Python', "{'password': 'x y'}", "{'password': '[redacted]'}"],
    ['what is told', 'the password: hunter2', 'the password: [redacted]'],
    [
      'a private key',
      'a -----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nAbc\n-----END RSA PRIVATE KEY----- b',
      'a [redacted] b',
    ],
    ['a private key without an end', 'a -----BEGIN PRIVATE KEY-----\nAbc', 'a [redacted]'],
  ])('takes out %s', (_what, text, told) => {
    expect(withoutSecrets(text)).toBe(told)
    expect(withoutSecrets(told)).toBe(told)
  })

  it.each([
    'my token is public; the password: see below',
    'No key was sent. Send it as "Authorization: Bearer sk-…" or in x-litellm-api-key.',
    'Basic information about bearer tokens and the authorization of risk-1234',
    'max_tokens=5 totalTokens: 55 nextPageToken',
    'https://example.com/a@b?c=d mail me@example.com',
    '0191b2c3-d4e5-7f60-8123-456789abcdef TASK_STATE_COMPLETED',
    'task-123456789012345 disk-0123456789abcdef',
  ])('leaves %s', (text) => {
    expect(withoutSecrets(text)).toBe(text)
  })

  it('is not spared a text in which a rule would find something', () => {
    // Each of the rules and each kind of key, so that what spares most texts the rules spares none of these.
    const secrets = [
      'sk-abcdefghijklmnopqrs',
      'sk-1234',
      'ASIAIOSFODNN7EXAMPLE',
      `AIza${'x'.repeat(35)}`,
      'ya29.abcdefghijklmnopqrstuv',
      'GOCSPX-abcdefghijklmnopqrst',
      `ghs_${'a1'.repeat(18)}`,
      `github_pat_${'a'.repeat(22)}`,
      `glpat-${'a'.repeat(20)}`,
      `npm_${'a'.repeat(36)}`,
      `pypi-${'a'.repeat(30)}`,
      'xoxp-abcdefghij',
      'xapp-abcdefghij',
      `rk_live_${'a'.repeat(20)}`,
      `whsec_${'a'.repeat(20)}`,
      `hf_${'a'.repeat(34)}`,
      `gsk_${'a'.repeat(30)}`,
      `xai-${'a'.repeat(30)}`,
      `pplx-${'a'.repeat(30)}`,
      `r8_${'a'.repeat(30)}`,
      `lsv2_pt_${'a'.repeat(30)}`,
      `dapi${'a1'.repeat(16)}`,
      `SG.${'a'.repeat(20)}.${'b'.repeat(20)}`,
      `dop_v1_${'a1'.repeat(20)}`,
      `shpat_${'a'.repeat(30)}`,
      `AGE-SECRET-KEY-${'A'.repeat(30)}`,
      jwt,
      'Bearer abcdef123456',
      `basic ${base64('user:pass')}`,
      'ftp://u:p@h/',
      '?sig=x',
      'authorization: x',
      'pwd=x',
      'passphrase=x',
    ]
    for (const secret of secrets) {
      expect(maySecret(secret), secret).toBe(true)
      expect(withoutSecrets(`it is ${secret}`), secret).toContain('[redacted]')
      expect(withoutSecrets(`it is ${secret}`), secret).not.toContain(secret)
    }
  })

  it('is spared texts without any clue: words, words with hyphens, ids', () => {
    const texts = [
      'How much is open?',
      'real-time mail-server of the long-term sales-team',
      '0191b2c3-d4e5-7f60-8123-456789abcdef',
    ]
    expect(texts.filter(maySecret)).toEqual([])
  })

  it('never fails, and finds nothing more in what it has told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const told = withoutSecrets(`${text} sk-abcdefghijklmnopqrs ${text}`)
        expect(told).not.toContain('sk-abcdefghijklmnopqrs')
      }),
    )
  })
})

describe('isSecretName', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'clientSecret',
    'x-api-key',
    'Authorization',
    'Proxy-Authorization',
    'credentials',
    'token',
    'access_token',
    'Set-Cookie',
    'apiKeys',
    'aws_secret_access_key',
    'sessionToken',
  ])('knows %s', (name) => {
    expect(isSecretName(name)).toBe(true)
  })
  it.each([
    'totalTokens',
    'nextPageToken',
    'pageToken',
    'max_tokens',
    'text',
    'key',
    'messageId',
    'secretary',
    'signature',
    'passage',
  ])('leaves %s', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})
