import type { AgentCard, Caller } from '@gateway/core'
import { ruleAt } from '@gateway/core'

/** A card as a caller may see it: the skills that are granted to them, and what they may do at the agent. */
export function narrowedCard(card: AgentCard, caller: Caller, agentId: string): AgentCard {
  const rule = ruleAt(caller.agents, agentId)
  if (rule === undefined) return card
  const { operations, skills } = rule
  const { capabilities } = card
  const may = (offered: boolean | undefined, operation: Parameters<NonNullable<typeof operations>['has']>[0]) =>
    offered === true && (operations?.has(operation) ?? true)
  return {
    ...card,
    capabilities: {
      ...capabilities,
      streaming: may(capabilities.streaming, 'streamMessage'),
      pushNotifications: may(capabilities.pushNotifications, 'createTaskPushNotificationConfig'),
      ...(capabilities.extendedAgentCard === undefined
        ? {}
        : { extendedAgentCard: may(capabilities.extendedAgentCard, 'getExtendedAgentCard') }),
    },
    skills: skills === undefined ? card.skills : card.skills.filter(({ id }) => skills.has(id)),
  }
}
