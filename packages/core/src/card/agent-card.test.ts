import { AgentCard as SdkCard } from '@a2a-js/sdk'
import { isLegacyAgentCard, parseLegacyAgentCard } from '@a2a-js/sdk/compat/v0_3/client'
import { describe, expect, it } from 'vitest'
import { dialects } from '../dialects.ts'
import { decodeAgentCard } from './decode-agent-card.ts'
import { encodeAgentCard } from './encode-agent-card.ts'

const skill = { id: 's', name: 'Skill', description: 'does', tags: ['a'], examples: ['x'], inputModes: ['text/plain'] }

const legacyCard = {
  name: 'Agent',
  description: 'An agent.',
  version: '1.2.3',
  url: 'https://agent.example/a2a',
  protocolVersion: '0.3.0',
  preferredTransport: 'JSONRPC',
  additionalInterfaces: [{ url: 'https://agent.example/rest', transport: 'HTTP+JSON' }],
  capabilities: {
    streaming: true,
    pushNotifications: false,
    extensions: [{ uri: 'urn:x', required: true, params: { a: 1 } }],
  },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['application/json'],
  skills: [{ ...skill, security: [{ bearer: [] }] }],
  provider: { organization: 'O', url: 'https://o.example' },
  documentationUrl: 'https://docs.example',
  iconUrl: 'https://icon.example',
  supportsAuthenticatedExtendedCard: true,
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token.' },
    key: { type: 'apiKey', in: 'query', name: 'k' },
    oauth: {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://t.example', scopes: { a: 'A' } } },
      oauth2MetadataUrl: 'https://m.example',
    },
    oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://oidc.example' },
    mtls: { type: 'mutualTLS' },
  },
  security: [{ bearer: [], oauth: ['a'] }],
  signatures: [{ protected: 'p', signature: 's', header: { kid: 'k' } }],
}

const card = {
  name: 'Agent',
  description: '',
  version: '1',
  supportedInterfaces: [
    { url: 'https://agent.example/rest', protocolBinding: 'HTTP+JSON', protocolVersion: '1.0' },
    { url: 'https://agent.example/', protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: 't' },
    { url: 'https://agent.example/rest', protocolBinding: 'HTTP+JSON', protocolVersion: '0.3' },
    { url: 'https://agent.example/', protocolBinding: 'JSONRPC', protocolVersion: '0.3' },
  ],
  capabilities: { streaming: true, extendedAgentCard: false },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [],
  securitySchemes: {
    bearer: { httpAuthSecurityScheme: { scheme: 'bearer' } },
    key: { apiKeySecurityScheme: { location: 'header', name: 'x-key' } },
  },
  securityRequirements: [{ schemes: { bearer: { list: ['a'] } } }, { schemes: { key: { list: [] } } }],
} as const

/** What the SDK's codec makes of it: both sides of a comparison go through it. */
const viaSdk = (value: unknown) => SdkCard.toJSON(SdkCard.fromJSON(value))

