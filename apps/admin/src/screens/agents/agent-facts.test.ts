import { describe, expect, it } from 'vitest'
import { isHealth, providersOf, standingOf } from './agent-facts.ts'

describe('providersOf', () => {
  it('has each adapter once, and a2a where none is named', () => {
    const upstreams = [{ name: 'a' }, { adapter: 'langgraph' }, { adapter: 'langgraph' }]
    expect(providersOf({ upstreams })).toEqual(['a2a', 'langgraph'])
    expect(providersOf({})).toEqual([])
  })
})

describe('standingOf', () => {
  it('says what the gateway says, with the reason', () => {
    const health = { state: 'degraded', reason: '1 of 3 upstreams is down.' } as const
    expect(standingOf({ health, card_state: { state: 'found' } })).toEqual({
      state: 'degraded',
      label: 'Degraded',
      reason: '1 of 3 upstreams is down.',
    })
  })

  it('says what is known of the card to who is told no more', () => {
    expect(standingOf({ card_state: { state: 'found' } }).label).toBe('Ready')
    expect(standingOf({ card_state: { state: 'missing' } }).state).toBe('degraded')
  })
})

describe('isHealth', () => {
  it('takes what the gateway says, and nothing else', () => {
    expect(['down', 'healthy', 'toString', 7].map(isHealth)).toEqual([true, true, false, false])
  })
})
