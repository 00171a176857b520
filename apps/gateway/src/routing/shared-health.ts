import type { Logger, Store, StoredOutage } from '@gateway/core'
import type { HealthShare, Outage } from '@gateway/router'

export interface SharedHealthOptions {
  readonly store: Pick<Store, 'outages' | 'onChange'>
  readonly logger: Logger
}

/** What gateways on the same database tell each other of upstreams that are down, and find again after a restart. */
export interface SharedHealth extends Disposable {
  /** For the router of this agent. */
  of(agentId: string): HealthShare
}

interface Followed {
  readonly listener: (upstream: string, outage: Outage | undefined) => void
  /** What was last told or heard, so that an echo is no news. */
  readonly known: Map<string, string>
  /** Upstreams whose own news is on its way to the store, which is behind until then. */
  readonly writing: Map<string, number>
}

export function createSharedHealth({ store, logger }: SharedHealthOptions): SharedHealth {
  const followed = new Map<string, Followed>()
  const failed = (agentId: string) => (err: unknown) =>
    logger.warn({ agentId, err }, 'What is known of the upstreams of an agent could not be shared with other gateways.')
  const read = async (agentId: string) => {
    const own = followed.get(agentId)
    if (own === undefined) return
    const { known, listener, writing } = own
    const stored = new Map((await store.outages.list(agentId)).map((outage) => [outage.upstream, outage]))
    for (const upstream of new Set([...known.keys(), ...stored.keys()])) {
      const outage = stored.get(upstream)
      const text = outage && textOf(outage)
      if (known.get(upstream) === text || writing.has(upstream)) continue
      if (text === undefined) known.delete(upstream)
      else known.set(upstream, text)
      listener(upstream, outage && outageOf(outage))
    }
  }
  /** Reads again once it is written: what others told meanwhile was passed over. */
  const write = (agentId: string, upstream: string, written: Promise<void>) => {
    const writing = followed.get(agentId)?.writing
    writing?.set(upstream, (writing.get(upstream) ?? 0) + 1)
    void written.catch(failed(agentId)).finally(() => {
      const left = (writing?.get(upstream) ?? 1) - 1
      if (left > 0) writing?.set(upstream, left)
      else writing?.delete(upstream)
      void read(agentId).catch(failed(agentId))
    })
  }
  const stopListening = store.onChange(({ kind, id }) => {
    if (kind === 'outage') void read(id).catch(failed(id))
  })

  return {
    of: (agentId) => ({
      tell(upstream, outage) {
        const known = followed.get(agentId)?.known
        if (outage === undefined) {
          known?.delete(upstream)
          write(agentId, upstream, store.outages.delete(agentId, upstream))
          return
        }
        const stored = storedOutage(agentId, upstream, outage)
        known?.set(upstream, textOf(stored))
        write(agentId, upstream, store.outages.put(stored))
      },
      listen(listener) {
        const own = { listener, known: new Map<string, string>(), writing: new Map<string, number>() }
        followed.set(agentId, own)
        void read(agentId).catch(failed(agentId))
        return () => {
          if (followed.get(agentId) === own) followed.delete(agentId)
        }
      },
    }),
    [Symbol.dispose]: stopListening,
  }
}

const textOf = ({ reason, since, until, asked }: StoredOutage) => JSON.stringify([reason, since, until, asked])

const storedOutage = (agentId: string, upstream: string, { reason, since, until, asked }: Outage): StoredOutage => ({
  agentId,
  upstream,
  reason,
  since: new Date(since).toISOString(),
  until: new Date(until).toISOString(),
  asked,
})

const outageOf = ({ reason, since, until, asked }: StoredOutage): Outage => ({
  reason,
  since: Date.parse(since),
  until: Date.parse(until),
  asked,
})
