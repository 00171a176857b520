import { AgentCard as SdkAgentCard } from '@a2a-js/sdk'
import type { AgentCard } from '@gateway/core'
import { encodeAgentCard } from '@gateway/core'
import { expect, test } from 'vitest'
import { cardNamed, definitionOf, fakeAdapter } from './fake-adapter.fixture.ts'
import { createRegistry } from './registry.ts'
import { rewriteCard, rewriteOptionsOf, servedCard } from './served-card.ts'

const url = 'https://gateway.example/a2a/invoices'
const hiddenHosts = new Set(['10.0.0.4'])
const rewrite = (more: Partial<AgentCard>, description?: string) =>
  rewriteCard(cardNamed('Invoices', more), {
    url,
    name: 'invoices',
    hiddenHosts,
    ...(description === undefined ? {} : { description }),
  })

test('addresses and security are the gateway’s, 1.0 first, then 0.3', () => {
  const card = rewrite({
    supportedInterfaces: [
      { url: 'http://10.0.0.4:10001/rpc', protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: 't' },
      { url: '10.0.0.4:50051', protocolBinding: 'GRPC', protocolVersion: '1.0' },
    ],
    securitySchemes: { theirs: { apiKeySecurityScheme: { name: 'x', location: 'header' } } },
    securityRequirements: [{ schemes: { theirs: { list: [] } } }],
    signatures: [{ protected: 'x', signature: 'y' }],
  })
  expect(card.supportedInterfaces).toEqual([
    { url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' },
    { url, protocolBinding: 'JSONRPC', protocolVersion: '0.3' },
  ])
  expect(card.securitySchemes).toEqual({
    gatewayKey: { httpAuthSecurityScheme: { scheme: 'bearer', description: expect.any(String) } },
  })
  expect(card.securityRequirements).toEqual([{ schemes: { gatewayKey: { list: [] } } }])
  expect(card).not.toHaveProperty('signatures')
  expect(JSON.stringify(card)).not.toContain('10.0.0.4')
})

test('what describes the agent is kept, what is unknown is not', () => {
  const described = {
    documentationUrl: 'https://docs.example/',
    iconUrl: 'https://cdn.example/i.png',
    provider: { organization: 'Acme', url: 'https://acme.example', internal: 'http://10.0.0.4' },
    internal: { address: 'http://10.0.0.4' },
    skills: [
      {
        id: 's',
        name: 'S',
        description: 'd',
        tags: ['t'],
        examples: ['e'],
        inputModes: ['a/b'],
        outputModes: ['c/d'],
        securityRequirements: [{}],
      },
    ],
  }
  const card = rewrite(described)
  expect(card).toMatchObject({
    name: 'Invoices',
    description: 'Invoices, as it describes itself',
    version: '2.1.0',
    documentationUrl: 'https://docs.example/',
    iconUrl: 'https://cdn.example/i.png',
  })
  expect(card.provider).toEqual({ organization: 'Acme', url: 'https://acme.example' })
  expect(card.skills).toEqual([
    { id: 's', name: 'S', description: 'd', tags: ['t'], examples: ['e'], inputModes: ['a/b'], outputModes: ['c/d'] },
  ])
  expect(card).not.toHaveProperty('internal')
})

test('addresses of the agent’s own host go, whatever their port or case, also those only its card knows', () => {
  const card = rewrite({
    supportedInterfaces: [{ url: 'http://inner.example/rpc', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
    documentationUrl: 'http://10.0.0.4:8080/docs',
    iconUrl: 'HTTPS://INNER.example/icon.png',
    provider: { organization: 'Acme', url: 'http://10.0.0.4' },
    capabilities: {
      extensions: [
        { uri: 'urn:kept', required: true, description: 'd', params: { level: 1 } },
        { uri: 'urn:leaking', params: { endpoint: 'http://10.0.0.4:9' } },
      ],
    },
  })
  expect(card).not.toHaveProperty('documentationUrl')
  expect(card).not.toHaveProperty('iconUrl')
  expect(card).not.toHaveProperty('provider')
  expect(card.capabilities.extensions).toEqual([
    { uri: 'urn:kept', required: true, description: 'd', params: { level: 1 } },
    { uri: 'urn:leaking' },
  ])
})

test.each<
  [string, AgentCard['capabilities'], { streaming: boolean; push: boolean } | undefined, AgentCard['capabilities']]
>([
  ['it streams always', {}, undefined, { streaming: true, pushNotifications: false }],
  ['push when declared', { pushNotifications: true }, undefined, { streaming: true, pushNotifications: true }],
  ['no push that was not declared', {}, { streaming: true, push: true }, { streaming: true, pushNotifications: false }],
  [
    'traits take away',
    { pushNotifications: true },
    { streaming: false, push: false },
    { streaming: false, pushNotifications: false },
  ],
  [
    'extended',
    { extendedAgentCard: true },
    undefined,
    { streaming: true, pushNotifications: false, extendedAgentCard: true },
  ],
])('capabilities: %s', (_what, capabilities, traits, expected) => {
  const options = { url, name: 'a', hiddenHosts, ...(traits === undefined ? {} : { traits }) }
  expect(rewriteCard(cardNamed('a', { capabilities }), options).capabilities).toEqual(expected)
})

test('required members are filled in', () => {
  const empty = { name: '', description: '', version: '', skills: [], defaultInputModes: [], defaultOutputModes: [] }
  expect(rewrite(empty)).toMatchObject({
    name: 'invoices',
    description: 'The agent invoices.',
    version: '0.0.0',
    skills: [{ id: 'general', name: 'invoices', description: 'The agent invoices.', tags: ['general'] }],
    defaultInputModes: ['text/plain'],
    defaultOutputModes: ['text/plain'],
  })
  expect(rewrite(empty, 'Reads invoices.').description).toBe('Reads invoices.')
  expect(rewrite({ skills: [{ id: 's', name: '', description: '', tags: [] }] }).skills).toEqual([
    { id: 's', name: 's', description: 's', tags: [] },
  ])
})

test('of a registered agent with no card: whole for readers of 0.3 and 1.0, and no address of the upstream', async () => {
  const registry = await createRegistry({ adapters: [fakeAdapter().adapter] })
  const registered = await registry.create({
    name: 'invoices',
    description: 'Reads invoices.',
    card: { documentationUrl: 'http://10.0.0.4/docs', version: '3' },
    upstreams: [{ url: 'http://10.0.0.4:10001', settings: { headers: { authorization: 'Bearer t' } } }],
  })
  const card = servedCard(registered, { url })
  await registry.close()
  const hybrid = encodeAgentCard(card, '0.3')
  for (const member of [
    'protocolVersion',
    'name',
    'description',
    'url',
    'version',
    'capabilities',
    'defaultInputModes',
    'defaultOutputModes',
    'skills',
  ]) {
    expect(hybrid).toHaveProperty(member)
  }
  expect(hybrid.url).toBe(url)
  expect(JSON.stringify(hybrid)).not.toContain('10.0.0.4')
  const read = SdkAgentCard.fromJSON(JSON.parse(JSON.stringify(encodeAgentCard(card, '1.0'))))
  // What another reader makes of it is what was written: nothing in it is unknown or empty to that reader.
  expect(SdkAgentCard.toJSON(read)).toMatchObject({
    supportedInterfaces: card.supportedInterfaces,
    skills: card.skills,
    securitySchemes: card.securitySchemes,
    description: 'Reads invoices.',
    version: '3',
  })
})

test('an extended card of the upstream is rewritten alike', async () => {
  const registry = await createRegistry({ adapters: [fakeAdapter().adapter] })
  const registered = await registry.create(definitionOf('invoices', 'http://10.0.0.4:1'))
  const extended = cardNamed('Extended', { documentationUrl: 'http://10.0.0.4/docs', signatures: [{ signature: 'x' }] })
  const card = rewriteCard(extended, { url, ...rewriteOptionsOf(registered) })
  await registry.close()
  expect(card).toMatchObject({ name: 'Extended', supportedInterfaces: [{ url }, { url }] })
  expect(JSON.stringify(card)).not.toContain('10.0.0.4')
  expect(card).not.toHaveProperty('signatures')
})
