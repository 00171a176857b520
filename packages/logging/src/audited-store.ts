import type {
  AgentStore,
  JsonObject,
  KeyStore,
  SettingStore,
  StopStore,
  Store,
  StoredAgent,
  StoredKey,
} from '@gateway/core'
import type { AuditTrail } from './audit-trail.ts'
import { auditedBudgets } from './audited-budgets.ts'
import { auditedEntries, type EntryViews, type ViewOf } from './audited-entries.ts'
import { auditedSignIns } from './audited-sign-ins.ts'
import { keyTarget } from './key-target.ts'

/** How each kind is shown in the audit log: as answers show it, without secrets. */
export interface AuditViews extends EntryViews {
  readonly agent: (agent: StoredAgent) => JsonObject
  readonly key: ViewOf<StoredKey>
}

/**
 * What of a store is changed by people, and therefore written down. `false`: what the gateway notes of its own accord
 * (cards, outages, tasks, calls …). A member that is added to `Store` has to be decided here, or this does not compile.
 */
const AUDITED = {
  agents: true,
  stops: true,
  keys: true,
  teams: true,
  users: true,
  accessGroups: true,
  settings: true,
  signIns: true,
  budgets: true,
  alerts: false,
  cards: false,
  repairs: false,
  outages: false,
  tasks: false,
  runs: false,
  records: false,
  usage: false,
  audit: false,
  idempotency: false,
  usedBytes: false,
  onChange: false,
  ping: false,
  [Symbol.asyncDispose]: false,
} as const satisfies Record<keyof Store, boolean>

type AuditedName = {
  [Name in keyof typeof AUDITED]: (typeof AUDITED)[Name] extends true ? Name : never
}[keyof typeof AUDITED]

/** The store, each change of which is in the audit log with who made it. Reads are the store's own. */
export function auditedStore(store: Store, trail: AuditTrail, views: AuditViews): Store {
  const audited: Pick<Store, AuditedName> = {
    agents: auditedAgents(store.agents, trail, views),
    stops: auditedStops(store, trail),
    keys: auditedKeys(store.keys, trail, views),
    ...auditedEntries(store, trail, views),
    settings: auditedSettings(store.settings, trail),
    signIns: auditedSignIns(store.signIns, trail),
    budgets: auditedBudgets(store.budgets, trail),
  }
  return { ...store, ...audited }
}

function auditedAgents(agents: AgentStore, trail: AuditTrail, { agent: view }: AuditViews): AgentStore {
  const target = ({ id, name }: StoredAgent) => ({ kind: 'agent', id, name })
  return {
    list: () => agents.list(),
    get: (id) => agents.get(id),
    insert: (agent) =>
      trail.during([{ action: 'agent.create', target: target(agent), after: view(agent) }], () => agents.insert(agent)),
    async update(agent, before) {
      const change = { action: 'agent.update', target: target(before), before: view(before), after: view(agent) }
      return trail.during([change], () => agents.update(agent, before))
    },
    async delete(id, expected) {
      const before = expected ?? (await agents.get(id))
      if (before === undefined) return agents.delete(id)
      const change = { action: 'agent.delete', target: target(before), before: view(before) }
      return trail.during([change], () => agents.delete(id, expected))
    },
  }
}

function auditedStops({ stops, agents }: Store, trail: AuditTrail): StopStore {
  const targetOf = async (id: string) => {
    const name = (await agents.get(id))?.name
    return { kind: 'agent', id, ...(name === undefined ? {} : { name }) }
  }
  return {
    list: () => stops.list(),
    async put(stop) {
      const { reason, since, cancel } = stop
      const change = { action: 'agent.stop', target: await targetOf(stop.agentId), after: { reason, since, cancel } }
      return trail.during([change], () => stops.put(stop))
    },
    async delete(agentId) {
      const before = (await stops.list()).find((stop) => stop.agentId === agentId)
      if (before === undefined) return stops.delete(agentId)
      const { reason, since, cancel } = before
      const change = { action: 'agent.start', target: await targetOf(agentId), before: { reason, since, cancel } }
      return trail.during([change], () => stops.delete(agentId))
    },
  }
}

function auditedKeys(keys: KeyStore, trail: AuditTrail, { key: view }: AuditViews): KeyStore {
  return {
    get: (id) => keys.get(id),
    findSecret: (hash) => keys.findSecret(hash),
    list: (filter) => keys.list(filter),
    rotate: (key, before, secret) =>
      trail.during([{ action: 'key.rotate', target: keyTarget(before), before: view(before), after: view(key) }], () =>
        keys.rotate(key, before, secret),
      ),
    insert: (key) =>
      trail.during([{ action: 'key.create', target: keyTarget(key), after: view(key) }], () => keys.insert(key)),
    update: (key, before) =>
      trail.during([{ action: 'key.update', target: keyTarget(before), before: view(before), after: view(key) }], () =>
        keys.update(key, before),
      ),
    async delete(id, expected) {
      const before = expected ?? (await keys.get(id))
      if (before === undefined) return keys.delete(id)
      const change = { action: 'key.delete', target: keyTarget(before), before: view(before) }
      return trail.during([change], () => keys.delete(id, expected))
    },
  }
}

/** Values of settings may be secrets: only that one changed is told. */
function auditedSettings(settings: SettingStore, trail: AuditTrail): SettingStore {
  return {
    get: (name) => settings.get(name),
    async put(name, value) {
      if ((await settings.get(name)) === value) return
      await settings.put(name, value)
      await trail.done([{ action: 'setting.update', target: { kind: 'setting', id: name } }])
    },
  }
}
