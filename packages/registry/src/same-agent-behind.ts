import type { AgentEntry } from './agent-entry.ts'
import { upstreamHosts } from './upstream-settings.ts'

/** Whether two definitions of an agent lead to the same place, so that the card found for one holds for the other. */
export function sameAgentBehind(before: AgentEntry, after: AgentEntry): boolean {
  const place = ({ definition }: AgentEntry) =>
    JSON.stringify(
      definition.upstreams.map(({ adapter, settings }) => [
        adapter,
        settings.url ?? null,
        [...upstreamHosts([settings])],
      ]),
    )
  return place(before) === place(after)
}
