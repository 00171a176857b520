import { randomUUID } from 'node:crypto'
import type { AdapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { AgentEntry, type ConnectedUpstream, type EntryHost } from './agent-entry.ts'
import { firstUpstream } from './first-upstream.ts'
import { withStoredSecrets } from './masked-definition.ts'
import { parseDefinition } from './parse-agent-definition.ts'

/** What `unsavedUpstreams` needs of the registry. */
type UnsavedHost = Pick<EntryHost, 'find' | 'mayReach' | 'logger'> & { readonly catalogue: AdapterCatalogue }

/**
 * The upstreams of a definition that is stored nowhere, as their adapters connect them. Masked secrets stand for those of
 * `stored`. Throws INVALID_PARAMS for what could not be registered either.
 */
export function unsavedUpstreams(
  json: unknown,
  stored: AgentDefinitionInput | undefined,
  { catalogue, find, mayReach, logger }: UnsavedHost,
): readonly ConnectedUpstream[] {
  const whole = stored === undefined ? json : withStoredSecrets(json, stored, catalogue)
  const definition = parseDefinition(whole, catalogue)
  const now = new Date().toISOString()
  const entry = new AgentEntry(
    {
      id: randomUUID(),
      name: definition.name,
      source: 'store',
      createdAt: now,
      updatedAt: now,
      stored: '',
      revision: () => '',
      read: () => ({ definition, settingsKnown: true }),
    },
    {
      catalogue,
      compose: firstUpstream,
      find,
      cardChanged: () => {},
      keepRepair: () => {},
      ...(mayReach === undefined ? {} : { mayReach }),
      ...(logger === undefined ? {} : { logger }),
    },
  )
  return entry.upstreams
}
