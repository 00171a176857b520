import { gatewayError, isGatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { importAgent } from './litellm-import-agents.ts'
import { type ImportedRow, importAnswer, type RowOutcome } from './litellm-import-answer.ts'
import { importTeam, importUser } from './litellm-import-holders.ts'
import { importKey } from './litellm-import-keys.ts'
import { type ImportRun, type ImportTarget, importRun } from './litellm-import-run.ts'
import { notCarried } from './litellm-not-carried.ts'
import { permissionRow } from './litellm-rows.ts'

/** How many rows one request may have. */
const MOST_ROWS = 1_000
const BODY_BYTES = 16 * 1024 * 1024
/** As much as a body may have by which one is made. */
const ROW_CHARACTERS = 1024 * 1024

const tooLarge = () => gatewayError('REQUEST_TOO_LARGE', `The row has more than ${ROW_CHARACTERS} characters.`)

type Row = Readonly<Record<string, unknown>>

const rows = (table: string) =>
  z.array(z.record(z.string(), z.unknown()), 'must be a list of rows').default([]).describe(`Rows of ${table}.`)

const body = z
  .strictObject({
    agents: rows('LiteLLM_AgentsTable'),
    users: rows('LiteLLM_UserTable'),
    teams: rows('LiteLLM_TeamTable'),
    keys: rows('LiteLLM_VerificationToken'),
    object_permissions: z
      .array(permissionRow, 'must be a list of rows')
      .max(3 * MOST_ROWS)
      .default([])
      .describe('Rows of LiteLLM_ObjectPermissionTable, where the others do not have them as `object_permission`.'),
    agent_ids: z
      .record(z.string(), z.string())
      .default({})
      .describe('Ids of agents in LiteLLM and here: `agent_ids` of the answers before.'),
    empty_means_all: z
      .boolean()
      .default(false)
      .describe('Keys and teams without a list of agents may call all of them, as in LiteLLM. Default: none.'),
    dry_run: z.boolean().default(false).describe('Nothing is written.'),
  })
  .refine(
    ({ agents, users, teams, keys }) => agents.length + users.length + teams.length + keys.length <= MOST_ROWS,
    `has more than ${MOST_ROWS} rows; send them in several requests`,
  )

/** Takes over what is in LiteLLM's database: what is there already stays as it is, so that it can be sent again. */
export function litellmImportRoutes(target: ImportTarget): readonly Route[] {
  return [
    adminRoute({
      method: 'POST',
      path: '/v1/import/litellm',
      operationId: 'importFromLitellm',
      idempotent: true,
      summary: 'Take over agents, users, teams and keys of LiteLLM, keys by their hashes',
      description:
        'Rows are those of its database as `row_to_json` gives them, at most 1,000 a request. Each is told what became of it; what is there already stays as it is.',
      tags: ['Import'],
      may: 'import from LiteLLM',
      body,
      bodyBytes: BODY_BYTES,
      answer: importAnswer,
      async serve({ caller, body: { agents, users, teams, keys, ...sent } }) {
        const run = await importRun(target, {
          createdBy: caller.keyAlias ?? caller.keyId,
          dryRun: sent.dry_run,
          emptyMeansAll: sent.empty_means_all,
          permissions: sent.object_permissions,
          agentIds: sent.agent_ids,
        })
        return {
          dry_run: sent.dry_run,
          // What others name comes first.
          agents: await each(agents, 'agent_name', importAgent, run),
          users: await each(users, 'user_alias', importUser, run),
          teams: await each(teams, 'team_alias', importTeam, run),
          keys: await each(keys, 'key_alias', importKey, run),
          agent_ids: run.dryRun ? {} : Object.fromEntries(run.agentIds),
        }
      },
    }),
  ]
}

/** One after the other: a row may be what the next one names. */
async function each(
  sent: readonly Row[],
  nameColumn: string,
  take: (row: unknown, run: ImportRun) => Promise<RowOutcome>,
  run: ImportRun,
): Promise<ImportedRow[]> {
  const results: ImportedRow[] = []
  for (const [index, row] of sent.entries()) {
    const taken = JSON.stringify(row).length > ROW_CHARACTERS ? Promise.reject(tooLarge()) : take(row, run)
    const { id = null, notes = [], ...outcome } = await taken.catch(refused)
    const name = row[nameColumn]
    results.push({
      row: index,
      id,
      name: typeof name === 'string' ? name : null,
      ...outcome,
      not_carried: notCarried(row),
      notes: [...notes],
    })
  }
  return results
}

/** What is wrong with a row is told with it; what is wrong with the gateway ends the request. */
function refused(error: unknown): RowOutcome {
  if (!isGatewayError(error) || error.status >= 500) throw error
  return { result: 'refused', reason: error.message }
}
