import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactJson } from './redact-json.ts'
import { isSecretName } from './secret-names.ts'
import { withoutSecrets } from './secret-patterns.ts'

const rules = { isSecret: isSecretName, text: withoutSecrets, numbers: false }
const redacted = (json: string) => redactJson(json, rules)

describe('redactJson', () => {
  it('leaves out the values of secret members, whatever they are, and nothing else', () => {
    const json =
      '{ "big": 12345678901234567890, "password" : "a\\"b", "a": [{"token":12.5e3 , "api_key":{"x":[1,"}"]},"secret":["a"]}], "text": "\\u0041 letter" }'
    expect(redacted(json)).toBe(
      '{ "big": 12345678901234567890, "password" : "[redacted]", "a": [{"token":"[redacted]" , "api_key":"[redacted]","secret":"[redacted]"}], "text": "\\u0041 letter" }',
    )
  })

  it('leaves what can hold no secret', () => {
    const json = '{"password":null,"token":"","secret":true,"credentials":{},"apiKey":[ ]}'
    expect(redacted(json)).toBe(json)
  })

  it('finds what is written with escapes, in names and texts, and in JSON within JSON', () => {
    const inner = JSON.stringify({ password: 'hidden-1', deep: `is ${JSON.stringify({ token: { a: ['hidden-2'] } })}` })
    const json = `{"\\u0070assword":"hidden-3","text":"\\u0073k-abcdefghijklmnopqrs https:\\/\\/u:hidden-4@h","inner":${JSON.stringify(inner)}}`
    const told = redacted(json)
    expect(told).not.toMatch(/hidden|sk-/)
    expect(JSON.parse(told)).toMatchObject({ password: '[redacted]', text: '[redacted] https://[redacted]@h' })
  })

  it('finds secrets in the names of members', () => {
    expect(redacted('{"sk-abcdefghijklmnopqrs":1}')).toBe('{"[redacted]":1}')
  })

  it('goes through numbers where it is told to', () => {
    const told = redactJson('{"card":4111111111111111,"n":-1.5,"text":"4111111111111111"}', {
      ...rules,
      text: (text) => text.replace(/4\d{15}/, 'x'),
      numbers: true,
    })
    expect(told).toBe('{"card":"[redacted]","n":-1.5,"text":"x"}')
  })

  it.each([
    '{"password":"hidd',
    '{"password":{"a":"hidd',
    '{"password":["a","hidden\\',
    '{"text":"Bearer hidden-0123',
    '{"password":',
    '{"password"',
    '"\\',
  ])('reads what was cut: %s', (json) => {
    expect(redacted(json)).not.toContain('hidd')
  })

  it('reads what is nested beyond reason', () => {
    const json = `${'['.repeat(200_000)}{"password":${'['.repeat(1_000)}"hidden"`
    expect(redacted(json)).toBe(`${'['.repeat(200_000)}{"password":"[redacted]"`)
  })

  it('keeps JSON what it is', () => {
    const secret = fc.constantFrom('password', 'token', 'text', '__proto__', 'sk-abcdefghijklmnopqrs')
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        secret,
        fc.array(tie('value')),
        fc.dictionary(fc.oneof(secret, fc.string()), tie('value')),
      ),
    }))
    fc.assert(
      fc.property(values.value, fc.constantFrom(undefined, 2), (value, spaces) => {
        const json = JSON.stringify(value, undefined, spaces)
        const told = redacted(json)
        expect(() => JSON.parse(told)).not.toThrow()
        expect(told).not.toContain('sk-abcdefghijklmnopqrs')
        expect(redacted(told)).toBe(told)
      }),
    )
  })
})
