import type { Operation } from './operations.ts'

/** What a grant is narrowed to at an agent. What is absent is not narrowed. */
export interface AgentRestriction {
  readonly operations?: readonly Operation[]
  /** Ids of skills, as the agent's card has them. A message has to name one of them. */
  readonly skills?: readonly string[]
}

/** The name of what holds at every agent of a grant. */
export const EVERYWHERE = '*'

/** Restrictions by the id of the agent, or `*`. An agent that has one of its own is narrowed by both. */
export type AgentRestrictions = Readonly<Record<string, AgentRestriction>>

/** Which agents somebody may reach, as it is stored. Nothing is implied: without a grant it is `none`. */
export type AgentGrant = (
  | { readonly access: 'none' }
  | { readonly access: 'all' }
  | {
      readonly access: 'selected'
      readonly agentIds: readonly string[]
      /** Ids of access groups. What is in them counts when somebody asks. */
      readonly groupIds?: readonly string[]
    }
) & { readonly restrictions?: AgentRestrictions }

/** An `AgentRestriction` for looking things up. */
export interface AgentRule {
  readonly operations?: ReadonlySet<Operation>
  readonly skills?: ReadonlySet<string>
}

/** What is left of several grants together, for looking things up at each call. */
export type EffectiveGrant = (
  | { readonly access: 'none' }
  | { readonly access: 'all' }
  | { readonly access: 'selected'; readonly agentIds: ReadonlySet<string> }
) & {
  /** Absent: nothing is narrowed. */
  readonly rules?: {
    /** Of agents that have no rule of their own. */
    readonly everywhere?: AgentRule
    /** By the id of the agent; what holds everywhere is in it. */
    readonly at: ReadonlyMap<string, AgentRule>
  }
}

/** What a grant is narrowed to at an agent; `undefined`: nothing. */
export function ruleAt({ rules }: EffectiveGrant, agentId: string): AgentRule | undefined {
  return rules === undefined ? undefined : (rules.at.get(agentId) ?? rules.everywhere)
}

/** Whether a grant covers an agent: whether anything may be done there. */
export function grants(grant: EffectiveGrant, agentId: string): boolean {
  const covered = grant.access === 'all' || (grant.access === 'selected' && grant.agentIds.has(agentId))
  return covered && ruleAt(grant, agentId)?.operations?.size !== 0
}

/** Whether a grant covers an operation at an agent. Which skill a message asks for is looked at where it is sent. */
export function grantsOperation(grant: EffectiveGrant, agentId: string, operation: Operation): boolean {
  return grants(grant, agentId) && (ruleAt(grant, agentId)?.operations?.has(operation) ?? true)
}

/** Whether all that may be done at one agent may be done at another: then the other may stand in for it. */
export function grantsAsMuch(grant: EffectiveGrant, agentId: string, standInId: string): boolean {
  if (!grants(grant, standInId)) return false
  const [rule, other] = [ruleAt(grant, agentId), ruleAt(grant, standInId)]
  return covers(other?.operations, rule?.operations) && covers(other?.skills, rule?.skills)
}

function covers(wide: ReadonlySet<string> | undefined, narrow: ReadonlySet<string> | undefined): boolean {
  return wide === undefined || (narrow !== undefined && [...narrow].every((member) => wide.has(member)))
}

/** Whether nothing may be done by one grant that may not be done by another. */
export function liesWithin(grant: EffectiveGrant, most: EffectiveGrant): boolean {
  const within = (rule: AgentRule | undefined, widest: AgentRule | undefined) =>
    covers(widest?.operations, rule?.operations) && covers(widest?.skills, rule?.skills)
  const at = (id: string) => !grants(grant, id) || (grants(most, id) && within(ruleAt(grant, id), ruleAt(most, id)))
  if (grant.access === 'none') return true
  if (grant.access === 'selected') return [...grant.agentIds].every(at)
  const named = [...(grant.rules?.at.keys() ?? []), ...(most.rules?.at.keys() ?? [])]
  return most.access === 'all' && within(grant.rules?.everywhere, most.rules?.everywhere) && named.every(at)
}
