import type { Caller, Change, GatewayError, Operation, RequestOf } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import type { ActiveCall, ActiveCalls, CalledAgent } from './active-calls.ts'
import type { Authenticate } from './ports.ts'

export interface EndRevokedCallsOptions {
  readonly activeCalls: ActiveCalls
  readonly authenticate: Authenticate
  /** Why the caller may not do this at the agent; `undefined` when they may. `accessRefusal` of `@gateway/auth`. */
  readonly refusalOf: <Name extends Operation>(
    operation: Name,
    request: RequestOf<Name>,
    context: { readonly caller: Caller; readonly agent: CalledAgent },
  ) => GatewayError | undefined
  readonly onChange: (listener: (change: Change) => void) => () => void
}

/** How often calls are looked at whose callers end by time, and again those that a change concerns. */
const LOOK_MS = 250
/** For how long after a change its calls are looked at: the registry has to read a changed agent first. */
const AGAIN_MS = 1_000

/**
 * Ends calls that are under way, streams with them, once their caller is revoked: the key deleted, blocked, replaced or
 * expired, its team, user or own agent blocked or gone, the browser signed out, or what they do no longer granted. The last
 * thing that the caller hears is why.
 */
export function endRevokedCalls(options: EndRevokedCallsOptions): Disposable {
  const { activeCalls, authenticate, refusalOf, onChange } = options
  /** The database did not answer: nobody is refused for that. */
  const unsure = new Set<ActiveCall['exchange']>()
  let recent: { readonly change: Change; readonly until: number }[] = []

  const look = async ({ exchange, agent, asked, become }: ActiveCall): Promise<void> => {
    unsure.delete(exchange)
    try {
      const caller = await authenticate(exchange.headers, exchange)
      become(caller)
      if (agent === undefined || asked === undefined) return
      const refusal = refusalOf(asked.operation, asked.request, { caller, agent })
      if (refusal !== undefined) exchange.abort(refusal)
    } catch (error) {
      if (isGatewayError(error) && FINAL.has(error.code)) exchange.abort(error)
      else unsure.add(exchange)
    }
  }

  const stop = onChange((change) => {
    if (!(change.kind in CONCERNS)) return
    recent.push({ change, until: Date.now() + AGAIN_MS })
    // Behind the caches that hear of the same change.
    setImmediate(() => {
      activeCalls.each((call) => {
        if (concerns(change, call)) void look(call)
      })
    })
  })
  const timer = setInterval(() => {
    const now = Date.now()
    const again = new Set(unsure)
    unsure.clear()
    // Once more: the caller of a call may have been looked up just before the change.
    const changes = recent
    recent = recent.filter(({ until }) => until > now)
    activeCalls.each((call) => {
      const isOver = !((call.caller.endsAt ?? Number.POSITIVE_INFINITY) > now)
      if (isOver || again.has(call.exchange) || changes.some(({ change }) => concerns(change, call))) void look(call)
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

/** What says that the caller may not go on. A token may have lost its team, which is no matter of who it is. */
const FINAL: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'PERMISSION_DENIED'])

const CONCERNS: Partial<Record<Change['kind'], (id: string, call: ActiveCall) => boolean>> = {
  key: (id, { caller }) => caller.keyId === id,
  team: (id, { caller }) => caller.teamId === id,
  user: (id, { caller }) => caller.userId === id,
  agent: (id, { caller }) => caller.agentId === id,
  'access-group': () => true,
  'sign-in': (_id, { exchange }) => exchange.headers.cookie !== undefined,
}

const concerns = ({ kind, id }: Change, call: ActiveCall) => CONCERNS[kind]?.(id, call) ?? false
