import { gatewayError } from '@gateway/core'
import { AgentEntry, type EntryHost } from './agent-entry.ts'
import type { AgentIndex } from './agent-index.ts'
import type { CardSearch } from './card-search.ts'
import { definitionRevision } from './definition-revision.ts'
import { fileAgentId } from './file-agent-id.ts'
import { inherit } from './inherit.ts'
import { parseDefinition } from './parse-agent-definition.ts'

/** The agents of the configuration file. Throws INVALID_PARAMS when a definition is wrong, or two have one name. */
export function fileEntries(fileAgents: readonly unknown[], host: EntryHost): readonly AgentEntry[] {
  const now = new Date().toISOString()
  const names = new Set<string>()
  return fileAgents.map((json) => {
    const definition = parseDefinition(json, host.catalogue)
    const { name } = definition
    if (names.has(name)) {
      throw gatewayError('INVALID_PARAMS', `The configuration file has two agents named "${name}"; rename one.`, {
        field: 'name',
      })
    }
    names.add(name)
    const facts = {
      id: fileAgentId(name),
      name,
      source: 'file',
      createdAt: now,
      updatedAt: now,
      stored: '',
      // When this process read the file says nothing to another one.
      revision: () => definitionRevision(definition, host.catalogue),
      read: () => ({ definition, settingsKnown: true }),
    } as const
    return new AgentEntry(facts, host)
  })
}

/** Puts the file's agents as they are read now in the place of those from before; what is the same is left alone. */
export function putFileEntries(
  entries: readonly AgentEntry[],
  index: AgentIndex<AgentEntry>,
  search: Pick<CardSearch<AgentEntry>, 'add' | 'remove'>,
): { readonly changed: readonly AgentEntry[]; readonly gone: readonly AgentEntry[] } {
  const file = index.list().filter(({ source }) => source === 'file')
  const before = new Map(file.map((entry) => [entry.id, entry]))
  const changed: AgentEntry[] = []
  for (const { id } of file) index.delete(id)
  for (const entry of entries) {
    const known = before.get(entry.id)
    before.delete(entry.id)
    if (known !== undefined && JSON.stringify(known.definition) === JSON.stringify(entry.definition)) {
      index.set(known)
      continue
    }
    if (known !== undefined) {
      inherit(entry, known)
      search.remove(known)
    }
    index.set(entry)
    search.add(entry, true)
    changed.push(entry)
  }
  const gone = [...before.values()]
  for (const entry of gone) search.remove(entry)
  return { changed, gone }
}
