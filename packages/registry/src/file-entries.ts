import { gatewayError } from '@gateway/core'
import { AgentEntry, type EntryHost } from './agent-entry.ts'
import { definitionRevision } from './definition-revision.ts'
import { fileAgentId } from './file-agent-id.ts'
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
