import type { KeyAdministration, KeyChange, KeyStore, StoredKey, TeamStore, UserStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { changeEntry, deleteEntry } from './change-entry.ts'
import { changedBudget } from './changed-budget.ts'
import { changedLimits } from './changed-limits.ts'
import { parseDuration } from './duration.ts'
import { changedKeyGrant, type FindAgent, type GrantOptions } from './grant-of.ts'
import { changedRotation } from './key-rotation.ts'
import { findKey, keySecret } from './key-secret.ts'
import { knowUser } from './know-user.ts'
import { present } from './present.ts'
import { replaceSecret } from './replace-secret.ts'
import { requireWithin } from './require-within.ts'

export interface KeyAdministrationOptions extends GrantOptions {
  readonly keys: KeyStore
  /** Without these, teams and users are labels of a key. */
  readonly teams?: TeamStore | undefined
  readonly users?: UserStore | undefined
  readonly masterKeyHash: string
}

/** A key that has nothing yet. */
function blank(known: Pick<StoredKey, 'id' | 'name' | 'createdBy'>, now: number): StoredKey {
  const time = new Date(now).toISOString()
  return { ...known, agents: { access: 'none' }, blocked: false, createdAt: time, updatedAt: time }
}

/** Makes, changes and deletes keys. */
export function createKeyAdministration(options: KeyAdministrationOptions): KeyAdministration {
  const { keys, teams, users, masterKeyHash } = options

  /** A key of a team that is not there could not be used; a user is known from when a key first names them. */
  const knowOwners = async ({ teamId, userId }: KeyChange, createdBy: string) => {
    if (teams && typeof teamId === 'string' && (await teams.get(teamId)) === undefined) {
      throw gatewayError(
        'INVALID_PARAMS',
        `team_id: there is no team '${teamId}'. GET /team/list lists them; POST /team/new makes one.`,
        { field: 'team_id' },
      )
    }
    if (users && typeof userId === 'string') await knowUser(users, userId, createdBy)
  }

  const apply = async (key: StoredKey, change: KeyChange, now: number): Promise<StoredKey> => {
    const { alias, userId, teamId, agentId, tags, scopes, expiresAt, metadata, limits, rotation, budget, ...rest } = key
    const expiry =
      change.duration === undefined
        ? expiresAt
        : change.duration === null
          ? undefined
          : new Date(now + parseDuration(change.duration)).toISOString()
    return {
      ...rest,
      ...present('alias', change.alias === undefined ? alias : change.alias),
      ...present('userId', change.userId === undefined ? userId : change.userId),
      ...present('teamId', change.teamId === undefined ? teamId : change.teamId),
      ...present('agentId', change.agentId === undefined ? agentId : agentOf(change.agentId, options.findAgent)),
      ...present('tags', change.tags === undefined ? tags : change.tags.length === 0 ? null : change.tags),
      ...present('scopes', change.scopes === undefined ? scopes : change.scopes.length === 0 ? null : change.scopes),
      ...present('expiresAt', expiry),
      ...present('metadata', change.metadata ?? metadata),
      ...present('limits', changedLimits(limits, change.limits)),
      ...present('rotation', changedRotation(rotation, change.rotation, now)),
      ...present('budget', changedBudget(budget, change.budget)),
      agents: await changedKeyGrant(key.agents, change, options),
      blocked: change.blocked ?? key.blocked,
      updatedAt: new Date(now).toISOString(),
    }
  }

  const info = async (keyOrHash: string): Promise<StoredKey> => {
    const stored = await findKey(keys, keyOrHash)
    if (stored) return stored
    // What was sent may be a whole key: it is not repeated.
    throw gatewayError('NOT_FOUND', 'There is no such key. Name it by the key itself or by its hash (GET /key/list).')
  }

  const replacing = replaceSecret({ keys, masterKeyHash, info, apply })

  return {
    async generate(change, createdBy) {
      const { key, hash: id, name } = keySecret(change.key, masterKeyHash, 'key')
      const now = Date.now()
      const stored = await apply(blank({ id, name, createdBy }, now), change, now)
      await knowOwners(change, createdBy)
      await keys.insert(stored)
      return { key, stored }
    },
    async adopt({ hash: id, name, expiresAt, ...change }, createdBy) {
      if (id === masterKeyHash) throw gatewayError('CONFLICT', 'This is the master key.')
      const now = Date.now()
      const applied = await apply(blank({ id, name, createdBy }, now), change, now)
      const stored = { ...applied, ...present('expiresAt', expiresAt) }
      await knowOwners(change, createdBy)
      await keys.insert(stored)
      return stored
    },
    info,
    list: (filter) => keys.list(filter),
    async update(keyOrHash, change, condition) {
      const { createdBy } = await info(keyOrHash)
      await knowOwners(change, createdBy)
      return changeEntry({
        read: () => info(keyOrHash),
        apply: (before, now) => apply(before, change, now),
        write: keys.update,
        what: 'This key',
        condition,
      })
    },
    async regenerate(keyOrHash, change) {
      const before = await info(keyOrHash)
      if (change.within !== undefined) await requireWithin(before, change.within, options)
      await knowOwners(change, before.createdBy)
      return replacing.regenerate(keyOrHash, change)
    },
    rotate: replacing.rotate,
    delete: (keyOrHash, condition) =>
      deleteEntry({ read: () => info(keyOrHash), remove: keys.delete, what: 'This key', condition }),
  }
}

/** The id of the agent that a key is to be of. */
function agentOf(idOrName: string | null, findAgent: FindAgent): string | null {
  if (idOrName === null) return null
  const agent = findAgent(idOrName)
  if (agent) return agent.id
  throw gatewayError('INVALID_PARAMS', `agent_id: there is no agent '${idOrName}'. GET /v1/agents lists them.`, {
    field: 'agent_id',
  })
}
