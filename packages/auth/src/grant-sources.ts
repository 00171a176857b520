import type {
  AccessGroupStore,
  Change,
  StoredAccessGroup,
  StoredKey,
  StoredTeam,
  StoredUser,
  TeamStore,
  UserStore,
} from '@gateway/core'
import { type GrantSources, groupIdsOf } from './effective-grant.ts'
import { EntryCache } from './entry-cache.ts'
import { ReachedAgents } from './reached-agents.ts'

/** Where teams, users and access groups are kept. Without one of them its ids are labels of a key, which narrow nothing. */
export interface IdentityStores {
  readonly teams?: TeamStore | undefined
  readonly users?: UserStore | undefined
  readonly accessGroups?: AccessGroupStore | undefined
}

/** Finds what decides over a key's access, from what is kept at hand of the stores. */
export interface GrantSourceFinder {
  /** Grows with every change to any team, user or access group: what was found at an earlier one may be out of date. */
  readonly generation: number
  find(key: StoredKey): Promise<GrantSources>
  team(id: string): Promise<StoredTeam | undefined>
  user(id: string): Promise<StoredUser | undefined>
}

export function createGrantSources(
  { teams, users, accessGroups }: IdentityStores,
  onChange: (listener: (change: Change) => void) => () => void,
): GrantSourceFinder {
  const caches = {
    team: teams && new EntryCache(teams),
    user: users && new EntryCache(users),
    'access-group': accessGroups && new EntryCache(accessGroups),
  }
  const reached = new ReachedAgents()
  let generation = 0
  onChange((change) => {
    if (change.kind !== 'team' && change.kind !== 'user' && change.kind !== 'access-group') return
    caches[change.kind]?.changed(change)
    generation += 1
  })
  return {
    get generation() {
      return generation
    },
    team: async (id) => caches.team?.get(id),
    user: async (id) => caches.user?.get(id),
    async find(key) {
      const [team, user] = await Promise.all([
        key.teamId === undefined ? undefined : caches.team?.get(key.teamId),
        key.userId === undefined ? undefined : caches.user?.get(key.userId),
      ])
      const groups = new Map<string, StoredAccessGroup>()
      await Promise.all(
        groupIdsOf([key.agents, team?.agents, user?.agents]).map(async (id) => {
          const group = await caches['access-group']?.get(id)
          if (group) groups.set(id, group)
        }),
      )
      const missing =
        caches.team && key.teamId !== undefined && team === undefined
          ? 'team'
          : caches.user && key.userId !== undefined && user === undefined
            ? 'user'
            : undefined
      return { key, team, user, groups, missing, reached }
    },
  }
}
