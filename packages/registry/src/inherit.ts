import type { AgentEntry } from './agent-entry.ts'
import { sameAgentBehind } from './same-agent-behind.ts'

/** Hands over what an edit has left alone: the card where the same agent is behind, and connections. */
export function inherit(entry: AgentEntry, before: AgentEntry): void {
  if (before.ownCard !== undefined && sameAgentBehind(before, entry)) entry.takeCard(before.ownCard)
  entry.keepConnections(before)
}
