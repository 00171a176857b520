import type { Change, Store, StoredAgent, StoredCard } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** The part of a store that holds agents, their cards and what is put right of their answers. */
export type RegistryStore = Pick<Store, 'agents' | 'cards' | 'repairs' | 'onChange'>

/** Holds agents as long as the process lives: what a registry without a store works on. */
export function memoryAgentStore(): RegistryStore {
  const agents = new Map<string, StoredAgent>()
  const cards = new Map<string, StoredCard>()
  const listeners = new Set<(change: Change) => void>()
  const announce = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  const checkName = ({ id, name }: StoredAgent) => {
    for (const other of agents.values()) {
      if (other.name === name && other.id !== id)
        throw gatewayError('CONFLICT', `An agent named "${name}" exists already.`)
    }
  }
  return {
    agents: {
      list: async () => [...agents.values()],
      get: async (id) => agents.get(id),
      insert: async (agent) => {
        checkName(agent)
        agents.set(agent.id, agent)
        announce({ kind: 'agent', id: agent.id })
      },
      update: async (agent, before) => {
        const stored = agents.get(agent.id)
        if (stored?.definition !== before.definition || stored.updatedAt !== before.updatedAt) return false
        checkName(agent)
        agents.set(agent.id, { ...agent, createdAt: stored.createdAt })
        announce({ kind: 'agent', id: agent.id })
        return true
      },
      delete: async (id, before) => {
        if (before !== undefined && agents.get(id)?.updatedAt !== before.updatedAt) return false
        const existed = agents.delete(id)
        if (existed) announce({ kind: 'agent', id })
        return existed
      },
    },
    cards: {
      list: async (agentId) => [...cards.values()].filter((card) => agentId === undefined || card.agentId === agentId),
      put: async (card) => {
        cards.set(card.agentId, card)
        announce({ kind: 'card', id: card.agentId })
      },
      delete: async (agentId) => {
        if (cards.delete(agentId)) announce({ kind: 'card', id: agentId })
      },
    },
    // Each agent keeps its own in memory, which is all that there is.
    repairs: { list: async () => [], put: async () => {}, delete: async () => {} },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
