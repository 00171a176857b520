import { Agent, Pool } from 'undici'
import { guardedLookup } from './guarded-lookup.ts'

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

export function createConnectionPool(): ConnectionPool {
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
        connect: { timeout: connectMs, lookup: guardedLookup },
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
