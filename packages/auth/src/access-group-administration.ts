import { randomUUID } from 'node:crypto'
import type { AccessGroupAdministration, AccessGroupChange, AccessGroupStore, StoredAccessGroup } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { allEntries } from './all-entries.ts'
import { changeEntry, deleteEntry } from './change-entry.ts'
import { type FindAgent, idsOfAgents } from './grant-of.ts'
import { present } from './present.ts'

export interface AccessGroupAdministrationOptions {
  readonly accessGroups: AccessGroupStore
  readonly findAgent: FindAgent
}

/** Makes, changes and deletes access groups. */
export function createAccessGroupAdministration({
  accessGroups,
  findAgent,
}: AccessGroupAdministrationOptions): AccessGroupAdministration {
  const info = async (idOrName: string): Promise<StoredAccessGroup> => {
    const group =
      (await accessGroups.get(idOrName)) ?? (await allEntries(accessGroups.list)).find(({ name }) => name === idOrName)
    if (group) return group
    throw gatewayError('NOT_FOUND', `There is no access group '${idOrName}'. GET /v1/access_group lists them.`)
  }

  const apply = (group: StoredAccessGroup, change: AccessGroupChange, now: number): StoredAccessGroup => {
    const { description, ...rest } = group
    return {
      ...rest,
      ...present('description', change.description === undefined ? description : change.description),
      name: change.name ?? group.name,
      agentIds:
        change.agents === undefined ? group.agentIds : idsOfAgents(change.agents, findAgent, 'access_agent_ids'),
      updatedAt: new Date(now).toISOString(),
    }
  }

  return {
    async create(wanted, createdBy) {
      const time = new Date().toISOString()
      const blank = { id: randomUUID(), name: wanted.name, agentIds: [], createdAt: time, updatedAt: time, createdBy }
      const group = apply(blank, wanted, Date.parse(time))
      await accessGroups.insert(group)
      return group
    },
    info,
    list: () => allEntries(accessGroups.list),
    page: async (filter) => (await accessGroups.list(filter)).entries,
    async update(idOrName, wanted, condition) {
      const { id } = await info(idOrName)
      return changeEntry({
        read: () => info(id),
        apply: (group, now) => apply(group, wanted, now),
        write: accessGroups.update,
        what: 'This access group',
        condition,
      })
    },
    async delete(idOrName, condition) {
      const { id } = await info(idOrName)
      return deleteEntry({ read: () => info(id), remove: accessGroups.delete, what: 'This access group', condition })
    },
  }
}
