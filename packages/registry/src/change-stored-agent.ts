import type { AgentStore, ChangeCondition, StoredAgent } from '@gateway/core'
import { gatewayError } from '@gateway/core'

const ATTEMPTS = 10

interface ChangingAgent {
  readonly id: string
  readonly condition?: ChangeCondition | undefined
}

/**
 * Changes a stored agent: reads it from the store (another gateway may have written it a moment ago), asks the condition,
 * and writes what it becomes, all again where somebody was faster. `undefined` where there is no such agent.
 */
export function changeStoredAgent(
  agents: AgentStore,
  { id, condition, next }: ChangingAgent & { readonly next: (before: StoredAgent) => Omit<StoredAgent, 'updatedAt'> },
): Promise<StoredAgent | undefined> {
  return attempted(agents, { id, condition }, async (before) => {
    // Never the same instant as the change before: that is how two are told apart.
    const updatedAt = new Date(Math.max(Date.now(), Date.parse(before.updatedAt) + 1)).toISOString()
    const row = { ...next(before), updatedAt }
    return (await agents.update(row, before)) ? row : undefined
  })
}

/** Deletes a stored agent, on a condition only as it was when that held. `false` where there is no such agent. */
export async function deleteStoredAgent(agents: AgentStore, { id, condition }: ChangingAgent): Promise<boolean> {
  if (condition === undefined) return agents.delete(id)
  const gone = await attempted(agents, { id, condition }, async (before) =>
    (await agents.delete(id, before)) ? before : undefined,
  )
  return gone !== undefined
}

async function attempted(
  agents: AgentStore,
  { id, condition }: ChangingAgent,
  write: (before: StoredAgent) => Promise<StoredAgent | undefined>,
): Promise<StoredAgent | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await agents.get(id)
    if (before === undefined) return undefined
    condition?.(before)
    const done = await write(before)
    if (done !== undefined) return done
  }
  throw gatewayError('UNAVAILABLE', 'This agent is being changed by many at once. Send the change again.', {
    retryable: true,
    retryAfter: 1,
  })
}
