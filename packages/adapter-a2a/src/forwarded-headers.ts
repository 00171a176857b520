import { maySendHeader } from '@gateway/adapter-kit'
import type { CallContext } from '@gateway/core'

const ADDRESSED = 'x-a2a-'

/** Which of a caller's headers go on to the agent; `undefined` when none does, as for nearly every call. */
export type HeaderForwarding = (
  context: Pick<CallContext, 'headers' | 'agent'>,
) => Readonly<Record<string, string>> | undefined

/**
 * Forwards the headers of the allow-list, and those that a caller has addressed to this agent: `x-a2a-{agent}-{header}`,
 * by the agent's name or id, goes on as `{header}` (a convention of LiteLLM, which goes before the allow-list). What is
 * addressed to another agent stays here. Hop-by-hop headers, `Host`, cookies and the protocol's own are never forwarded,
 * nor is one that is `reserved`.
 */
export function headerForwarding(allowed: readonly string[] = [], reserved: readonly string[] = []): HeaderForwarding {
  const names = allowed.map((name) => name.toLowerCase())
  const kept = new Set(reserved.map((name) => name.toLowerCase()))
  return ({ headers, agent }) => {
    let found: Record<string, string> | undefined
    const forward = (name: string, value: string) => {
      if (name.startsWith('a2a-') || kept.has(name) || !maySendHeader(name, value)) return
      found ??= {}
      found[name] = value
    }
    for (const name of names) {
      const value = headers[name]
      if (value !== undefined) forward(name, value)
    }
    for (const name in headers) {
      if (!name.startsWith(ADDRESSED)) continue
      const value = headers[name]
      const header = headerFor(name, agent)
      if (header !== undefined && value !== undefined) forward(header, value)
    }
    return found
  }
}

/** What a header that is addressed to an agent is called there; `undefined` when it is addressed to another. */
function headerFor(name: string, { id, name: agentName }: CallContext['agent']): string | undefined {
  for (const each of [agentName, id]) {
    const prefix = `${ADDRESSED}${each.toLowerCase()}-`
    if (name.startsWith(prefix) && name.length > prefix.length) return name.slice(prefix.length)
  }
  return undefined
}
