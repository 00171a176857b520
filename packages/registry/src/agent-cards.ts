import type { Logger, StoredCard } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import type { AgentEntry } from './agent-entry.ts'
import { type CardSearch, createCardSearch } from './card-search.ts'
import type { RegistryStore } from './memory-agent-store.ts'
import { createRereading } from './rereading.ts'

/** One search for a card may take this long. */
const SEARCH_MILLISECONDS = 15_000

/** A notice this soon after this process stored the card is its own echo. */
const ECHO_MILLISECONDS = 2_000

export interface AgentCardsOptions {
  readonly store: RegistryStore
  readonly refreshSeconds: number
  readonly find: (id: string) => AgentEntry | undefined
  readonly logger?: Logger
}

/** Finds the agents' own cards in the background, keeps them in the store and takes those that other gateways found. */
export interface AgentCards {
  readonly search: Pick<CardSearch<AgentEntry>, 'add' | 'remove'>
  /** Looks for one now; `cardState` tells what became of it. Never rejects. */
  read(entry: AgentEntry): Promise<void>
  /** Another gateway, or this one, stored the card of this agent. */
  changed(id: string): void
  close(): Promise<void>
}

export function createAgentCards({ store, refreshSeconds, find, logger }: AgentCardsOptions): AgentCards {
  const keep = async (entry: AgentEntry, card: StoredCard): Promise<void> => {
    entry.cardStoredAt = performance.now()
    try {
      await store.cards.put(card)
    } catch (error) {
      logger?.warn(
        { agentId: entry.id, err: error },
        'The card of an agent could not be stored; a restart will look for it anew.',
      )
    }
  }

  const look = async (entry: AgentEntry, signal: AbortSignal): Promise<boolean> => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(SEARCH_MILLISECONDS)])
    try {
      const card = await orAborted(entry.agent.getAgentCard({ signal: limited }), limited)
      if (signal.aborted) return false
      const found = { agentId: entry.id, card, fetchedAt: new Date().toISOString() }
      // An unchanged card is not written again: with many agents the refresh would be most of what is written.
      if (entry.takeCard(found)) await keep(entry, found)
    } catch (error) {
      if (signal.aborted) return false
      const told = isGatewayError(error) ? error.message : 'The card could not be read.'
      const news = entry.cardState.error !== told
      entry.noteCardError(told)
      if (news) logger?.info({ agentId: entry.id, agent: entry.name, reason: told }, 'No card was found for an agent.')
    }
    return entry.ownCard !== undefined
  }
  const closing = new AbortController()
  const search = createCardSearch<AgentEntry>({ refreshSeconds, search: look })

  const rereading = createRereading({
    async read(ids) {
      for (const id of ids) {
        for (const card of await store.cards.list(id)) find(id)?.takeCard(card)
      }
    },
    onError: (error) => logger?.warn({ err: error }, 'Changed cards could not be read; they are read again shortly.'),
  })

  return {
    search,
    async read(entry) {
      await look(entry, closing.signal)
    },
    changed(id) {
      const entry = find(id)
      if (entry === undefined || performance.now() - entry.cardStoredAt < ECHO_MILLISECONDS) return
      rereading.add(id)
    },
    async close() {
      closing.abort()
      await Promise.all([search.close(), rereading.close()])
    },
  }
}

/** Rejects when the signal aborts, also when what is awaited does not heed it. */
function orAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  return Promise.race([value, promise]).finally(() => signal.removeEventListener('abort', onAbort))
}
