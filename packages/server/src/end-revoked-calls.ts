import type { Caller, Change } from '@gateway/core'
import { gatewayError, grants, isGatewayError } from '@gateway/core'
import type { ActiveCall, ActiveCalls } from './active-calls.ts'
import type { Authenticate } from './ports.ts'

export interface EndRevokedCallsOptions {
  readonly activeCalls: ActiveCalls
  readonly authenticate: Authenticate
  readonly onChange: (listener: (change: Change) => void) => () => void
}

/** How often calls whose callers end by time are looked at, and those that could not be looked at. */
const LOOK_MS = 500

/**
 * Ends calls that are under way, streams with them, once their caller is revoked: the key deleted, blocked, replaced or
 * expired, its team or user blocked or gone, or the agent no longer granted. The last thing that the caller hears is why.
 */
export function endRevokedCalls({ activeCalls, authenticate, onChange }: EndRevokedCallsOptions): Disposable {
  /** The database did not answer: nobody is refused for that. */
  const unsure = new Set<ActiveCall['exchange']>()

  const look = async ({ exchange, agentId, become }: ActiveCall): Promise<void> => {
    unsure.delete(exchange)
    try {
      const caller = await authenticate(exchange.headers, exchange)
      become(caller)
      if (agentId !== undefined && !grants(caller.agents, agentId)) exchange.abort(noLongerGranted())
    } catch (error) {
      if (isGatewayError(error) && error.code === 'UNAUTHENTICATED') exchange.abort(error)
      else unsure.add(exchange)
    }
  }

  const stop = onChange((change) => {
    if (!(change.kind in CONCERNS)) return
    // Behind the caches that hear of the same change.
    setImmediate(() => {
      activeCalls.each((call) => {
        if (concerns(change, call.caller)) void look(call)
      })
    })
  })
  const timer = setInterval(() => {
    const now = Date.now()
    const again = new Set(unsure)
    unsure.clear()
    activeCalls.each((call) => {
      if (again.has(call.exchange) || !((call.caller.endsAt ?? Number.POSITIVE_INFINITY) > now)) void look(call)
    })
  }, LOOK_MS)
  timer.unref()

  return {
    [Symbol.dispose]() {
      stop()
      clearInterval(timer)
    },
  }
}

const CONCERNS: Partial<Record<Change['kind'], (id: string, caller: Caller) => boolean>> = {
  key: (id, { keyId }) => keyId === id,
  team: (id, { teamId }) => teamId === id,
  user: (id, { userId }) => userId === id,
  'access-group': () => true,
}

const concerns = ({ kind, id }: Change, caller: Caller) => CONCERNS[kind]?.(id, caller) ?? false

const noLongerGranted = () =>
  gatewayError('PERMISSION_DENIED', 'This key may no longer call this agent: its grant was taken away during the call.')
