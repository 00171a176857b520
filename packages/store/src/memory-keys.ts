import type { Change, KeyStore, StoredKey } from '@gateway/core'
import { FORMER_SECRETS, rememberedSince } from './former-secrets.ts'
import { taken } from './taken.ts'

/** Keys that go with their team or user, which is what is told of. */
export interface MemoryKeys extends KeyStore {
  deleteOf(owner: 'teamId' | 'userId', id: string): void
}

export function memoryKeys(tell: (change: Change) => void): MemoryKeys {
  const keys = new Map<string, StoredKey>()
  const secrets = new Map<string, { readonly keyId: string; readonly expiresAt?: string }>()
  const isTaken = (key: StoredKey) =>
    key.alias !== undefined && [...keys.values()].some(({ id, alias }) => alias === key.alias && id !== key.id)
  const conflict = (key: StoredKey) => taken(`The key ${key.name} or its alias`)
  const remove = (id: string) => {
    for (const [hash, { keyId }] of secrets) if (keyId === id) secrets.delete(hash)
    return keys.delete(id)
  }
  const forgetFormer = (key: StoredKey) => {
    const former = [...secrets]
      .flatMap(([hash, { keyId, expiresAt }]) =>
        keyId === key.id && hash !== key.id && expiresAt !== undefined ? [{ hash, expiresAt }] : [],
      )
      .sort((left, right) => (left.expiresAt < right.expiresAt ? 1 : -1))
    const since = rememberedSince(key)
    for (const [index, { hash, expiresAt }] of former.entries()) {
      if (index >= FORMER_SECRETS || expiresAt < since) secrets.delete(hash)
    }
  }
  return {
    async get(id) {
      return keys.get(id)
    },
    async findSecret(hash) {
      const { keyId, ...secret } = secrets.get(hash) ?? {}
      const key = keyId === undefined ? undefined : keys.get(keyId)
      return key && { key, ...secret }
    },
    async list({ userId, teamId, alias, agentId, tag, offset, limit }) {
      const found = [...keys.values()]
        .filter((key) => userId === undefined || key.userId === userId)
        .filter((key) => teamId === undefined || key.teamId === teamId)
        .filter((key) => alias === undefined || key.alias === alias)
        .filter((key) => agentId === undefined || key.agentId === agentId)
        .filter((key) => tag === undefined || key.tags?.includes(tag))
        .sort((left, right) =>
          left.createdAt === right.createdAt
            ? left.id < right.id
              ? 1
              : -1
            : left.createdAt < right.createdAt
              ? 1
              : -1,
        )
      return { keys: found.slice(offset, offset + limit), total: found.length }
    },
    async insert(key) {
      if (secrets.has(key.id) || isTaken(key)) throw conflict(key)
      keys.set(key.id, key)
      secrets.set(key.id, { keyId: key.id })
      tell({ kind: 'key', id: key.id })
    },
    async update(key, before) {
      if (keys.get(key.id)?.updatedAt !== before.updatedAt) return false
      if (isTaken(key)) throw conflict(key)
      keys.set(key.id, key)
      tell({ kind: 'key', id: key.id })
      return true
    },
    async rotate(key, before, { hash, formerUntil }) {
      if (keys.get(key.id)?.updatedAt !== before.updatedAt) return false
      if (secrets.has(hash) || isTaken(key)) throw conflict(key)
      keys.set(key.id, key)
      for (const [former, { keyId, expiresAt }] of secrets) {
        if (keyId !== key.id || (expiresAt !== undefined && expiresAt <= formerUntil)) continue
        secrets.set(former, { keyId, expiresAt: formerUntil })
      }
      secrets.set(hash, { keyId: key.id })
      forgetFormer(key)
      tell({ kind: 'key', id: key.id })
      return true
    },
    deleteOf(owner, id) {
      for (const key of keys.values()) if (key[owner] === id) remove(key.id)
    },
    async delete(id, before) {
      if (before !== undefined && keys.get(id)?.updatedAt !== before.updatedAt) return false
      if (!remove(id)) return false
      tell({ kind: 'key', id })
      return true
    },
  }
}
