import { expect, it } from 'vitest'
import type { Agent } from '../agents-query.ts'
import { cardMembers, cardText } from './card-differences.ts'

const agent: Agent = {
  agent_id: '1',
  agent_name: 'invoices',
  agent_card_params: {
    name: 'Ours',
    url: 'http://gateway/a2a/invoices',
    capabilities: { streaming: true, push: false },
  },
  litellm_params: { is_public: false },
  created_at: '2026-11-26T00:00:00Z',
  updated_at: '2026-11-26T00:00:00Z',
  card_state: { state: 'found' },
}

it('puts first what differs, whatever the order of members is', () => {
  const stored_card = { url: 'http://agent', capabilities: { push: false, streaming: true }, name: 'Theirs' }
  expect(cardMembers({ ...agent, stored_card }).map(({ name, differs }) => [name, differs])).toEqual([
    ['name', true],
    ['capabilities', false],
  ])
})

it('has no differences where the card of the upstream is not told', () => {
  expect(cardMembers(agent).some(({ differs }) => differs)).toBe(false)
})

it.each([
  [undefined, '–'],
  ['text', 'text'],
  [[], 'none'],
  [[{ name: 'Ask' }, { id: 'x' }, 'text/plain'], 'Ask, x, text/plain'],
  [{ streaming: true, push: false, extensions: [{ uri: 'urn:x' }] }, 'streaming, no push, extensions: urn:x'],
])('%j reads %s', (value, text) => {
  expect(cardText(value)).toBe(text)
})
