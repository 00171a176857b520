import { randomBytes } from 'node:crypto'
import type { AgentGrant, KeyAdministration, KeyChange, KeyStore, RateLimits, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { parseDuration } from './duration.ts'
import { keyHash, keyName } from './key-hash.ts'

export interface KeyAdministrationOptions {
  readonly keys: KeyStore
  /** The agent of an id or name. A grant is kept by id, so that an agent made anew under an old name is not covered by it. */
  readonly findAgent: (idOrName: string) => { readonly id: string } | undefined
  readonly masterKeyHash: string
}

const UPDATE_ATTEMPTS = 10

/** Now, and never the same instant as the change before: that is how two changes are told apart. */
const laterThan = (time: string) => Math.max(Date.now(), Date.parse(time) + 1)

/** The id of a key given as itself or as its hash. */
const idOf = (keyOrHash: string) => (keyOrHash.startsWith('sk-') ? keyHash(keyOrHash) : keyOrHash)

/** The limits that are left; none at all where none is. */
function limitsOf(before: RateLimits | undefined, change: KeyChange['limits']): RateLimits | undefined {
  const merged = { ...before, ...change }
  const kept = Object.entries(merged).filter(([, value]) => value !== undefined && value !== null)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

const present = <Name extends string, Value>(name: Name, value: Value | null | undefined) =>
  (value === undefined || value === null ? {} : { [name]: value }) as { [Key in Name]?: Value }

export function createKeyAdministration(options: KeyAdministrationOptions): KeyAdministration {
  const { keys, findAgent, masterKeyHash } = options

  const grantOf = (agents: NonNullable<KeyChange['agents']>): AgentGrant => {
    if (agents === 'all' || agents === 'none') return { access: agents }
    if (agents.length === 0) return { access: 'none' }
    const agentIds = agents.map((idOrName, index) => {
      const agent = findAgent(idOrName)
      if (agent) return agent.id
      throw gatewayError(
        'INVALID_PARAMS',
        `object_permission.agents[${index}]: there is no agent '${idOrName}'. GET /v1/agents lists them; "all" grants every agent.`,
        { field: `object_permission.agents[${index}]` },
      )
    })
    return { access: 'selected', agentIds: [...new Set(agentIds)] }
  }

  const apply = (key: StoredKey, change: KeyChange, now: number): StoredKey => {
    const { alias, userId, teamId, expiresAt, metadata, limits, ...rest } = key
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
      ...present('expiresAt', expiry),
      ...present('metadata', change.metadata ?? metadata),
      ...present('limits', limitsOf(limits, change.limits)),
      agents: change.agents === undefined ? key.agents : grantOf(change.agents),
      blocked: change.blocked ?? key.blocked,
      updatedAt: new Date(now).toISOString(),
    }
  }

  const info = async (keyOrHash: string): Promise<StoredKey> => {
    const stored = await keys.get(idOf(keyOrHash))
    if (stored) return stored
    // What was sent may be a whole key: it is not repeated.
    throw gatewayError('NOT_FOUND', 'There is no such key. Name it by the key itself or by its hash (GET /key/list).')
  }

  return {
    async generate(change, createdBy) {
      const key = change.key ?? `sk-${randomBytes(32).toString('base64url')}`
      if (!/^sk-[\x21-\x7e]{13,}$/.test(key)) {
        throw gatewayError(
          'INVALID_PARAMS',
          'key: a key of your own starts with "sk-" and has at least 16 characters, without spaces.',
          {
            field: 'key',
          },
        )
      }
      const id = keyHash(key)
      if (id === masterKeyHash) throw gatewayError('CONFLICT', 'key: this is the master key.', { field: 'key' })
      const now = Date.now()
      const time = new Date(now).toISOString()
      const blank: StoredKey = {
        id,
        name: keyName(key),
        agents: { access: 'none' },
        blocked: false,
        createdAt: time,
        updatedAt: time,
        createdBy,
      }
      const stored = apply(blank, change, now)
      await keys.insert(stored)
      return { key, stored }
    },
    info,
    list: (filter) => keys.list(filter),
    async update(keyOrHash, change) {
      // Two changes at once are made one after the other, each on what the other left.
      for (let attempt = 0; attempt < UPDATE_ATTEMPTS; attempt += 1) {
        const before = await info(keyOrHash)
        const stored = apply(before, change, laterThan(before.updatedAt))
        if (await keys.update(stored, before)) return stored
      }
      throw gatewayError('UNAVAILABLE', 'This key is being changed by many at once. Send the change again.', {
        retryable: true,
        retryAfter: 1,
      })
    },
    async delete(keyOrHash) {
      const stored = await info(keyOrHash)
      await keys.delete(stored.id)
      return stored
    },
  }
}
