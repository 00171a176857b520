import { randomUUID } from 'node:crypto'
import type { Agent } from '@gateway/core'
import { createCallContext, gatewayError } from '@gateway/core'

/** An active check of an upstream: resolves when it is there, rejects when it is not. */
export type Check = (signal: AbortSignal) => Promise<unknown>

/** Whether it serves its card. */
export function cardCheck(agent: Pick<Agent, 'getAgentCard'>): Check {
  return (signal) => agent.getAgentCard({ signal })
}

/** Whether a URL answers with a status of 200 to 299. `fetch` should be one that reaches only what may be reached. */
export function healthCheck(url: string, fetch: typeof globalThis.fetch = globalThis.fetch): Check {
  return async (signal) => {
    const response = await fetch(url, { signal, redirect: 'error' })
    await response.body?.cancel()
    if (!response.ok) throw gatewayError('AGENT_UNREACHABLE', `The health check answered HTTP ${response.status}.`)
  }
}

/** Whether it answers a message. It is real work for the agent, and may cost. */
export function pingCheck(agent: Pick<Agent, 'sendMessage'>, text = 'ping'): Check {
  return (signal) =>
    agent.sendMessage(
      { message: { messageId: randomUUID(), role: 'ROLE_USER', parts: [{ text }] } },
      createCallContext({ signal, owner: { keyId: 'health-check' } }),
    )
}
