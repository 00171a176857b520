import { expect, it } from 'vitest'
import type { Agent } from '../agents-query.ts'
import { upstreamStanding, withUpstream } from './upstream-facts.ts'

const agent: Agent = {
  agent_id: '1',
  agent_name: 'invoices',
  agent_card_params: {},
  litellm_params: { is_public: false },
  created_at: '2026-11-26T00:00:00Z',
  updated_at: '2026-11-26T00:00:00Z',
  card_state: { state: 'found' },
  upstreams: [
    { name: 'a', adapter: 'a2a', settings: { url: 'http://a' }, weight: 2 },
    { name: 'b', adapter: 'a2a', settings: { url: 'http://b' } },
  ],
}

it('says the worst of an upstream first', () => {
  expect(upstreamStanding({ state: 'open', draining: true }, agent).label).toBe('Down')
  expect(upstreamStanding({ state: 'closed', draining: true }, agent).label).toBe('Draining')
  expect(upstreamStanding({ state: 'closed' }, agent).label).toBe('Healthy')
  expect(upstreamStanding({}, { ...agent, card_state: { state: 'missing' } }).state).toBe('degraded')
})

it('changes one upstream and leaves the others as they are', () => {
  expect(withUpstream(agent, 'a', { draining: true })).toEqual([
    { name: 'a', adapter: 'a2a', settings: { url: 'http://a' }, weight: 2, draining: true },
    { name: 'b', adapter: 'a2a', settings: { url: 'http://b' } },
  ])
})
