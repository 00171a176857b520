import type { Adapter } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { adapterCatalogue } from './adapter-catalogue.ts'
import { maskedDefinition, withStoredSecrets } from './masked-definition.ts'
import { parseAgentDefinition } from './parse-agent-definition.ts'
import { REDACTED } from './secret-places.ts'

const secret = z.string().meta({ secret: true })
const settings = z.object({
  url: z.url(),
  apiKey: secret.optional(),
  headers: z.record(z.string(), z.string()).meta({ secret: true }).optional(),
  pin: z.number().nullable().meta({ secret: true }).optional(),
  login: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('basic'), user: z.string(), password: secret }),
    z.object({ kind: z.literal('none') }),
  ]),
  tokens: z.array(z.object({ name: z.string(), value: secret })).optional(),
})
const adapter: Adapter = { name: 'a2a', settings, connect: () => defineAgent({}) }
const catalogue = adapterCatalogue([adapter])

const definition = parseAgentDefinition(
  {
    name: 'a',
    upstreams: [
      {
        name: 'eu',
        url: 'http://h/',
        settings: {
          apiKey: 'sk-1',
          headers: { authorization: 'Bearer t', 'x-a': '' },
          pin: 7,
          login: { kind: 'basic', user: 'u', password: 'p' },
          tokens: [{ name: 'n', value: 'v' }],
        },
      },
    ],
  },
  [adapter],
)

test('secrets are redacted wherever the schema marks them; keys and the rest stay', () => {
  expect(maskedDefinition(definition, [adapter]).upstreams[0]?.settings).toEqual({
    url: 'http://h/',
    apiKey: REDACTED,
    headers: { authorization: REDACTED, 'x-a': REDACTED },
    pin: REDACTED,
    login: { kind: 'basic', user: 'u', password: REDACTED },
    tokens: [{ name: 'n', value: REDACTED }],
  })
})

test('of an adapter that is not there, everything is', () => {
  expect(maskedDefinition(definition, []).upstreams[0]?.settings).toMatchObject({
    url: REDACTED,
    login: { kind: REDACTED, user: REDACTED, password: REDACTED },
  })
})

test('what was masked comes back whole', () => {
  expect(withStoredSecrets(maskedDefinition(definition, [adapter]), definition, catalogue)).toEqual(definition)
})

test("LiteLLM's marker keeps a secret too, new values replace, a marker in another place is an ordinary text", () => {
  const sent = {
    name: 'a',
    upstreams: [
      { settings: { apiKey: 'REDACTED_BY_LITELM', headers: { authorization: 'new' }, login: { kind: REDACTED } } },
    ],
  }
  expect(withStoredSecrets(sent, definition, catalogue)).toEqual({
    name: 'a',
    upstreams: [{ settings: { apiKey: 'sk-1', headers: { authorization: 'new' }, login: { kind: REDACTED } } }],
  })
})

test.each([
  ['a key that was never stored', { name: 'eu', settings: { headers: { other: REDACTED } } }, 'headers.other'],
  ['an upstream of another name', { name: 'us', settings: { apiKey: REDACTED } }, 'apiKey'],
])('%s has nothing to keep', (_what, upstream, place) => {
  expect(() => withStoredSecrets({ name: 'a', upstreams: [upstream] }, definition, catalogue)).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAMS', field: `upstreams[0].settings.${place}` }),
  )
})

describe('an upstream that leads elsewhere', () => {
  const masked = { apiKey: REDACTED, login: { kind: 'none' } }
  const sent = (upstream: object) => ({ name: 'a', upstreams: [{ name: 'eu', ...upstream }] })

  test.each([
    ['another host', sent({ settings: { ...masked, url: 'http://elsewhere/' } }), 'url'],
    ['another port', sent({ settings: { ...masked, url: 'http://h:81/' } }), 'url'],
    ['another scheme', sent({ settings: { ...masked, url: 'https://h/' } }), 'url'],
    ['another host by the shorthand', sent({ url: 'http://elsewhere/', settings: masked }), 'url'],
    ['an address that there was not', sent({ settings: { ...masked, tokenUrl: 'http://h/' } }), 'tokenUrl'],
    ['an ARN that there was not', sent({ settings: { ...masked, run: [{ arn: 'arn:aws:x:eu:1:y' }] } }), 'run[0].arn'],
  ])('keeps no secret: %s', (_what, body, place) => {
    expect(() => withStoredSecrets(body, definition, catalogue)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        field: expect.stringContaining(`upstreams[0].settings.${place}`),
        message: expect.stringContaining('apiKey'),
      }),
    )
  })

  test('takes secrets that are given, and keeps them under another path of the same origin', () => {
    const given = sent({ settings: { apiKey: 'new', url: 'http://elsewhere/' } })
    expect(withStoredSecrets(given, definition, catalogue)).toEqual(given)
    const path = sent({ settings: { apiKey: REDACTED, url: 'http://h:80/other' } })
    expect(withStoredSecrets(path, definition, catalogue)).toEqual(
      sent({ settings: { apiKey: 'sk-1', url: 'http://h:80/other' } }),
    )
  })
})

test('an adapter whose schema cannot be described has only secrets', () => {
  const indescribable = z.lazy(() => {
    throw new Error('no schema')
  })
  const odd: Adapter = { name: 'a2a', settings: indescribable, connect: () => defineAgent({}) }
  expect(maskedDefinition(definition, [odd]).upstreams[0]?.settings).toMatchObject({ url: REDACTED })
})
