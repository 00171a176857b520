import { expect, it } from 'vitest'
import type { Agent } from '../agents-query.ts'
import { copiedDefinition } from './copied-definition.ts'

const agent: Agent = {
  agent_id: '1',
  agent_name: 'invoices',
  agent_card_params: {},
  litellm_params: { is_public: false },
  created_at: '2026-11-26T00:00:00Z',
  updated_at: '2026-11-26T00:00:00Z',
  card_state: { state: 'found' },
}

it('copies what an agent is made of, without its name and its secrets', () => {
  const headers = { 'x-key': '[redacted]' }
  const upstreams = [{ name: 'a', settings: { url: 'http://a', headers, empty: {} } }]
  expect(copiedDefinition({ ...agent, name: 'invoices', upstreams, limits: { parallel: 2 } })).toEqual({
    definition: { upstreams: [{ name: 'a', settings: { url: 'http://a', empty: {} } }], limits: { parallel: 2 } },
    withoutSecrets: true,
  })
  expect(copiedDefinition(agent).withoutSecrets).toBe(false)
})
