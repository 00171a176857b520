import { expect, test } from 'vitest'
import { adapterCatalogue } from './adapter-catalogue.ts'
import { fakeAdapter, fakeCipher } from './fake-adapter.fixture.ts'
import { parseAgentDefinition } from './parse-agent-definition.ts'
import { decodeStoredDefinition, encodeStoredDefinition } from './stored-definition.ts'

const { adapter } = fakeAdapter()
const catalogue = adapterCatalogue([adapter])
const definition = parseAgentDefinition(
  {
    name: 'a',
    description: 'Does it.',
    contexts: 'pass',
    upstreams: [{ url: 'http://10.0.0.4/', settings: { apiKey: 'sk-secret', headers: { authorization: 'Bearer t' } } }],
  },
  [adapter],
)
const text = encodeStoredDefinition(definition, fakeCipher())

test('settings are stored encrypted as one text, and come back', () => {
  expect(JSON.parse(text)).toMatchObject({
    name: 'a',
    upstreams: [{ name: 'upstream-1', settings: expect.any(String) }],
  })
  for (const secret of ['sk-secret', 'Bearer t', 'authorization', '10.0.0.4']) expect(text).not.toContain(secret)
  expect(decodeStoredDefinition('a', text, fakeCipher(), catalogue)).toEqual({ definition, settingsKnown: true })
})

test('with another key: the rest is known, the settings are not', () => {
  const read = decodeStoredDefinition('a', text, fakeCipher('other'), catalogue)
  expect(read).toMatchObject({
    settingsKnown: false,
    problem: expect.stringContaining('cannot be decrypted'),
    definition: { name: 'a', description: 'Does it.', contexts: 'pass', upstreams: [{ adapter: 'a2a', settings: {} }] },
  })
})

test('settings that the adapter no longer takes are kept and named', () => {
  const changed = adapterCatalogue([fakeAdapter('other').adapter])
  const read = decodeStoredDefinition('a', text, fakeCipher(), changed)
  expect(read.problem).toContain('upstreams[0].adapter: "a2a" is not an adapter')
  expect(read.settingsKnown).toBe(true)
  expect(read.definition.upstreams).toEqual(definition.upstreams)
})

test.each(['', 'not json', '[]', '{}', '{"upstreams":[1]}'])('stored text %j is told as unreadable', (damaged) => {
  const read = decodeStoredDefinition('a', damaged, fakeCipher(), catalogue)
  expect(read).toMatchObject({ problem: expect.stringContaining('cannot be read'), settingsKnown: false })
  expect(read.definition).toEqual({ name: 'a', strictVersion: false, contexts: 'isolate', upstreams: [] })
})
