import { createHash } from 'node:crypto'
import type { AdapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { maskDefinition } from './masked-definition.ts'

/** Stands for a definition, on every gateway alike. Its secrets are left out: they say nothing of the agent, and a hash of them could be tried out. */
export function definitionRevision(definition: AgentDefinitionInput, catalogue: AdapterCatalogue): string {
  return createHash('sha256')
    .update(JSON.stringify(maskDefinition(definition, catalogue)))
    .digest('hex')
}
