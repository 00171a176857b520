import type { Change, RepairStore, StoredRepair } from '@gateway/core'

export function memoryRepairs(tell: (change: Change) => void): RepairStore {
  const agents = new Map<string, Map<string, StoredRepair>>()
  return {
    async list(agentId) {
      const all = [...agents.values()].flatMap((repairs) => [...repairs.values()])
      const order = ({ since, agentId: id, repair }: StoredRepair) => `${since} ${id} ${repair}`
      return all
        .filter((repair) => agentId === undefined || repair.agentId === agentId)
        .sort((left, right) => (order(left) < order(right) ? -1 : 1))
    },
    async put(repair) {
      const repairs = agents.get(repair.agentId) ?? new Map<string, StoredRepair>()
      if (repairs.get(repair.repair)?.revision === repair.revision) return
      agents.set(repair.agentId, repairs.set(repair.repair, repair))
      tell({ kind: 'repair', id: repair.agentId })
    },
    async delete(agentId) {
      if (agents.delete(agentId)) tell({ kind: 'repair', id: agentId })
    },
  }
}
