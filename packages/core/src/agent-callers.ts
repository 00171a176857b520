/** Somebody who may call an agent, or through whom others may. */
export interface GrantedCaller {
  readonly id: string
  /** What people call it by. */
  readonly name?: string
  readonly teamId?: string
  readonly userId?: string
  /** Through what: `The team 'finance' is granted every agent.` */
  readonly reason: string
}

/** A list of which only the first are told. */
export interface GrantedCallers {
  readonly total: number
  readonly first: readonly GrantedCaller[]
}

/** Who may call an agent. */
export interface AgentCallers {
  /** Keys that may send it a message, as far as keys, teams and users decide; limits and budgets aside. */
  readonly keys: GrantedCallers
  /** Teams whose grant has the agent: their keys may call it as far as they are granted it themselves. */
  readonly teams: GrantedCallers
  readonly users: GrantedCallers
  /** `false`: there are more keys than were looked at, and `keys.total` may be too small. */
  readonly complete: boolean
}

/** Tells who may call an agent. */
export type AgentCallersReader = (agent: { readonly id: string; readonly name: string }) => Promise<AgentCallers>
