import { randomUUID } from 'node:crypto'
import type {
  ChangeCondition,
  KeyStore,
  StoredUser,
  TeamAdministration,
  UserAdministration,
  UserChange,
  UserStore,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { allKeys } from './all-keys.ts'
import { changeEntry } from './change-entry.ts'
import { changedBudget } from './changed-budget.ts'
import { changedLimits } from './changed-limits.ts'
import { changedGrant, type GrantOptions } from './grant-of.ts'
import { present } from './present.ts'

export interface UserAdministrationOptions extends GrantOptions {
  readonly users: UserStore
  readonly keys: KeyStore
  /** Keeps who is in which team. */
  readonly teams: Pick<TeamAdministration, 'all' | 'removeMember'>
}

/** Makes, changes and deletes users. */
export function createUserAdministration(options: UserAdministrationOptions): UserAdministration {
  const { users, keys, teams } = options

  const info = async (id: string): Promise<StoredUser> => {
    const user = await users.get(id)
    if (user) return user
    throw gatewayError('NOT_FOUND', `There is no user '${id}'. GET /user/list lists them.`, { field: 'user_id' })
  }

  const apply = async (user: StoredUser, change: UserChange, now: number): Promise<StoredUser> => {
    const { alias, email, metadata, limits, blocked, budget, ...rest } = user
    return {
      ...rest,
      ...present('alias', change.alias === undefined ? alias : change.alias),
      ...present('email', change.email === undefined ? email : change.email),
      ...present('metadata', change.metadata ?? metadata),
      ...present('limits', changedLimits(limits, change.limits)),
      ...present('budget', changedBudget(budget, change.budget)),
      role: change.role ?? user.role,
      // One who is not blocked is kept without a word of it.
      ...((change.blocked ?? blocked) ? { blocked: true } : {}),
      agents: await changedGrant(user.agents, change, options),
      updatedAt: new Date(now).toISOString(),
    }
  }

  /** Memberships go before the user does: from here on no other conditional change gets in between. */
  const claim = (id: string, condition: ChangeCondition) =>
    changeEntry({
      read: () => info(id),
      apply: (user, now) => ({ ...user, updatedAt: new Date(now).toISOString() }),
      write: users.update,
      what: 'This user',
      condition,
    })

  const teamsOf = (memberId: string) => teams.all({ memberId })

  return {
    async create({ id = randomUUID(), ...wanted }, createdBy) {
      const time = new Date().toISOString()
      const blank: StoredUser = {
        id,
        role: 'internal_user',
        agents: { access: 'all' },
        createdAt: time,
        updatedAt: time,
        createdBy,
      }
      const user = await apply(blank, wanted, Date.parse(time))
      await users.insert(user)
      return user
    },
    info,
    list: (filter) => users.list(filter),
    update: (id, wanted, condition) =>
      changeEntry({
        read: () => info(id),
        apply: (user, now) => apply(user, wanted, now),
        write: users.update,
        what: 'This user',
        condition,
      }),
    async delete(ids, condition) {
      const found = await Promise.all([...new Set(ids)].map(info))
      for (const { id } of found) {
        if (condition) await claim(id, condition)
        // First: a user made anew under this id is in no team.
        for (const team of await teamsOf(id)) await teams.removeMember(team.id, id)
        await users.delete(id)
      }
      return found.map(({ id }) => id)
    },
    teams: teamsOf,
    keys: (userId) => allKeys(keys, { userId }),
  }
}
