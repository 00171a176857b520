import { createConnectionPools } from '@gateway/adapter-kit'
import type { Adapter } from '@gateway/core'
import { a2aAgent } from './a2a-agent.ts'
import type { A2ASettings } from './settings.ts'
import { a2aSettings } from './settings.ts'

/**
 * Native A2A agents, protocol 0.3 and 1.0, over JSON-RPC. The registered URL is the one that is called; the card is
 * read only by `getAgentCard`, never on the path of a call. All agents of one adapter share their connections.
 */
export function createA2AAdapter(): Adapter<A2ASettings> {
  const pools = createConnectionPools()
  return {
    name: 'a2a',
    title: 'A2A',
    description: 'An agent that speaks A2A itself, of version 0.3 or 1.0.',
    settings: a2aSettings,
    connect: (settings, host) => a2aAgent(settings, pools(host?.mayReach), host),
  }
}

/** `createA2AAdapter()`, for the one place that needs it. */
export const a2aAdapter: Adapter<A2ASettings> = createA2AAdapter()
