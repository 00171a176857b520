import type { Logger, Store, StoredStop } from '@gateway/core'
import { createRereading } from './rereading.ts'

export interface AgentStopsOptions {
  readonly store: Pick<Store, 'stops' | 'onChange'>
  readonly logger?: Logger
}

/** Which agents an administrator has stopped: the kill switch. It holds on every gateway on the same database within a second, and after a restart. */
export interface AgentStops extends AsyncDisposable {
  /** The stop of an agent; `undefined` when it is not stopped. */
  of(agentId: string): StoredStop | undefined
  /** Stops an agent. `cancel`: what runs is to be ended too. */
  stop(agentId: string, stop: { readonly reason: string; readonly cancel: boolean }): Promise<StoredStop>
  /** Takes a stop back; nothing happens where there is none. */
  start(agentId: string): Promise<void>
  /** Told of every agent that is stopped from now on, whichever gateway did it; what it returns ends that. */
  onStop(listener: (stop: StoredStop) => void): () => void
}

/** Reads the stops that there are and follows the store. */
export async function createAgentStops({ store, logger }: AgentStopsOptions): Promise<AgentStops> {
  const stops = new Map<string, StoredStop>()
  const listeners = new Set<(stop: StoredStop) => void>()
  const take = (stop: StoredStop) => {
    const news = stops.get(stop.agentId)?.since !== stop.since
    stops.set(stop.agentId, stop)
    if (news) for (const listener of listeners) listener(stop)
  }
  const rereading = createRereading({
    async read() {
      const stored = await store.stops.list()
      for (const agentId of stops.keys()) {
        if (!stored.some((stop) => stop.agentId === agentId)) stops.delete(agentId)
      }
      for (const stop of stored) take(stop)
    },
    onError: (error) =>
      logger?.warn({ err: error }, 'Which agents are stopped could not be read; it is read again shortly.'),
  })
  const stopListening = store.onChange(({ kind, id }) => {
    if (kind === 'stop') rereading.add(id)
  })
  for (const stop of await store.stops.list()) stops.set(stop.agentId, stop)

  return {
    of: (agentId) => stops.get(agentId),
    async stop(agentId, { reason, cancel }) {
      const stop = { agentId, reason, cancel, since: new Date().toISOString() }
      await store.stops.put(stop)
      take(stop)
      return stop
    },
    async start(agentId) {
      await store.stops.delete(agentId)
      stops.delete(agentId)
    },
    onStop(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async [Symbol.asyncDispose]() {
      stopListening()
      await rereading.close()
    },
  }
}
