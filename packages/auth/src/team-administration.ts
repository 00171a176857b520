import { randomUUID } from 'node:crypto'
import type {
  ChangeCondition,
  KeyStore,
  StoredTeam,
  TeamAdministration,
  TeamChange,
  TeamMember,
  TeamMemberChange,
  TeamStore,
  UserStore,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { allEntries } from './all-entries.ts'
import { allKeys } from './all-keys.ts'
import { changeEntry, deleteEntry } from './change-entry.ts'
import { changedBudget } from './changed-budget.ts'
import { changedLimits } from './changed-limits.ts'
import { changedGrant, type GrantOptions } from './grant-of.ts'
import { knowUser } from './know-user.ts'
import { present } from './present.ts'

export interface TeamAdministrationOptions extends GrantOptions {
  readonly teams: TeamStore
  readonly users: UserStore
  readonly keys: KeyStore
}

/** Each user once, with the role that was said last, and with the budget that is left. */
function merged(before: readonly TeamMember[], changes: readonly TeamMemberChange[]): readonly TeamMember[] {
  const members = new Map(before.map((member) => [member.userId, member]))
  for (const { userId, role, budget: change } of changes) {
    const budget = changedBudget(members.get(userId)?.budget, change)
    members.set(userId, { userId, role, ...present('budget', budget) })
  }
  return [...members.values()]
}

/** Makes, changes and deletes teams, and keeps their members. */
export function createTeamAdministration(options: TeamAdministrationOptions): TeamAdministration {
  const { teams, users, keys } = options

  const info = async (id: string): Promise<StoredTeam> => {
    const team = await teams.get(id)
    if (team) return team
    throw gatewayError('NOT_FOUND', `There is no team '${id}'. GET /team/list lists them.`, { field: 'team_id' })
  }

  const apply = async (team: StoredTeam, change: TeamChange, now: number): Promise<StoredTeam> => {
    const { alias, metadata, limits, budget, memberPermissions, ...rest } = team
    return {
      ...rest,
      ...present('alias', change.alias === undefined ? alias : change.alias),
      ...present('metadata', change.metadata ?? metadata),
      ...present('memberPermissions', change.memberPermissions ?? memberPermissions),
      ...present('limits', changedLimits(limits, change.limits)),
      ...present('budget', changedBudget(budget, change.budget)),
      agents: await changedGrant(team.agents, change, options),
      blocked: change.blocked ?? team.blocked,
      updatedAt: new Date(now).toISOString(),
    }
  }

  const change = (
    id: string,
    to: (before: StoredTeam, now: number) => StoredTeam | Promise<StoredTeam>,
    condition?: ChangeCondition,
  ) => changeEntry({ read: () => info(id), apply: to, write: teams.update, what: 'This team', condition })

  const knowAll = (members: readonly TeamMemberChange[], createdBy: string) =>
    Promise.all(merged([], members).map(({ userId }) => knowUser(users, userId, createdBy)))

  const keysOf = (teamId: string) => allKeys(keys, { teamId })

  return {
    async create({ id = randomUUID(), members = [], ...wanted }, createdBy) {
      const time = new Date().toISOString()
      const blank: StoredTeam = {
        id,
        members: merged([], members),
        agents: { access: 'none' },
        blocked: false,
        createdAt: time,
        updatedAt: time,
        createdBy,
      }
      const team = await apply(blank, wanted, Date.parse(time))
      await teams.insert(team)
      await knowAll(members, createdBy)
      return team
    },
    info,
    find: (id) => teams.get(id),
    list: (filter) => teams.list(filter),
    all: (filter) => allEntries((page) => teams.list({ ...filter, ...page })),
    update: (id, wanted, condition) => change(id, (team, now) => apply(team, wanted, now), condition),
    async delete(ids, condition) {
      const found = await Promise.all([...new Set(ids)].map(info))
      const deleting = { remove: teams.delete, what: 'This team', condition }
      await Promise.all(found.map(({ id }) => deleteEntry({ ...deleting, read: () => info(id) })))
      return found.map(({ id }) => id)
    },
    async addMembers(id, members, createdBy) {
      await info(id)
      await knowAll(members, createdBy)
      return change(id, (team, now) => ({
        ...team,
        members: merged(team.members, members),
        updatedAt: new Date(now).toISOString(),
      }))
    },
    async removeMember(id, userId) {
      const team = await change(id, (before, now) => {
        const members = before.members.filter((member) => member.userId !== userId)
        if (members.length === before.members.length) {
          throw gatewayError('NOT_FOUND', `user_id: '${userId}' is not a member of this team.`, { field: 'user_id' })
        }
        return { ...before, members, updatedAt: new Date(now).toISOString() }
      })
      const theirs = (await keysOf(id)).filter((key) => key.userId === userId)
      await Promise.all(theirs.map((key) => keys.delete(key.id)))
      return team
    },
    keys: keysOf,
  }
}
