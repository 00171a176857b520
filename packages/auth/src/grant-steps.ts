import type { AccessQuestion, AccessStep, AgentGrant } from '@gateway/core'
import { OPERATIONS, ruleAt } from '@gateway/core'
import { commonGrant, type GrantSources, groupIdsOf } from './effective-grant.ts'

type Groups = GrantSources['groups']

/** What one grant says to a question: whether it covers the agent, and what it is narrowed to there. */
export function grantSteps(
  step: AccessStep['step'],
  who: string,
  grant: AgentGrant,
  groups: Groups,
  question: AccessQuestion,
): readonly AccessStep[] {
  const granted = { step, grant: grant.access, ...agentReason(step, who, grant, groups, question.agent) }
  const rule = ruleAt(commonGrant([grant], groups), question.agent.id)
  if (!granted.allowed || rule === undefined) return [granted]
  const narrowed: AccessStep[] = []
  const { operations, skills } = rule
  if (operations !== undefined) {
    const names = [...operations].map((operation) => OPERATIONS[operation]['1.0'])
    const reason = `${who} may only use ${listed(names)} there.`
    narrowed.push(told(step, operations.has(question.operation), reason))
  }
  const sends = question.operation === 'sendMessage' || question.operation === 'streamMessage'
  if (skills !== undefined && sends) {
    const { skill } = question
    const asked = skill === undefined ? ' The message that is asked about names none (&skill= names one).' : ''
    const reason = `${who} may only use the skills ${listed([...skills])} there: a message names one of them in metadata.skillId.${asked}`
    narrowed.push(told(step, skill !== undefined && skills.has(skill), reason))
  }
  return [granted, ...narrowed]
}

function agentReason(
  step: AccessStep['step'],
  who: string,
  grant: AgentGrant,
  groups: Groups,
  agent: AccessQuestion['agent'],
): Pick<AccessStep, 'allowed' | 'reason'> {
  if (grant.access === 'all') return { allowed: true, reason: `${who} is granted every agent.` }
  if (grant.access === 'none') return { allowed: false, reason: `${who} is granted no agent. ${remedy(step)}` }
  if (grant.agentIds.includes(agent.id)) return { allowed: true, reason: `${who} is granted this agent.` }
  const through = groupIdsOf([grant]).find((id) => groups.get(id)?.agentIds.includes(agent.id))
  if (through === undefined) {
    return { allowed: false, reason: `${who} is granted other agents, and not '${agent.name}'. ${remedy(step)}` }
  }
  const name = groups.get(through)?.name ?? through
  return { allowed: true, reason: `${who} is granted the access group '${name}', which this agent is in.` }
}

const told = (step: AccessStep['step'], allowed: boolean, reason: string): AccessStep => ({
  step,
  allowed,
  reason: allowed ? reason : `${reason} POST /${step}/update with object_permission.agent_restrictions changes that.`,
})

const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ') || 'none'
const remedy = (step: AccessStep['step']) => `POST /${step}/update with object_permission changes that.`
