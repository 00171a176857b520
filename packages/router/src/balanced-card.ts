import type { AgentCapabilities, AgentCard } from '@gateway/core'

/**
 * One card for several agents: what all of them can do. Names, addresses and security are the first one's; a signature
 * would be untrue and is left out.
 */
export function balancedCard(first: AgentCard, others: readonly AgentCard[]): AgentCard {
  if (others.length === 0) return first
  const { signatures: _, ...card } = first
  return {
    ...card,
    capabilities: capabilities(first, others),
    skills: first.skills.filter(({ id }) => others.every(({ skills }) => skills.some((skill) => skill.id === id))),
    defaultInputModes: modes(first, others, 'defaultInputModes'),
    defaultOutputModes: modes(first, others, 'defaultOutputModes'),
  }
}

function capabilities(first: AgentCard, others: readonly AgentCard[]): AgentCapabilities {
  const all = (name: 'streaming' | 'pushNotifications' | 'extendedAgentCard') =>
    [first, ...others].every((card) => card.capabilities[name] === true)
  const extensions = first.capabilities.extensions?.filter(({ uri }) =>
    others.every((card) => card.capabilities.extensions?.some((extension) => extension.uri === uri)),
  )
  return {
    ...first.capabilities,
    streaming: all('streaming'),
    pushNotifications: all('pushNotifications'),
    extendedAgentCard: all('extendedAgentCard'),
    ...(extensions === undefined ? {} : { extensions }),
  }
}

/** What all take; agents that have nothing in common are told apart by nobody, so the first one's stand. */
function modes(first: AgentCard, others: readonly AgentCard[], name: 'defaultInputModes' | 'defaultOutputModes') {
  const common = first[name].filter((mode) => others.every((card) => card[name].includes(mode)))
  return common.length === 0 ? first[name] : common
}
