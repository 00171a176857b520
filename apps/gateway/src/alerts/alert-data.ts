import { dollarsOf } from '@gateway/auth'
import type { AlertData, AlertSubject, AlertType, Store, StoredAlert } from '@gateway/core'

/** LiteLLM's names of the same. */
const EVENTS = {
  'budget.soft_exceeded': 'soft_budget_crossed',
  'budget.exceeded': 'budget_crossed',
} as const satisfies Record<AlertType, string>

/** Who an alert is about, as far as it is known now. */
interface Names {
  readonly token?: string | undefined
  readonly key_alias?: string | undefined
  readonly team_id?: string | undefined
  readonly team_alias?: string | undefined
  readonly user_id?: string | undefined
  readonly user_alias?: string | undefined
  readonly agent_id?: string | undefined
  readonly agent_name?: string | undefined
}

export interface AlertNaming {
  readonly store: Pick<Store, 'keys' | 'teams' | 'users'>
  readonly agentName: (id: string) => string | undefined
}

/** What is said of an alert. */
export async function alertData({ type, subject, spent }: StoredAlert, naming: AlertNaming): Promise<AlertData> {
  const { of, softBudget, maxBudget, duration, resetAt } = subject
  const names = await namesOf(subject, naming)
  const spend = dollarsOf(spent)
  return {
    event: EVENTS[type],
    event_group: of,
    event_message: messageOf(type, subject, names, spend),
    spend,
    soft_budget: softBudget ?? null,
    max_budget: maxBudget ?? null,
    budget_duration: duration ?? null,
    budget_reset_at: resetAt === undefined ? null : new Date(resetAt).toISOString(),
    token: names.token ?? null,
    key_alias: names.key_alias ?? null,
    team_id: names.team_id ?? null,
    team_alias: names.team_alias ?? null,
    user_id: names.user_id ?? null,
    user_alias: names.user_alias ?? null,
    agent_id: names.agent_id ?? null,
    agent_name: names.agent_name ?? null,
  }
}

async function namesOf({ of, id }: AlertSubject, { store, agentName }: AlertNaming): Promise<Names> {
  const ofTeam = async (teamId: string | undefined) =>
    teamId === undefined ? {} : { team_id: teamId, team_alias: (await store.teams.get(teamId))?.alias }
  const ofUser = async (userId: string | undefined) =>
    userId === undefined ? {} : { user_id: userId, user_alias: (await store.users.get(userId))?.alias }
  if (of === 'team') return ofTeam(id)
  if (of === 'user') return ofUser(id)
  if (of === 'agent') return { agent_id: id, agent_name: agentName(id) }
  const key = await store.keys.get(id)
  return { token: id, key_alias: key?.alias, ...(await ofTeam(key?.teamId)), ...(await ofUser(key?.userId)) }
}

function messageOf(type: AlertType, { of, id, ...budget }: AlertSubject, names: Names, spend: number): string {
  const called =
    { key: names.key_alias, team: names.team_alias, user: names.user_alias, agent: names.agent_name }[of] ?? id
  const end = budget.maxBudget === undefined ? '' : ` of $${money(budget.maxBudget)}`
  const again = budget.resetAt === undefined ? '' : ` It begins anew at ${new Date(budget.resetAt).toISOString()}.`
  return type === 'budget.exceeded'
    ? `The budget of ${of} ${called} is used up: $${money(spend)}${end} are spent.${again}`
    : `${of[0]?.toUpperCase()}${of.slice(1)} ${called} has spent $${money(spend)}${end}, and has reached its soft budget of $${money(budget.softBudget ?? 0)}.${again}`
}

/** Six decimals at most, and no more than there are. */
const money = (dollars: number): string => String(Number(dollars.toFixed(6)))