describe('reading cards', () => {
  it('reads 0.3 as the SDK does, but for patch numbers', () => {
    expect(isLegacyAgentCard(legacyCard)).toBe(true)
    const sdk = parseLegacyAgentCard(legacyCard)
    const interfaces = sdk.supportedInterfaces.map((entry) => ({ ...entry, protocolVersion: '0.3' }))
    expect(viaSdk(decodeAgentCard(legacyCard))).toEqual(SdkCard.toJSON({ ...sdk, supportedInterfaces: interfaces }))
  })

  it('reads 1.0 as it is', () => {
    expect(decodeAgentCard(card)).toEqual(card)
    expect(viaSdk(decodeAgentCard(card))).toEqual(viaSdk(card))
  })

  it('reads what servers of the JavaScript SDK send: its objects in memory', () => {
    const oauth = {
      oauth2SecurityScheme: { flows: { clientCredentials: { tokenUrl: 'https://t.example', scopes: { a: 'A' } } } },
    }
    const full = { ...card, description: 'd', skills: [skill], securitySchemes: { ...card.securitySchemes, oauth } }
    const inMemory: unknown = JSON.parse(JSON.stringify(SdkCard.fromJSON(full)))
    expect(inMemory).toHaveProperty('securitySchemes.bearer.scheme.$case')
    expect(decodeAgentCard(inMemory)).toMatchObject(full)
    expect(viaSdk(decodeAgentCard(inMemory))).toEqual(viaSdk(full))
  })

  it('needs no more than a name', () => {
    expect(
      decodeAgentCard({ name: 'a', description: null, skills: null, capabilities: null, url: null, iconUrl: '' }),
    ).toEqual({
      name: 'a',
      description: '',
      version: '',
      supportedInterfaces: [],
      capabilities: {},
      defaultInputModes: ['text/plain'],
      defaultOutputModes: ['text/plain'],
      skills: [],
    })
  })

  it.each([[null], ['card'], [[]], [{}], [{ name: '' }], [{ name: 3 }]])('refuses %j', (value) => {
    expect(() => decodeAgentCard(value)).toThrow(/The agent card (is not a JSON object|has no name)/)
  })

  it('keeps unknown members and leaves out what is wrong', () => {
    const read = decodeAgentCard({
      name: 'a',
      version: 2,
      'x-vendor': { a: null },
      url: 'https://a.example',
      provider: 'me',
      documentationUrl: 5,
      skills: ['x', {}, { id: 's', vendor: 1 }],
      securitySchemes: { odd: { type: 'smoke' }, nothing: null },
      signatures: 'none',
      capabilities: { streaming: 'yes', vendor: true },
    })
    expect(read).toEqual({
      name: 'a',
      description: '',
      version: '2',
      'x-vendor': { a: null },
      supportedInterfaces: [{ url: 'https://a.example', protocolBinding: 'JSONRPC', protocolVersion: '0.3' }],
      capabilities: { vendor: true },
      defaultInputModes: ['text/plain'],
      defaultOutputModes: ['text/plain'],
      skills: [{ id: 's', name: 's', description: '', tags: [], vendor: 1 }],
    })
  })

  it.each([
    ['0.2.6', '0.3'],
    ['0.3.1', '0.3'],
    [undefined, '0.3'],
    ['1.0.1', '1.0'],
    ['2.0', '2.0'],
  ])('speaks to a card without interfaces that says %s in %s', (protocolVersion, spoken) => {
    const { supportedInterfaces } = decodeAgentCard({ name: 'a', url: '/a2a', protocolVersion })
    expect(supportedInterfaces).toEqual([{ url: '/a2a', protocolBinding: 'JSONRPC', protocolVersion: spoken }])
  })

  it('reads both versions out of a card that carries both, each interface once', () => {
    const listed = [{ url: 'https://a.example/', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }]
    const both = { name: 'a', supportedInterfaces: listed, url: 'https://a.example/', preferredTransport: 'JSONRPC' }
    expect(decodeAgentCard(both).supportedInterfaces).toEqual(listed)
    const legacy = { ...listed[0], protocolVersion: '0.3' }
    expect(decodeAgentCard({ ...both, protocolVersion: '0.3.0' }).supportedInterfaces).toEqual([...listed, legacy])
    const repeated = { ...both, protocolVersion: '0.3.0', supportedInterfaces: [...listed, legacy] }
    expect(decodeAgentCard(repeated).supportedInterfaces).toEqual([...listed, legacy])
  })
})

describe('writing cards', () => {
  it('writes 1.0 as it is, required members that are empty included', () => {
    expect(encodeAgentCard(card, '1.0')).toEqual(card)
  })

  it('writes both versions side by side for readers of 0.3', () => {
    const hybrid = encodeAgentCard(card, '0.3')
    expect(hybrid).toEqual({
      ...card,
      protocolVersion: '0.3.0',
      url: 'https://agent.example/',
      preferredTransport: 'JSONRPC',
      additionalInterfaces: [{ url: 'https://agent.example/rest', transport: 'HTTP+JSON' }],
      supportsAuthenticatedExtendedCard: false,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', httpAuthSecurityScheme: { scheme: 'bearer' } },
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'x-key',
          apiKeySecurityScheme: { location: 'header', name: 'x-key' },
        },
      },
      security: [{ bearer: ['a'] }, { key: [] }],
    })
    // A reader of 1.0 finds what it would in the plain card, and reading it here gives it back.
    expect(viaSdk(hybrid)).toEqual(viaSdk(card))
    expect(decodeAgentCard(hybrid)).toEqual(card)
    expect(dialects['0.3'].encodeResponse('getExtendedAgentCard', card)).toEqual(hybrid)
    expect(dialects['1.0'].decodeResponse('getExtendedAgentCard', hybrid)).toEqual(card)
  })

  it('gives a 0.3 reader back the card it was made of', () => {
    const { supportedInterfaces: _, ...legacyOnly } = encodeAgentCard(decodeAgentCard(legacyCard), '0.3')
    expect(legacyOnly).toMatchObject(legacyCard)
    expect(viaSdk(parseLegacyAgentCard(legacyOnly))).toEqual(viaSdk(parseLegacyAgentCard(legacyCard)))
  })

  it.each([
    'name',
    'description',
    'version',
    'url',
    'protocolVersion',
    'capabilities',
    'defaultInputModes',
    'defaultOutputModes',
    'skills',
  ])('always has %s, which 0.3 requires', (member) => {
    expect(encodeAgentCard(decodeAgentCard({ name: 'a' }), '0.3')).toHaveProperty(member)
  })
})
