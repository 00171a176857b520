import type { Change, Store, StoredOutage, StoredStop } from '@gateway/core'

export function memoryAvailability(tell: (change: Change) => void): Pick<Store, 'stops' | 'outages'> {
  const stops = new Map<string, StoredStop>()
  const outages = new Map<string, Map<string, StoredOutage>>()
  const byName = <Row>(rows: Iterable<Row>, name: (row: Row) => string): Row[] =>
    [...rows].sort((left, right) => (name(left) < name(right) ? -1 : 1))
  return {
    stops: {
      list: async () => byName(stops.values(), ({ agentId }) => agentId),
      async put(stop) {
        stops.set(stop.agentId, stop)
        tell({ kind: 'stop', id: stop.agentId })
      },
      async delete(agentId) {
        if (stops.delete(agentId)) tell({ kind: 'stop', id: agentId })
      },
    },
    outages: {
      list: async (agentId) => byName(outages.get(agentId)?.values() ?? [], ({ upstream }) => upstream),
      async put(outage) {
        const known = outages.get(outage.agentId) ?? new Map<string, StoredOutage>()
        outages.set(outage.agentId, known.set(outage.upstream, outage))
        tell({ kind: 'outage', id: outage.agentId })
      },
      async delete(agentId, upstream) {
        if (outages.get(agentId)?.delete(upstream)) tell({ kind: 'outage', id: agentId })
      },
    },
  }
}
