import type { CallContext } from '@gateway/core'
import { sessionIdOf } from '@gateway/core'
import { headerForwarding } from './forwarded-headers.ts'
import type { A2ASettings } from './settings.ts'
import type { TransportContext } from './transport.ts'

/** What a transport is told about a call, with the headers that settings and the caller add to it. */
export type AddHeaders = (context: CallContext) => TransportContext

/**
 * Adds the caller's headers that go on, and the session: a value of the owner, the agent and the context that nobody can
 * guess, so that no caller can reach another's conversation. The same context comes back when there is nothing to add.
 */
export function addHeaders({ forwardHeaders, sessionHeader, headers = {} }: A2ASettings): AddHeaders {
  const session = sessionHeader?.toLowerCase()
  const forwarded = headerForwarding(forwardHeaders, [
    ...Object.keys(headers),
    ...(session === undefined ? [] : [session]),
  ])
  return (context) => {
    const more = forwarded(context)
    const { contextId } = context
    if (session === undefined || !contextId) return more === undefined ? context : { ...context, added: more }
    return { ...context, added: { ...more, [session]: sessionIdOf(context.owner, context.agent.id, contextId) } }
  }
}
