import type { Change, SignInStore, StoredSignIn } from '@gateway/core'

export function memorySignIns(tell: (change: Change) => void): SignInStore {
  const kept = new Map<string, StoredSignIn>()
  return {
    get: async (id) => kept.get(id),
    list: async (owner) =>
      [...kept.values()]
        .filter((signIn) => signIn.owner === owner)
        .sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1)),
    async insert(signIn) {
      kept.set(signIn.id, signIn)
      tell({ kind: 'sign-in', id: signIn.id })
    },
    async touch(id, seenAt) {
      const signIn = kept.get(id)
      if (signIn) kept.set(id, { ...signIn, seenAt })
    },
    async update(signIn) {
      const former = kept.get(signIn.id)
      if (former === undefined) return false
      kept.set(signIn.id, { ...signIn, seenAt: former.seenAt })
      tell({ kind: 'sign-in', id: signIn.id })
      return true
    },
    async delete(id) {
      const deleted = kept.delete(id)
      if (deleted) tell({ kind: 'sign-in', id })
      return deleted
    },
    async deleteOver({ seenBefore, now }) {
      for (const { id, seenAt, expiresAt } of kept.values())
        if (seenAt < seenBefore || expiresAt <= now) kept.delete(id)
    },
  }
}
