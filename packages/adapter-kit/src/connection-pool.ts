import type { MayReach } from '@gateway/core'
import { Agent, buildConnector, Pool } from 'undici'
import { addressRefusal, createGuardedLookup } from './guarded-lookup.ts'

/**
 * The open connections of any number of clients. Thousands of agents at one address share theirs; an idle one is closed
 * after a few seconds.
 */
export interface ConnectionPool {
  /** What sends requests, with a limit in milliseconds on connecting. */
  dispatcher(connectMs: number): Agent
  /** Ends every exchange and connection. */
  close(): Promise<void>
}

/** `mayReach` narrows where connections may go; link-local and cloud metadata addresses are refused in any case. */
export function createConnectionPool(options: { readonly mayReach?: MayReach | undefined } = {}): ConnectionPool {
  const { mayReach } = options
  const lookup = createGuardedLookup(mayReach)
  // How long connecting may take belongs to a connection, so each limit in use has connections of its own.
  const dispatchers = new Map<number, Agent>()
  return {
    dispatcher(connectMs) {
      const known = dispatchers.get(connectMs)
      if (known) return known
      const dispatcher = new Agent({
        connections: null,
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveMaxTimeout: 60_000,
        connect: guardedConnector(buildConnector({ timeout: connectMs, lookup }), mayReach),
        // Said to the agent itself, it would write a key anew for every request.
        factory: (origin, options) => new Pool(origin, { ...options, allowH2: false }),
      })
      dispatchers.set(connectMs, dispatcher)
      return dispatcher
    },
    async close() {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** An address in a URL is looked up by nobody, so it is checked here. */
function guardedConnector(connect: buildConnector.connector, mayReach: MayReach | undefined): buildConnector.connector {
  return (options, callback) => {
    const refusal = addressRefusal(options.hostname, mayReach)
    if (refusal === undefined) connect(options, callback)
    else queueMicrotask(() => callback(refusal, null))
  }
}
