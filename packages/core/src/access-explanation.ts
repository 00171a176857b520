import type { AgentGrant, EffectiveGrant } from './agent-grant.ts'
import type { KeylessCaller } from './caller.ts'
import type { Operation } from './operations.ts'
import type { AgentRateLimits } from './rate-limits.ts'

/** One thing that decides over a call: it goes through when all of them allow it. */
export interface AccessStep {
  readonly step: 'key' | 'team' | 'user' | 'role' | 'limit' | 'agent'
  readonly allowed: boolean
  /** Of which of the three kinds the grant is that was looked at, where it was a grant. */
  readonly grant?: AgentGrant['access']
  /** What was found, and what changes it. */
  readonly reason: string
}

export interface AccessExplanation {
  readonly allowed: boolean
  /** What the key reaches in the end. */
  readonly agents: EffectiveGrant
  readonly steps: readonly AccessStep[]
}

/** What somebody would do with a key. */
export interface AccessQuestion {
  readonly agent: { readonly id: string; readonly name: string; readonly limits?: AgentRateLimits | undefined }
  readonly operation: Operation
  /** The skill that the message names; without it, it names none. */
  readonly skill?: string | undefined
}

/**
 * Tells why somebody may or may not do something at an agent: the key of an id, or a caller who has none. Rejects
 * with NOT_FOUND for a key that is not there.
 */
export type AccessExplainer = (who: string | KeylessCaller, question: AccessQuestion) => Promise<AccessExplanation>
