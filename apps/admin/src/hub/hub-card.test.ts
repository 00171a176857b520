import { expect, it } from 'vitest'
import { readCard } from './hub-card.ts'

it('shows what can be read of a card, whatever the rest is', () => {
  const card = readCard({
    name: 'Invoices',
    description: 7,
    documentationUrl: 'javascript:alert(1)',
    provider: { organization: 'Acme', url: 'https://acme.example/about' },
    capabilities: null,
    skills: [{ id: 'extract', name: 'Extract', tags: 'law', examples: ['Read this.'] }],
  })
  expect(card).toMatchObject({
    name: 'Invoices',
    provider: { organization: 'Acme', url: 'https://acme.example/about' },
    capabilities: { streaming: false },
    skills: [{ id: 'extract', tags: [], examples: ['Read this.'] }],
  })
  expect(card.description).toBeUndefined()
  expect(card.documentationUrl).toBeUndefined()
})
