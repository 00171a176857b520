import type { Caller, Change, StoredKey, StoredUser } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { callerOf } from './caller-of.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'

export interface CallerOfUserOptions extends IdentityStores {
  readonly onChange: (listener: (change: Change) => void) => () => void
}

/** The caller that a user is without any key: with their role, grant and limits as they are now. */
export type CallerOfUser = (id: string, createdAt: string | undefined) => Promise<Caller>

/** Looks users up as they are now. Rejects with UNAUTHENTICATED for one who is blocked, or was deleted, also where there is another of that id. */
export function createCallerOfUser({ onChange, ...stores }: CallerOfUserOptions): CallerOfUser {
  const sources = createGrantSources(stores, onChange)
  return async (id, createdAt) => {
    const found = await sources.find(insteadOfKey(id)).catch((cause: unknown) => {
      throw gatewayError('UNAVAILABLE', 'The gateway cannot look up this user now: its database does not answer.', {
        cause,
        retryable: true,
        retryAfter: 5,
      })
    })
    const { user } = found
    if (user === undefined || user.createdAt !== createdAt) {
      throw gatewayError('UNAUTHENTICATED', 'This user has been deleted. Ask an administrator, then sign in again.')
    }
    if (user.blocked) {
      throw gatewayError('UNAUTHENTICATED', 'This user is blocked. Ask an administrator to unblock them.')
    }
    return callerOf(grantsSomething(user) ? found : { ...found, key: { ...found.key, agents: { access: 'none' } } })
  }
}

/** Of anybody but an administrator, `all` only says that the user narrows nothing: it grants nothing by itself. */
const grantsSomething = ({ role, agents }: StoredUser) => role === 'proxy_admin' || agents.access === 'selected'

const insteadOfKey = (userId: string): StoredKey => ({
  id: `user:${userId}`,
  name: 'sign-in',
  userId,
  agents: { access: 'all' },
  blocked: false,
  createdAt: '',
  updatedAt: '',
  createdBy: 'sign-in',
})
