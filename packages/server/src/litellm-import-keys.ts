import { gatewayError, isGatewayError } from '@gateway/core'
import { budgetChange } from './budget-body.ts'
import { limitsChange } from './limits-body.ts'
import { grantOfRow } from './litellm-grant.ts'
import type { RowOutcome } from './litellm-import-answer.ts'
import { roleOf } from './litellm-import-holders.ts'
import type { ImportRun } from './litellm-import-run.ts'
import { metadataOf } from './litellm-not-carried.ts'
import { type KeyRow, keyRow } from './litellm-rows.ts'
import { checked } from './read-json.ts'

/** What a key of LiteLLM has to be allowed for calls to every agent. */
const AGENT_ROUTES = [
  'agent_routes',
  'agent_inference_routes',
  'llm_api_routes',
  'llm_api_routes_without_mcp',
  '/a2a/*',
]

/** Sessions of its Admin UI are keys of this team. */
const UI_TEAM = 'litellm-dashboard'

/** Takes over the key of a row: who has it goes on with it. Throws INVALID_PARAMS where it could do more here than there. */
export async function importKey(sent: unknown, run: ImportRun): Promise<RowOutcome> {
  const row = checked(sent, keyRow)
  const { token: id, team_id: teamId, user_id: userId } = row
  if (await isThere(id, run)) return { result: 'exists', id }
  if (teamId === UI_TEAM) throw refusal('team_id', 'it is a session of the Admin UI of LiteLLM, and no key')
  if (row.agent_id) {
    throw refusal(
      'agent_id',
      'what the agent of this key may call narrows it, and is not carried over. Make another key',
    )
  }
  await refuseOtherRoutes(row, run)
  const { agents, notes } = grantOfRow(row, run)
  const expiresAt = row.expires ? utc(row.expires) : undefined
  const key = {
    hash: id,
    name: nameOf(row),
    ...(row.key_alias ? { alias: row.key_alias } : {}),
    ...(userId ? { userId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    blocked: row.blocked ?? false,
    ...metadataOf(row.metadata),
    ...limitsChange(row),
    ...budgetChange(row),
    ...(agents === undefined ? {} : { agents }),
  }
  if (!run.dryRun) await run.keys.adopt(key, run.createdBy)
  else if (teamId && !run.planned.teams.has(teamId)) await run.teams.info(teamId)
  return { result: 'created', id, notes }
}

const refusal = (field: string, why: string) => gatewayError('INVALID_PARAMS', `${field}: ${why}.`, { field })

async function isThere(id: string, { keys }: ImportRun): Promise<boolean> {
  try {
    await keys.info(id)
    return true
  } catch (error) {
    if (isGatewayError(error) && error.code === 'NOT_FOUND') return false
    throw error
  }
}

/** A key that may use some routes only: here it could call agents, and as an administrator's do what they may. */
async function refuseOtherRoutes({ allowed_routes, user_id }: KeyRow, run: ImportRun): Promise<void> {
  const routes = allowed_routes ?? []
  if (routes.length === 0) return
  if (!routes.some((route) => AGENT_ROUTES.includes(route))) {
    throw refusal('allowed_routes', 'the key may not call agents')
  }
  const role = user_id ? await roleOf(user_id, run) : undefined
  if (role === 'proxy_admin' || role === 'proxy_admin_viewer') {
    throw refusal(
      'allowed_routes',
      'the key is that of an administrator and may not do what administrators may, but would here',
    )
  }
}

/** Times without a zone are UTC in LiteLLM's database. */
function utc(text: string): string {
  const time = Date.parse(/(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(time)) throw refusal('expires', 'is no time in ISO 8601')
  return new Date(time).toISOString()
}

/** LiteLLM keeps the last four characters as well: never more of a name is taken. */
const nameOf = ({ key_name }: KeyRow) => (key_name && /^sk-\.\.\..{4}$/.test(key_name) ? key_name : 'sk-...')
