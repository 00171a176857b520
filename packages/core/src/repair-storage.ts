/** The storage port of what had to be put right. */

/** That answers of an agent (also one from the file) had to be put right, so that a restart and other gateways know it. */
export interface StoredRepair {
  readonly agentId: string
  /** A name of `REPAIRS`, of this version or another. */
  readonly repair: string
  /** Stands for the agent's definition when it was seen: it says nothing about the agent of another definition. */
  readonly revision: string
  /** ISO 8601: when it was first seen of that revision. */
  readonly since: string
}

export interface RepairStore {
  /** Of one agent or of all, in the order in which they were first seen. */
  list(agentId?: string): Promise<readonly StoredRepair[]>
  /** Keeps it in the place of one of another revision; where that agent, repair and revision are kept already, they stay. */
  put(repair: StoredRepair): Promise<void>
  delete(agentId: string): Promise<void>
}
