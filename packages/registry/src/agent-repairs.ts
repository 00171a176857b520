import type { Logger, StoredRepair } from '@gateway/core'
import type { AgentEntry } from './agent-entry.ts'
import type { RegistryStore } from './memory-agent-store.ts'
import { createRereading } from './rereading.ts'

export interface AgentRepairsOptions {
  readonly store: RegistryStore
  readonly find: (id: string) => AgentEntry | undefined
  readonly logger?: Logger
}

/** Keeps what had to be put right of agents' answers in the store, and takes what other gateways saw. */
export interface AgentRepairs {
  /** Called once for each kind that an agent is seen with; no call waits for it. */
  keep(entry: AgentEntry, repair: StoredRepair): void
  /** Another gateway, or this one, kept something of this agent. */
  changed(id: string): void
  /** Waits for what is being written. */
  close(): Promise<void>
}

export function createAgentRepairs({ store, find, logger }: AgentRepairsOptions): AgentRepairs {
  const writing = new Set<Promise<void>>()
  const rereading = createRereading({
    async read(ids) {
      for (const id of ids) find(id)?.takeRepairs(await store.repairs.list(id))
    },
    onError: (error) => logger?.warn({ err: error }, 'Changed repairs could not be read; they are read again shortly.'),
  })
  return {
    keep(entry, repair) {
      // A call that outlived an edit says nothing of the agent as it is.
      if (find(entry.id) !== entry) return
      const written = store.repairs
        .put(repair)
        .catch((error: unknown) => {
          logger?.warn(
            { agentId: repair.agentId, repair: repair.repair, err: error },
            'What is put right of an agent could not be stored; after a restart it is noted when it is seen again.',
          )
        })
        .finally(() => writing.delete(written))
      writing.add(written)
    },
    changed: (id) => rereading.add(id),
    async close() {
      await rereading.close()
      await Promise.all(writing)
    },
  }
}
