import { gatewayError, isGatewayError } from '@gateway/core'
import { budgetChange } from './budget-body.ts'
import { limitsChange } from './limits-body.ts'
import { grantOfRow, type ImportedGrant } from './litellm-grant.ts'
import type { RowOutcome } from './litellm-import-answer.ts'
import { roleOf } from './litellm-import-holders.ts'
import type { ImportRun } from './litellm-import-run.ts'
import { agentOfKey } from './litellm-key-agent.ts'
import { importedScopes } from './litellm-key-scopes.ts'
import { metadataOf } from './litellm-not-carried.ts'
import { type KeyRow, keyRow } from './litellm-rows.ts'
import { checked } from './read-json.ts'

/** Sessions of its Admin UI are keys of this team. */
const UI_TEAM = 'litellm-dashboard'

/** Elsewhere, what may only read or manage has nothing to do with agents; here it would see their tasks. */
const NOTHING_TO_CALL: ImportedGrant = {
  agents: 'none',
  notes: ['By its allowed_routes it calls no agents: it is granted none, and sees none of their tasks.'],
}

/** Takes over the key of a row: who has it goes on with it. Throws INVALID_PARAMS where it could do more here than there. */
export async function importKey(sent: unknown, run: ImportRun): Promise<RowOutcome> {
  const row = checked(sent, keyRow)
  const { token: id, team_id: teamId, user_id: userId } = row
  if (await isThere(id, run)) return { result: 'exists', id }
  if (teamId === UI_TEAM) throw refusal('team_id', 'it is a session of the Admin UI of LiteLLM, and no key')
  const { scopes, notes: scoped } = importedScopes(row.allowed_routes)
  const calls = scopes?.every((scope) => scope === 'calls') ?? false
  if (userId && !calls) await refuseMoreThanThere(userId, run)
  const reads = scopes !== undefined && !scopes.includes('calls')
  const own = reads ? NOTHING_TO_CALL : grantOfRow(row, run)
  const agent = row.agent_id ? agentOfKey(row.agent_id, own, run) : undefined
  const { agents, notes } = agent ?? own
  const expiresAt = row.expires ? utc(row.expires) : undefined
  const key = {
    hash: id,
    name: nameOf(row),
    ...(row.key_alias ? { alias: row.key_alias } : {}),
    ...(userId ? { userId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(agent === undefined ? {} : { agentId: agent.id }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    blocked: row.blocked ?? false,
    ...metadataOf(row.metadata),
    ...limitsChange(row),
    ...budgetChange(row),
    ...(agents === undefined ? {} : { agents }),
  }
  if (!run.dryRun) await run.keys.adopt(key, run.createdBy)
  else if (teamId && !run.planned.teams.has(teamId)) await run.teams.info(teamId)
  return { result: 'created', id, notes: [...scoped, ...notes] }
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

/** A user who is known here may be somebody of another role than in LiteLLM, whose key is no administrator's for that. */
async function refuseMoreThanThere(userId: string, run: ImportRun): Promise<void> {
  const here = await roleOf(userId, run)
  if (here !== 'proxy_admin' && here !== 'proxy_admin_viewer') return
  const there = run.sent.roles.get(userId)
  if (there === here || there === 'proxy_admin') return
  throw refusal(
    'user_id',
    there === undefined
      ? 'its user is an administrator here. Send the row of that user with it, under users, to show that they are one in LiteLLM'
      : 'its user is an administrator here and not in LiteLLM',
  )
}

/** Times without a zone are UTC in LiteLLM's database. */
function utc(text: string): string {
  const time = Date.parse(/(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(time)) throw refusal('expires', 'is no time in ISO 8601')
  return new Date(time).toISOString()
}

/** LiteLLM keeps the last four characters as well: never more of a name is taken. */
const nameOf = ({ key_name }: KeyRow) => (key_name && /^sk-\.\.\..{4}$/.test(key_name) ? key_name : 'sk-...')
