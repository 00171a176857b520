import { hash } from 'node:crypto'
import type {
  AccessGroupAdministration,
  KeyAdministration,
  TeamAdministration,
  UserAdministration,
  UserRole,
} from '@gateway/core'
import type { AgentRow, PermissionRow } from './litellm-rows.ts'
import type { AgentDirectory } from './ports.ts'
import type { UpstreamTests } from './upstream-test-routes.ts'

/** Where what is imported goes. */
export interface ImportTarget {
  readonly agents: AgentDirectory
  readonly keys: KeyAdministration
  readonly teams: TeamAdministration
  readonly users: UserAdministration
  readonly accessGroups?: AccessGroupAdministration | undefined
  /** Checks definitions of agents that are not to be stored. */
  readonly upstreamTests?: Pick<UpstreamTests, 'unsaved'> | undefined
}

export interface ImportRunOptions {
  readonly createdBy: string
  readonly dryRun: boolean
  readonly emptyMeansAll: boolean
  readonly permissions: readonly PermissionRow[]
  /** Ids in LiteLLM and here, of pages before. */
  readonly agentIds: Readonly<Record<string, string>>
}

/** One request to import: what is known of the rows before. */
export interface ImportRun extends ImportTarget, Pick<ImportRunOptions, 'createdBy' | 'dryRun' | 'emptyMeansAll'> {
  readonly permissions: ReadonlyMap<string, PermissionRow>
  /** Ids in LiteLLM and here; of a dry run also of agents that would be made. */
  readonly agentIds: Map<string, string>
  /** Names of the access groups that there are. */
  readonly groups: Set<string>
  /** What a dry run would have made. */
  readonly planned: { readonly teams: Set<string>; readonly users: Map<string, UserRole> }
  /** What LiteLLM says of agents, by its id of them, and of the roles of users: as far as this request has their rows. */
  readonly sent: { readonly agents: Map<string, AgentRow>; readonly roles: Map<string, UserRole> }
  /** The id here of an agent that is named by its name, or by its id in LiteLLM. */
  agentId(old: string): string | undefined
}

export async function importRun(target: ImportTarget, options: ImportRunOptions): Promise<ImportRun> {
  const { agents, accessGroups } = target
  const { createdBy, dryRun, emptyMeansAll } = options
  const agentIds = new Map(Object.entries(options.agentIds))
  // LiteLLM's id of an agent of its file is the hash of its name.
  const byHash = new Map(agents.list().map(({ id, name }) => [hash('sha256', name, 'hex'), id]))
  return {
    ...target,
    createdBy,
    dryRun,
    emptyMeansAll,
    agentIds,
    groups: new Set((await accessGroups?.list())?.map(({ name }) => name)),
    permissions: new Map(
      options.permissions.flatMap((row) => (row.object_permission_id ? [[row.object_permission_id, row]] : [])),
    ),
    planned: { teams: new Set(), users: new Map() },
    sent: { agents: new Map(), roles: new Map() },
    agentId(old) {
      const mapped = agentIds.get(old)
      // A dry run has ids of agents that are not there yet.
      if (mapped !== undefined && dryRun) return mapped
      return agents.find(mapped ?? old)?.id ?? byHash.get(old)
    },
  }
}
