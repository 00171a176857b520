import { foundCard } from './found-card.ts'

/** A name for addresses, from the one on a card; empty where that has no letter or digit that addresses can do with. */
export function suggestedName(card: unknown): string {
  const name = foundCard(card)?.name ?? ''
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
