import type { Adapter, JsonObject, Logger, Store } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type AuditedChange, type AuditTrail, auditedStore, createAuditTrail } from '@gateway/logging'
import { maskedStoredAgents, type Registry } from '@gateway/registry'
import { groupView, keyView, teamView, userView } from '@gateway/server'

type Cipher = ReturnType<Parameters<typeof maskedStoredAgents>[1]>

interface AuditOptions {
  readonly adapters: readonly Adapter[]
  /** Asked when the first agent is changed. */
  readonly cipher: () => Cipher
  readonly logger: Logger
}

/** The store with an audit log of what is changed in it, shown as the routes show it. */
export function auditOf(store: Store, { adapters, cipher, logger }: AuditOptions) {
  const audit = createAuditTrail({ store: store.audit, logger })
  const masked = maskedStoredAgents(adapters, cipher)
  const views = {
    agent: (agent: Parameters<typeof masked>[0]) => asJson(masked(agent)),
    key: (key: Parameters<typeof keyView>[0]) => asJson(keyView(key)),
    team: (team: Parameters<typeof teamView>[0]) => asJson(teamView(team)),
    user: (user: Parameters<typeof userView>[0]) => asJson(userView(user)),
    accessGroup: (group: Parameters<typeof groupView>[0]) => asJson(groupView(group)),
  }
  return { audit, store: auditedStore(store, audit, views) }
}

/** Takes the agents of the configuration file over, and writes down what is another then. */
export function takeFile(registry: Registry, agents: readonly unknown[], audit: AuditTrail, logger: Logger): void {
  const before = fileAgents(registry)
  registry.replaceFile(agents)
  const changes = differences(before, fileAgents(registry))
  // The file counts whether or not it can be written down; nobody waits for an answer here.
  audit
    .acting({ actor: { kind: 'file' } }, () => audit.done(changes))
    .catch((err: unknown) => logger.error({ err }, 'a change of the configuration file is not in the audit log'))
}

interface FileAgent {
  readonly name: string
  readonly view: JsonObject
  /** With its secrets, to tell that one has changed; goes nowhere. */
  readonly whole: string
}

function fileAgents(registry: Registry): ReadonlyMap<string, FileAgent> {
  const agents = registry.list().filter(({ source }) => source === 'file')
  return new Map(
    agents.map(({ id, name, definition }) => [
      id,
      { name, view: asJson(registry.masked(definition)), whole: JSON.stringify(definition) },
    ]),
  )
}

function differences(before: ReadonlyMap<string, FileAgent>, after: ReadonlyMap<string, FileAgent>): AuditedChange[] {
  const changes: AuditedChange[] = []
  for (const [id, { name, view, whole }] of after) {
    const known = before.get(id)
    const target = { kind: 'agent', id, name }
    if (known === undefined) changes.push({ action: 'agent.create', target, after: view })
    else if (known.whole !== whole) changes.push({ action: 'agent.update', target, before: known.view, after: view })
  }
  for (const [id, { name, view }] of before) {
    if (after.has(id)) continue
    changes.push({ action: 'agent.delete', target: { kind: 'agent', id, name }, before: view })
  }
  return changes
}

/** As it is answered: without members that are `undefined`. */
function asJson(view: object): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(view))
  return isJsonObject(json) ? json : {}
}
