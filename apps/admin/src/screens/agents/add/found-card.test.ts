import { describe, expect, it } from 'vitest'
import { foundCard } from './found-card.ts'
import { suggestedName } from './suggested-name.ts'

describe('foundCard', () => {
  it('reads cards of 1.0', () => {
    const card = {
      name: 'Invoice agent',
      capabilities: { streaming: true },
      skills: [{ id: 'extract', name: 'Extract' }, { id: 'ask' }],
      supportedInterfaces: [{ protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
    }
    expect(foundCard(card)).toMatchObject({ speaks: 'A2A 1.0, JSONRPC · streaming', skills: ['Extract', 'ask'] })
  })

  it('reads cards of 0.3, and what is odd in them', () => {
    expect(foundCard({ name: 7, protocolVersion: '0.3.0', preferredTransport: 'GRPC', skills: 'none' })).toEqual({
      name: undefined,
      description: undefined,
      speaks: 'A2A 0.3.0, GRPC',
      skills: [],
    })
    expect(foundCard('no card')).toBeUndefined()
  })
})

describe('suggestedName', () => {
  it.each([
    ['Invoice Agent (EU)', 'invoice-agent-eu'],
    ['Überweisung', 'uberweisung'],
    ['请假', ''],
  ])('%s becomes "%s"', (name, suggested) => {
    expect(suggestedName({ name })).toBe(suggested)
  })
})
