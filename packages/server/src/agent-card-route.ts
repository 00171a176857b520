import type { Caller } from '@gateway/core'
import { encodeAgentCard, gatewayError, grants } from '@gateway/core'
import { agentUrl } from './agent-url.ts'
import { conditionalReply } from './conditional-reply.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { narrowedCard } from './narrowed-card.ts'
import { namedVersion } from './negotiate-version.ts'
import type { AgentDirectory } from './ports.ts'

/** Seconds for which a client may keep a card. */
const MAX_AGE = 60

/**
 * The card of an agent below its address (specification §8.2). A reader that says `A2A-Version: 1.0` gets the 1.0 card;
 * any other gets one that readers of both versions understand.
 */
export function serveAgentCard(
  exchange: HttpExchange,
  idOrName: string,
  caller: Caller,
  agents: AgentDirectory,
  publicUrl: string | undefined,
): Reply {
  const served = agents.find(idOrName)
  if (served === undefined) {
    throw gatewayError(
      'AGENT_NOT_FOUND',
      `There is no agent '${idOrName}'. GET /v1/agents lists the ones this key can call.`,
    )
  }
  if (!grants(caller.agents, served.id)) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `This key may not see agent '${served.name}'. Ask an administrator to add it to the key's object_permission.agents.`,
    )
  }
  const version = namedVersion(exchange) ?? '0.3'
  const card = narrowedCard(agents.servedCard(served, agentUrl(exchange, idOrName, publicUrl)), caller, served.id)
  const body = JSON.stringify(encodeAgentCard(card, version))
  const headers = {
    'content-type': 'application/json',
    'cache-control': `private, max-age=${MAX_AGE}`,
    vary: 'A2A-Version, Authorization, X-LiteLLM-Api-Key',
  }
  return conditionalReply({ status: 200, headers, body }, exchange.headers['if-none-match'])
}
