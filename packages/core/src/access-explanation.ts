import type { AgentGrant } from './caller.ts'

/** One thing that decides over a call: it goes through when all of them allow it. */
export interface AccessStep {
  readonly step: 'key' | 'team' | 'user' | 'role'
  readonly allowed: boolean
  /** Of which of the three kinds the grant is that was looked at, where it was a grant. */
  readonly grant?: AgentGrant['access']
  /** What was found, and what changes it. */
  readonly reason: string
}

export interface AccessExplanation {
  readonly allowed: boolean
  /** What the key reaches in the end. */
  readonly agents: AgentGrant
  readonly steps: readonly AccessStep[]
}

/** Tells why a key may or may not send to an agent. Rejects with NOT_FOUND for a key that is not there. */
export type AccessExplainer = (
  keyId: string,
  agent: { readonly id: string; readonly name: string },
) => Promise<AccessExplanation>
