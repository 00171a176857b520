import type { ConnectedUpstream, Registry } from '@gateway/registry'
import type { UpstreamTests } from '@gateway/server'

const toTry = ({ definition: { name }, agent }: ConnectedUpstream) => ({ name, agent })

/** The places where agents run, of agents that are registered and of those that may be. */
export function upstreamTestsOf(registry: Registry): UpstreamTests {
  return {
    unsaved: (definition, like) => registry.connect(definition, like?.id).map(toTry),
    of: ({ id }) => (registry.find(id)?.upstreams ?? []).map(toTry),
  }
}
