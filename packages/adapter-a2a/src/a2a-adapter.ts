import type { Adapter } from '@gateway/core'
import { a2aAgent } from './a2a-agent.ts'
import type { A2ASettings } from './settings.ts'
import { a2aSettings } from './settings.ts'

/**
 * Native A2A agents, protocol 0.3 and 1.0, over JSON-RPC. The registered URL is the one that is called; the card is
 * read only by `getAgentCard`, never on the path of a call.
 */
export const a2aAdapter: Adapter<A2ASettings> = {
  name: 'a2a',
  settings: a2aSettings,
  connect: (settings) => a2aAgent(settings),
}
