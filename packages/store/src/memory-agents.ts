import type { AgentStore, Change, StoredAgent } from '@gateway/core'
import { taken } from './taken.ts'

export function memoryAgents(tell: (change: Change) => void): AgentStore {
  const agents = new Map<string, StoredAgent>()
  const isTaken = (agent: StoredAgent) =>
    [...agents.values()].some(({ id, name }) => name === agent.name && id !== agent.id)
  const conflict = (agent: StoredAgent) => taken(`An agent named "${agent.name}" or with the id ${agent.id}`)
  return {
    async list() {
      return [...agents.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
    },
    async get(id) {
      return agents.get(id)
    },
    async insert(agent) {
      if (agents.has(agent.id) || isTaken(agent)) throw conflict(agent)
      agents.set(agent.id, agent)
      tell({ kind: 'agent', id: agent.id })
    },
    async update(agent, before) {
      const stored = agents.get(agent.id)
      if (!isAsBefore(stored, before)) return false
      if (isTaken(agent)) throw conflict(agent)
      agents.set(agent.id, { ...agent, createdAt: stored.createdAt })
      tell({ kind: 'agent', id: agent.id })
      return true
    },
    async delete(id, before) {
      if (before !== undefined && !isAsBefore(agents.get(id), before)) return false
      if (!agents.delete(id)) return false
      tell({ kind: 'agent', id })
      return true
    },
  }
}

const isAsBefore = (stored: StoredAgent | undefined, before: StoredAgent): stored is StoredAgent =>
  stored !== undefined && stored.definition === before.definition && stored.updatedAt === before.updatedAt
