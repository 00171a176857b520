import type { KeyAdministration, KeyChange, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { TestPorts } from './gateway.fixture.ts'

/** Keys in memory, that note what they are asked to change. */
export function memoryKeys(changes: TestPorts['changes']): KeyAdministration {
  const stored = new Map<string, StoredKey>()
  const idOf = (keyOrHash: string) => keyOrHash.replace(/^sk-/, '')
  const apply = (key: StoredKey, { alias, agents, blocked }: KeyChange): StoredKey => ({
    ...key,
    ...(alias === undefined || alias === null ? {} : { alias }),
    ...(agents === undefined
      ? {}
      : {
          agents:
            agents === 'all' || agents === 'none'
              ? { access: agents }
              : { access: 'selected', agentIds: [...('groups' in agents ? agents.agents : agents)] },
        }),
    blocked: blocked ?? key.blocked,
  })
  const info = async (keyOrHash: string) => {
    const key = stored.get(idOf(keyOrHash))
    if (key) return key
    throw gatewayError('NOT_FOUND', 'There is no such key.')
  }
  return {
    async generate(change, createdBy) {
      changes.push({ what: 'generate', with: change })
      const key = change.key ?? `sk-made-${stored.size + 1}`
      const time = '2026-01-01T00:00:00.000Z'
      const blank: StoredKey = {
        id: idOf(key),
        name: 'sk-…',
        agents: { access: 'none' },
        blocked: false,
        createdAt: time,
        updatedAt: time,
        createdBy,
      }
      stored.set(blank.id, apply(blank, change))
      return { key, stored: await info(key) }
    },
    info,
    async list(filter) {
      changes.push({ what: 'list', with: filter })
      const keys = [...stored.values()].filter(({ alias }) => filter.alias === undefined || alias === filter.alias)
      return { keys: keys.slice(filter.offset, filter.offset + filter.limit), total: keys.length }
    },
    async update(keyOrHash, change) {
      changes.push({ what: 'update', with: change })
      const key = apply(await info(keyOrHash), change)
      stored.set(key.id, key)
      return key
    },
    async regenerate(keyOrHash, { key = 'sk-next', ...change }) {
      changes.push({ what: 'regenerate', with: { keyOrHash, key, ...change } })
      return { key, stored: apply(await info(keyOrHash), change) }
    },
    async adopt({ hash, name, ...change }, createdBy) {
      changes.push({ what: 'adopt', with: { hash, name, ...change } })
      const time = '2026-01-01T00:00:00.000Z'
      const blank: StoredKey = {
        id: hash,
        name,
        agents: { access: 'none' },
        blocked: false,
        createdAt: time,
        updatedAt: time,
        createdBy,
      }
      stored.set(hash, apply(blank, change))
      return info(hash)
    },
    async rotate({ keyId }, { key = 'sk-next' }) {
      changes.push({ what: 'rotate', with: { keyId, key } })
      return { key, stored: await info(keyId) }
    },
    async delete(keyOrHash) {
      const key = await info(keyOrHash)
      stored.delete(key.id)
      return key
    },
  }
}
