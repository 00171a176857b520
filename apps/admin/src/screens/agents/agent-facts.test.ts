import { describe, expect, it } from 'vitest'
import { isFound, providersOf, reasonOf, stateOf } from './agent-facts.ts'
import type { Agent } from './agents-query.ts'

const agent: Agent = {
  agent_id: '1',
  agent_name: 'invoices',
  agent_card_params: { description: 'Reads Invoices and bills.' },
  litellm_params: { is_public: false },
  created_at: '2026-11-26T00:00:00Z',
  updated_at: '2026-11-26T00:00:00Z',
  card_state: { state: 'found' },
}

describe('providersOf', () => {
  it('has each adapter once, and a2a where none is named', () => {
    const upstreams = [{ name: 'a' }, { adapter: 'langgraph' }, { adapter: 'langgraph' }]
    expect(providersOf({ ...agent, upstreams })).toEqual(['a2a', 'langgraph'])
    expect(providersOf(agent)).toEqual([])
  })
})

describe('stateOf', () => {
  it('says the worst first', () => {
    const stopped = { reason: 'It is being moved.', since: '2026-11-26T00:00:00Z' }
    expect(stateOf({ ...agent, stopped, card_state: { state: 'missing' } }).label).toBe('Stopped')
    expect(reasonOf({ ...agent, stopped, problem: 'x' })).toBe('It is being moved.')
    expect(stateOf({ ...agent, card_state: { state: 'missing' } }).state).toBe('degraded')
    expect(stateOf(agent)).toEqual({ state: 'healthy', label: 'Ready' })
  })
})

describe('isFound', () => {
  it.each([
    [undefined, true],
    ['VOICE', true],
    ['bills', true],
    ['weather', false],
  ])('%s: %s', (q, found) => {
    expect(isFound(agent, q)).toBe(found)
  })
})
