import type { Adapter, JsonObject } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AdapterCatalogue, adapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { issuesError } from './definition-issue.ts'
import { movedPlaces } from './moved-places.ts'
import { keepStoredSecrets, redactSecrets } from './secret-places.ts'
import type { UpstreamDefinition } from './upstream-definition.ts'

/** Settings of an adapter that is not there: nobody can say what of them is secret, so all is. */
const ALL_SECRET: JsonObject = { secret: true }

/** The definition as it may be answered: values whose schema says `.meta({ secret: true })` are `REDACTED`. */
export function maskedDefinition(definition: AgentDefinitionInput, adapters: readonly Adapter[]): AgentDefinitionInput {
  return maskDefinition(definition, adapterCatalogue(adapters))
}

/** `maskedDefinition` over a catalogue that is made already. */
export function maskDefinition(definition: AgentDefinitionInput, catalogue: AdapterCatalogue): AgentDefinitionInput {
  return {
    ...definition,
    upstreams: definition.upstreams.map((upstream) => ({
      ...upstream,
      settings: redactSecrets(upstream.settings, catalogue.get(upstream.adapter)?.schema ?? ALL_SECRET),
    })),
  }
}

/**
 * A definition as it was sent, with markers replaced by what is stored in their place: of the upstream of the same name
 * (without a name: at the same place) and the same adapter. Throws INVALID_PARAMS where nothing is stored, and where the
 * upstream leads elsewhere than the stored one: who may change an agent may not read its secrets by having them sent on.
 */
export function withStoredSecrets(json: unknown, stored: AgentDefinitionInput, catalogue: AdapterCatalogue): unknown {
  if (!isJsonObject(json) || !Array.isArray(json.upstreams)) return json
  const upstreams = json.upstreams.map((sent: unknown, index) => {
    if (!isJsonObject(sent) || !isJsonObject(sent.settings)) return sent
    const adapter = sent.adapter ?? 'a2a'
    const schema = typeof adapter === 'string' ? catalogue.get(adapter)?.schema : undefined
    if (schema === undefined) return sent
    const before = sameUpstream(sent, index, stored.upstreams)?.settings
    const kept = keepStoredSecrets(sent.settings, before, schema)
    if (kept.missing.length > 0) {
      const message = 'has no stored value to keep; give the secret itself'
      throw issuesError(kept.missing.map((path) => ({ path: ['upstreams', index, 'settings', ...path], message })))
    }
    const [secret] = kept.kept
    const leadingTo = sent.url === undefined ? sent.settings : { url: sent.url, ...sent.settings }
    const [moved] = secret === undefined ? [] : movedPlaces(leadingTo, before ?? {})
    if (secret !== undefined && moved !== undefined) {
      const message = `leads elsewhere than before: what is stored as ${secret.join('.')} is not sent there; give the secret itself`
      throw issuesError([{ path: ['upstreams', index, 'settings', ...moved], message }])
    }
    return { ...sent, settings: kept.settings }
  })
  return { ...json, upstreams }
}

function sameUpstream(
  sent: JsonObject,
  index: number,
  stored: readonly UpstreamDefinition[],
): UpstreamDefinition | undefined {
  const found = sent.name === undefined ? stored[index] : stored.find(({ name }) => name === sent.name)
  return found?.adapter === (sent.adapter ?? 'a2a') ? found : undefined
}
