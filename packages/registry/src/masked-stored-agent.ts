import type { Adapter, StoredAgent } from '@gateway/core'
import { adapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import type { Cipher } from './cipher.ts'
import { maskDefinition } from './masked-definition.ts'
import { decodeStoredDefinition } from './stored-definition.ts'

/** Reads agents as they are stored, for showing them: their secrets are `REDACTED`. */
export function maskedStoredAgents(
  adapters: readonly Adapter[],
  cipher: () => Cipher,
): (agent: StoredAgent) => AgentDefinitionInput {
  const catalogue = adapterCatalogue(adapters)
  return ({ name, definition }) =>
    maskDefinition(decodeStoredDefinition(name, definition, cipher(), catalogue).definition, catalogue)
}
