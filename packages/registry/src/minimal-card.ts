import type { AgentCard } from '@gateway/core'

/** What a card says of itself where nobody says more. */
export const DEFAULT_MODES = ['text/plain'] as const

/** No version is known: the first one there can be, so that nobody reads a release into it. */
export const UNKNOWN_VERSION = '0.0.0'

/** The one skill of an agent that names none: readers of 0.3 and signing clients refuse a card without. */
export function genericSkill(name: string, description: string): AgentCard['skills'][number] {
  return { id: 'general', name, description, tags: ['general'] }
}

/** A sentence for an agent that nobody described. */
export function plainDescription(name: string): string {
  return `The agent ${name}.`
}

/** The card of an agent whose own is not found: made of what it was registered with. */
export function minimalCard(name: string, description = plainDescription(name)): AgentCard {
  return {
    name,
    description,
    version: UNKNOWN_VERSION,
    supportedInterfaces: [],
    capabilities: {},
    defaultInputModes: DEFAULT_MODES,
    defaultOutputModes: DEFAULT_MODES,
    skills: [genericSkill(name, description)],
  }
}
