import type { AgentCard } from '@gateway/core'
import MiniSearch from 'minisearch'

/** What of an agent is searched. The same card object stands for the same content. */
export interface CatalogueEntry {
  readonly id: string
  readonly name: string
  readonly card: AgentCard
}

/** An agent that was found, with the words of it that matched. */
export interface CatalogueMatch {
  readonly id: string
  readonly words: readonly string[]
}

/** Finds agents by the words of their cards, best first. Beginnings of words and small slips count as well. */
export interface CatalogueSearch {
  /** `revision`: another one whenever an entry may be another; what is there is looked at again then alone. */
  find(entries: readonly CatalogueEntry[], text: string, revision: number): readonly CatalogueMatch[]
}

/** Keeps an index of the entries it was last given: only what has changed since is read again. */
export function createCatalogueSearch(): CatalogueSearch {
  const index = new MiniSearch<Record<string, string>>({
    fields: ['name', 'title', 'skills', 'tags', 'text'],
    searchOptions: {
      boost: { name: 4, title: 4, skills: 3, tags: 3 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
    },
  })
  let indexed = new Map<string, CatalogueEntry>()
  let indexedAt: number | undefined
  const update = (entries: readonly CatalogueEntry[], revision: number) => {
    if (revision === indexedAt) return
    const now = new Map(entries.map(({ id, name, card }) => [id, { id, name, card }]))
    for (const [id, { name, card }] of indexed) {
      const next = now.get(id)
      if (next?.card !== card || next.name !== name) index.discard(id)
    }
    for (const entry of now.values()) if (!index.has(entry.id)) index.add(documentOf(entry))
    indexed = now
    indexedAt = revision
  }
  return {
    find(entries, text, revision) {
      update(entries, revision)
      return index.search(text).map(({ id, terms }) => ({ id: String(id), words: terms }))
    },
  }
}

function documentOf({ id, name, card }: CatalogueEntry) {
  const { skills } = card
  const texts = skills.flatMap(({ description, examples = [] }) => [description, ...examples])
  return {
    id,
    name,
    title: card.name,
    skills: skills.map((skill) => `${skill.id} ${skill.name}`).join(' '),
    tags: skills.flatMap(({ tags }) => tags).join(' '),
    text: [card.description, card.provider?.organization ?? '', ...texts].join(' '),
  }
}
