import type { Change, EntryFilter, Store, StoredAccessGroup, StoredCard } from '@gateway/core'
import { ChangeListeners } from './change-listeners.ts'
import { noLabels, teamLabels, userLabels } from './entry-labels.ts'
import { memoryAgents } from './memory-agents.ts'
import { memoryAlerts } from './memory-alerts.ts'
import { memoryAudit } from './memory-audit.ts'
import { memoryAvailability } from './memory-availability.ts'
import { memoryBudgets } from './memory-budgets.ts'
import { memoryEntries } from './memory-entries.ts'
import { memoryIdempotency } from './memory-idempotency.ts'
import { memoryKeys } from './memory-keys.ts'
import { memoryRecords } from './memory-records.ts'
import { memoryRepairs } from './memory-repairs.ts'
import { memoryRuns } from './memory-runs.ts'
import { memorySignIns } from './memory-sign-ins.ts'
import { memoryTasks } from './memory-tasks.ts'
import { memoryUsage } from './memory-usage.ts'

/** A store in this process's memory, for tests and for libraries that need nothing kept. It grows with what it is given. */
export function memoryStore(): Store {
  const changes = new ChangeListeners(undefined)
  const cards = new Map<string, StoredCard>()
  const settings = new Map<string, string>()
  const tasks = memoryTasks()
  const tell = (change: Change) => changes.tell(change)
  const keys = memoryKeys(tell)
  const usage = memoryUsage()
  const alerts = memoryAlerts()
  return {
    agents: memoryAgents((change) => changes.tell(change)),
    cards: {
      async list(agentId) {
        const found = [...cards.values()].filter((card) => agentId === undefined || card.agentId === agentId)
        return found.sort((left, right) => (left.agentId < right.agentId ? -1 : 1))
      },
      async put(card) {
        cards.set(card.agentId, card)
        changes.tell({ kind: 'card', id: card.agentId })
      },
      async delete(agentId) {
        if (cards.delete(agentId)) changes.tell({ kind: 'card', id: agentId })
      },
    },
    repairs: memoryRepairs((change) => changes.tell(change)),
    ...memoryAvailability((change) => changes.tell(change)),
    keys,
    teams: memoryEntries({
      kind: 'team',
      tell,
      labels: teamLabels,
      once: true,
      deleted: (id) => keys.deleteOf('teamId', id),
    }),
    users: memoryEntries({ kind: 'user', tell, labels: userLabels, deleted: (id) => keys.deleteOf('userId', id) }),
    accessGroups: memoryEntries<StoredAccessGroup, EntryFilter>({
      kind: 'access-group',
      tell,
      labels: noLabels,
      name: ({ name }) => name,
    }),
    signIns: memorySignIns(tell),
    budgets: memoryBudgets(alerts.add),
    alerts: alerts.store,
    tasks,
    runs: memoryRuns(tasks, (change) => changes.tell(change)),
    records: memoryRecords(new Map(), usage.add),
    usage: usage.store,
    audit: memoryAudit(),
    idempotency: memoryIdempotency(),
    settings: {
      async get(name) {
        return settings.get(name)
      },
      async put(name, value) {
        settings.set(name, value)
      },
    },
    onChange: (listener) => changes.add(listener),
    usedBytes: async () => undefined,
    async ping() {},
    async [Symbol.asyncDispose]() {},
  }
}
