import type { SignInStore, StoredSignIn } from '@gateway/core'
import type { AuditTrail } from './audit-trail.ts'

/** Who signed in and out with a browser. That one was seen, or is over, is no change of anybody's. */
export function auditedSignIns(signIns: SignInStore, trail: AuditTrail): SignInStore {
  const target = ({ id, owner }: StoredSignIn) => ({ kind: 'sign-in', id, name: owner })
  const view = ({ id: _id, seenAt: _seenAt, idToken: _idToken, ...rest }: StoredSignIn) => ({ ...rest })
  return {
    get: (id) => signIns.get(id),
    list: (owner) => signIns.list(owner),
    insert: (signIn) =>
      trail.during([{ action: 'sign-in.create', target: target(signIn), after: withoutAdminKey(view(signIn)) }], () =>
        signIns.insert(signIn),
      ),
    touch: (id, seenAt) => signIns.touch(id, seenAt),
    async update(signIn) {
      const before = await signIns.get(signIn.id)
      if (before === undefined) return signIns.update(signIn)
      const change = { action: 'sign-in.update', target: target(before), before: view(before), after: view(signIn) }
      return trail.during([change], () => signIns.update(signIn))
    },
    async delete(id) {
      const before = await signIns.get(id)
      if (before === undefined) return signIns.delete(id)
      const change = { action: 'sign-in.delete', target: target(before), before: withoutAdminKey(view(before)) }
      return trail.during([change], () => signIns.delete(id))
    },
    deleteOver: (times) => signIns.deleteOver(times),
  }
}

/** The admin key is one that people chose: by its hash it could be guessed. Of other keys it is the id. */
function withoutAdminKey({ keyId, ...rest }: Omit<StoredSignIn, 'id' | 'seenAt'>) {
  return rest.owner === 'key:master' || keyId === undefined ? rest : { ...rest, keyId }
}
