import type { AgentCard } from './agent-card.ts'
import type { CallContext } from './call-context.ts'
import type { JsonValue } from './json.ts'
import type { RunEvent } from './run-event.ts'
import type { RunContext, Turn } from './turn.ts'

/**
 * The small thing that an adapter writes for a vendor without A2A tasks. `agentFromRunner` (`@gateway/adapter-kit`) makes
 * an `Agent` of it; `complete()` (`@gateway/tasks`) gives that agent tasks that last.
 *
 * A run is pulled: nothing is read ahead without bound. It may throw in place of a `failed` event; a run that ends
 * without a terminal event has failed (`settledRun`). Exactly one request that begins work reaches the vendor per run:
 * nothing that may have begun is sent again.
 */
export interface Runner {
  /** Carries out one turn. Leaving the iteration early, or aborting `context.signal`, closes the connection to the vendor. */
  run(turn: Turn, context: RunContext): AsyncIterable<RunEvent>
  /** Stops a run at the vendor. Resolves when the vendor has taken it; rejects when it cannot be stopped there. */
  cancel?(ref: JsonValue, context: RunContext): Promise<void>
  /** Joins a run that goes on at the vendor: what follows `cursor`, or all of it without one. */
  resume?(ref: JsonValue, cursor: string | undefined, context: RunContext): AsyncIterable<RunEvent>
  /** Whether this run can be joined, for a runner that stands for several. Without it: every run, where there is `resume`. */
  joinable?(ref: JsonValue): boolean
  /** What the vendor knows of the agent, as a card. Rejects when it has none. */
  getAgentCard?(context?: Pick<CallContext, 'signal'>): Promise<AgentCard>
}
