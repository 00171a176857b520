import { randomUUID } from 'node:crypto'
import { gatewayError, isGatewayError } from '@gateway/core'
import { agentDefinitionOf } from './agent-body.ts'
import type { RowOutcome } from './litellm-import-answer.ts'
import type { ImportRun } from './litellm-import-run.ts'
import { agentRow } from './litellm-rows.ts'
import { checked } from './read-json.ts'
import { identifier } from './team-body.ts'

/** Registers the agent of a row, under the name that it has; who is granted its id in LiteLLM is granted that of here. */
export async function importAgent(sent: unknown, run: ImportRun): Promise<RowOutcome> {
  const row = checked(sent, agentRow)
  const { agents } = run
  const before = agents.find(row.agent_name)
  const known = (id: string) => {
    if (row.agent_id) run.agentIds.set(row.agent_id, id)
  }
  if (row.agent_id) run.sent.agents.set(row.agent_id, row)
  if (before !== undefined) {
    if (before.name !== row.agent_name) throw nameOfAnother()
    known(before.id)
    return { result: 'exists', id: before.id }
  }
  const definition = agentDefinitionOf(bodyOf(row), { cardOverrides: agents.cardOverrides })
  if (run.dryRun) {
    run.upstreamTests?.unsaved(definition)
    const id = randomUUID()
    known(id)
    run.agentIds.set(row.agent_name, id)
    for (const name of row.agent_access_groups ?? []) run.groups.add(name)
    return { result: 'created' }
  }
  const served = await agents.create(definition)
  known(served.id)
  if (row.enabled === false) {
    try {
      await agents.stop(served, { reason: 'It was disabled in LiteLLM.', cancel: false })
    } catch (error) {
      // Once it is there it is passed over: it would be called from now on.
      await agents.remove(served.id)
      throw error
    }
  }
  const notes: string[] = []
  for (const name of row.agent_access_groups ?? []) {
    try {
      await intoGroup(name, served.id, run)
    } catch (error) {
      if (!isGatewayError(error) || error.status >= 500) throw error
      notes.push(`Not put into the access group ${JSON.stringify(name.slice(0, 256))}: ${error.message}`)
    }
  }
  return { result: 'created', id: served.id, notes }
}

const nameOfAnother = () =>
  gatewayError('CONFLICT', 'agent_name: this is the id of another agent here. Give one of the two another name.', {
    field: 'agent_name',
  })

/** The row as `POST /v1/agents` takes it. */
function bodyOf(row: ReturnType<typeof agentRow.parse>) {
  const { agent_name, agent_card_params, litellm_params, static_headers, extra_headers } = row
  const { rpm_limit, tpm_limit, session_rpm_limit, session_tpm_limit } = row
  return {
    agent_name,
    agent_card_params: agent_card_params ?? {},
    litellm_params: litellm_params ?? {},
    ...(Object.keys(static_headers ?? {}).length === 0 ? {} : { static_headers }),
    extra_headers: extra_headers ?? [],
    rpm_limit: rpm_limit ?? null,
    tpm_limit: tpm_limit ?? null,
    session_rpm_limit: session_rpm_limit ?? null,
    session_tpm_limit: session_tpm_limit ?? null,
  }
}

/** A group that agents are tagged with in LiteLLM is an access group here. */
async function intoGroup(name: string, agentId: string, { accessGroups, groups, createdBy }: ImportRun): Promise<void> {
  if (accessGroups === undefined) return
  checked(name, identifier)
  if (!groups.has(name)) {
    await accessGroups.create({ name, agents: [agentId] }, createdBy)
    groups.add(name)
    return
  }
  const { agentIds } = await accessGroups.info(name)
  await accessGroups.update(name, { agents: [...agentIds, agentId] })
}
