import type { Caller, Operation } from '@gateway/core'
import { gatewayError, grants } from '@gateway/core'
import type { AgentDirectory, AgentStop, ServedAgent } from './ports.ts'

/** Who had work done there may still see what there is, and have it ended. */
const ALLOWED = new Set<Operation>(['listTasks', 'cancelTask'])
export const mayWhenStopped = (operation: Operation) => ALLOWED.has(operation)

/** The error that calls of a stopped agent end with. */
export const agentStopped = (name: string, { reason, since }: AgentStop) =>
  gatewayError(
    'UNAVAILABLE',
    `The agent '${name}' has been stopped by an administrator since ${since}: ${reason} (ListTasks and CancelTask go on.)`,
  )

/** Throws UNAVAILABLE while an administrator has stopped the agent. Whoever has no grant for it is told no more than that. */
export function refuseWhenStopped(
  agents: Pick<AgentDirectory, 'stopped'>,
  served: ServedAgent,
  caller: Caller,
  operation: Operation,
): void {
  const stop = agents.stopped(served)
  if (stop === undefined || ALLOWED.has(operation) || !grants(caller.agents, served.id)) return
  throw agentStopped(served.name, stop)
}
