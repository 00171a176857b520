import type { Change, StoredTeam, TeamStore } from '@gateway/core'
import { allEntries } from '../all-entries.ts'
import type { GrantSourceFinder } from '../grant-sources.ts'

/** Finds teams as issuers name them. */
export interface TeamNames {
  /** By id, else by an alias that no other team has. */
  find(idOrAlias: string): Promise<StoredTeam | undefined>
}

/** Keeps the aliases of all teams until one changes. */
export function createTeamNames(
  teams: TeamStore | undefined,
  sources: Pick<GrantSourceFinder, 'team'>,
  onChange: (listener: (change: Change) => void) => () => void,
): TeamNames {
  let aliases: Promise<ReadonlyMap<string, string>> | undefined
  onChange(({ kind }) => {
    if (kind === 'team') aliases = undefined
  })
  const read = async (store: TeamStore) => {
    const ids = new Map<string, string>()
    const twice = new Set<string>()
    for (const { id, alias } of await allEntries(store.list)) {
      if (alias === undefined) continue
      if (ids.has(alias)) twice.add(alias)
      ids.set(alias, id)
    }
    for (const alias of twice) ids.delete(alias)
    return ids
  }
  const known = (store: TeamStore) => {
    if (aliases !== undefined) return aliases
    const reading = read(store)
    aliases = reading
    // A failure is not kept.
    reading.catch(() => {
      if (aliases === reading) aliases = undefined
    })
    return reading
  }
  return {
    async find(idOrAlias) {
      if (teams === undefined) return undefined
      const team = await sources.team(idOrAlias)
      if (team) return team
      const id = (await known(teams)).get(idOrAlias)
      return id === undefined ? undefined : sources.team(id)
    },
  }
}
