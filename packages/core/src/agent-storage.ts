/** The storage port of registered agents. */

/** An agent as registered over the API. `definition` is the registry's own JSON, its secrets already encrypted. */
export interface StoredAgent {
  readonly id: string
  readonly name: string
  readonly definition: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly updatedAt: string
}

/** Registered agents. `insert` and `update` reject with a `CONFLICT` GatewayError when the name is taken. */
export interface AgentStore {
  list(): Promise<readonly StoredAgent[]>
  get(id: string): Promise<StoredAgent | undefined>
  insert(agent: StoredAgent): Promise<void>
  /**
   * Replaces name, definition and updatedAt, unless definition or updatedAt are others by now than they were `before`:
   * then, or when it is gone, `false`.
   */
  update(agent: StoredAgent, before: StoredAgent): Promise<boolean>
  /** With `before`: unless it has changed since. */
  delete(id: string, before?: StoredAgent): Promise<boolean>
}
