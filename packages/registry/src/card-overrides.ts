import type { AgentCard, AgentProvider, AgentSkill, JsonObject } from '@gateway/core'
import { z } from 'zod'

const text = z.string().trim().min(1, 'must not be empty')
const modes = z.array(text).min(1, 'needs at least one media type')
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })

const skill = z.strictObject({
  id: text,
  name: text,
  description: text,
  tags: z.array(z.string()).default([]),
  examples: z.array(z.string()).exactOptional(),
  inputModes: modes.exactOptional(),
  outputModes: modes.exactOptional(),
})

const extension = z.strictObject({
  uri: text,
  description: z.string().exactOptional(),
  required: z.boolean().exactOptional(),
  params: z.record(z.string(), z.json()).exactOptional(),
})

/**
 * What an operator may say of an agent instead of its own card. Descriptive members only: where it is served and how a
 * caller proves who it is are the gateway's to say. The spelling of 1.0 and that of 0.3 are both taken.
 */
export const cardOverrides = z
  .strictObject({
    name: text.exactOptional(),
    description: text.exactOptional(),
    version: text.exactOptional(),
    provider: z.strictObject({ organization: text, url: webAddress }).exactOptional(),
    documentationUrl: webAddress.exactOptional(),
    iconUrl: webAddress.exactOptional(),
    defaultInputModes: modes.exactOptional(),
    defaultOutputModes: modes.exactOptional(),
    skills: z.array(skill).exactOptional(),
    capabilities: z
      .strictObject({
        streaming: z.boolean().exactOptional(),
        pushNotifications: z.boolean().exactOptional(),
        extendedAgentCard: z.boolean().exactOptional(),
        extensions: z.array(extension).exactOptional(),
        stateTransitionHistory: z.boolean().meta({ description: '0.3 only; taken and not served.' }).exactOptional(),
      })
      .exactOptional(),
    supportsAuthenticatedExtendedCard: z
      .boolean()
      .meta({ description: "0.3's spelling of capabilities.extendedAgentCard." })
      .exactOptional(),
  })
  .meta({ description: "Members of the served card that replace the agent's own." })

export type CardOverrides = z.output<typeof cardOverrides>

const TAKEN: ReadonlySet<string> = new Set(Object.keys(cardOverrides.shape))

/** The members of a whole card, in either version, that may stand under `card`; addresses, security and signatures are left out. */
export function cardOverridesOf(card: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(card).filter(([member]) => TAKEN.has(member)))
}

/** A card with the operator's members in place of its own. */
export function applyCardOverrides(card: AgentCard, overrides: CardOverrides | undefined): AgentCard {
  if (overrides === undefined) return card
  const { capabilities = {}, supportsAuthenticatedExtendedCard: extended03, ...members } = overrides
  const { stateTransitionHistory: _notServed, ...declared } = capabilities
  const skills: readonly AgentSkill[] | undefined = members.skills
  const provider: AgentProvider | undefined = members.provider
  return {
    ...card,
    ...members,
    ...(skills === undefined ? {} : { skills }),
    ...(provider === undefined ? {} : { provider }),
    capabilities: {
      ...card.capabilities,
      ...(extended03 === undefined ? {} : { extendedAgentCard: extended03 }),
      ...declared,
    },
  }
}
