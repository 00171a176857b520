import type { GrantChange } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { ImportRun } from './litellm-import-run.ts'
import type { PermissionRow } from './litellm-rows.ts'

interface Holder {
  readonly object_permission_id?: string | null | undefined
  readonly object_permission?: PermissionRow | null | undefined
  readonly access_group_ids?: readonly string[] | null | undefined
}

export interface ImportedGrant {
  /** Absent: nothing was said. */
  readonly agents?: GrantChange
  readonly notes: readonly string[]
}

/** What a key or team of LiteLLM may call. An empty list means every agent there, and here what `emptyMeansAll` says. */
export function grantOfRow(row: Holder, run: ImportRun): ImportedGrant {
  const { agents, notes } = listedGrant(row, run)
  if (agents !== undefined) return { agents, notes }
  if ((row.access_group_ids ?? []).length > 0) {
    return {
      agents: 'none',
      notes: ['access_group_ids are not carried over and nothing else is granted: it may call no agent.'],
    }
  }
  if (run.emptyMeansAll) return { agents: 'all', notes }
  return {
    agents: 'none',
    notes: [
      'It has no list of agents, which means all of them in LiteLLM and none here. Send empty_means_all, or grant agents afterwards.',
    ],
  }
}

/** The list of agents that a row has; none where it has none. */
export function listedGrant(row: Holder, run: ImportRun): ImportedGrant {
  const permission = permissionOf(row, run)
  const listed = permission?.agents ?? []
  const groups = permission?.agent_access_groups ?? []
  if (listed.length === 0 && groups.length === 0) return { notes: [] }
  const found = listed.map((old) => ({ old, id: run.agentId(old) }))
  const missing = [
    ...found.flatMap(({ old, id }) => (id === undefined ? [`agent ${old}`] : [])),
    ...groups.flatMap((name) => (run.groups.has(name) ? [] : [`access group ${name}`])),
  ]
  return {
    agents: {
      agents: [...new Set(found.flatMap(({ id }) => id ?? []))],
      groups: groups.filter((name) => run.groups.has(name)),
    },
    notes: missing.length === 0 ? [] : [`Not here, and therefore not granted: ${missing.join(', ')}.`],
  }
}

function permissionOf(row: Holder, run: ImportRun): PermissionRow | undefined {
  const { object_permission: embedded, object_permission_id: id } = row
  const permission = embedded ?? (id ? run.permissions.get(id) : undefined)
  if (permission !== undefined || !id) return permission
  // Passed over, it would look like a row without a list.
  throw gatewayError(
    'INVALID_PARAMS',
    'object_permission_id: its row of LiteLLM_ObjectPermissionTable is missing. Send it under object_permissions.',
    { field: 'object_permission_id' },
  )
}
