import { type ConnectionPool, createVendorFetch, guardUrl, limitsFrom } from '@gateway/adapter-kit'
import { type Agent, gatewayError } from '@gateway/core'
import type { UpstreamDefinition } from '@gateway/registry'
import { type Check, cardCheck, pingCheck } from '@gateway/router'

/** The active check that a definition asks for. `undefined`: it asks for none, or there is no address to look at. */
export function upstreamCheck(
  { check, settings }: UpstreamDefinition,
  agent: Agent,
  pool: ConnectionPool,
): Check | undefined {
  switch (check?.type) {
    case 'card':
      return cardCheck(agent)
    case 'ping':
      return pingCheck(agent, check.message)
    case 'path':
      return typeof settings.url === 'string' ? pathCheck(settings.url, check.path ?? '/health', pool) : undefined
    default:
      return undefined
  }
}

/** Whether a path at the origin of the agent answers with a status of 200 to 299. */
function pathCheck(address: string, path: string, pool: ConnectionPool): Check {
  return async (signal) => {
    const url = guardUrl(new URL(path, address).href, { field: 'check.path' })
    const refusal = (status: number) =>
      gatewayError('AGENT_UNREACHABLE', `${path} answered HTTP ${status}.`, { retryable: true })
    const fetch = createVendorFetch({ url, pool, limits: limitsFrom(), refusal })
    const answer = await fetch(url.href, { signal })
    await answer.body?.cancel()
  }
}
