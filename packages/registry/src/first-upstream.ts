import type { Compose } from './agent-entry.ts'

/** `compose` where nothing spreads the calls. */
export const firstUpstream: Compose = (_registered, [first]) => {
  if (first === undefined) throw new Error('An agent was connected without an upstream.')
  return first.agent
}
