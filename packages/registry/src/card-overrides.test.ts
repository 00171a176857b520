import { expect, test } from 'vitest'
import { applyCardOverrides, cardOverrides, cardOverridesOf } from './card-overrides.ts'
import { cardNamed } from './fake-adapter.fixture.ts'

test('members given replace, the others stay, capabilities are merged', () => {
  const overrides = cardOverrides.parse({
    version: '9',
    provider: { organization: 'Acme', url: 'https://acme.example' },
    skills: [{ id: 's', name: 'S', description: 'd' }],
    capabilities: { extensions: [{ uri: 'urn:x' }] },
  })
  const card = cardNamed('own')
  expect(applyCardOverrides(card, overrides)).toEqual({
    ...card,
    version: '9',
    provider: { organization: 'Acme', url: 'https://acme.example' },
    skills: [{ id: 's', name: 'S', description: 'd', tags: [] }],
    capabilities: { streaming: false, pushNotifications: true, extensions: [{ uri: 'urn:x' }] },
  })
  expect(applyCardOverrides(card, undefined)).toBe(card)
})

test('the spelling of 0.3 is taken, that of 1.0 goes first', () => {
  const legacy = cardOverrides.parse({
    supportsAuthenticatedExtendedCard: true,
    capabilities: { streaming: true, stateTransitionHistory: true },
  })
  const card = applyCardOverrides(cardNamed('own'), legacy)
  expect(card.capabilities).toEqual({ streaming: true, pushNotifications: true, extendedAgentCard: true })
  expect(card).not.toHaveProperty('supportsAuthenticatedExtendedCard')
  const both = cardOverrides.parse({
    supportsAuthenticatedExtendedCard: true,
    capabilities: { extendedAgentCard: false },
  })
  expect(applyCardOverrides(cardNamed('own'), both).capabilities.extendedAgentCard).toBe(false)
})

test('of a whole card, what may be said instead of it', () => {
  const whole = {
    protocolVersion: '1.0',
    name: 'My Agent',
    url: 'http://localhost:10001',
    preferredTransport: 'JSONRPC',
    supportedInterfaces: [],
    securitySchemes: {},
    signatures: [],
    version: '1.0.0',
    capabilities: { streaming: true },
  }
  const taken = cardOverridesOf(whole)
  expect(taken).toEqual({ name: 'My Agent', version: '1.0.0', capabilities: { streaming: true } })
  expect(cardOverrides.safeParse(taken).success).toBe(true)
})
