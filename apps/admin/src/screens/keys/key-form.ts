import type { paths } from '@gateway/client'
import type { Key } from './keys-queries.ts'

type KeyBody = NonNullable<paths['/key/generate']['post']['requestBody']>['content']['application/json']

export type Reach = 'selected' | 'all' | 'none'

/** What is filled in for a key. */
export interface KeyForm {
  readonly alias: string
  readonly team: string | undefined
  readonly user: string | undefined
  readonly reach: Reach
  readonly agents: readonly string[]
  readonly groups: readonly string[]
  /** How long a new key lasts; `''`: for good. */
  readonly duration: string
  readonly maxBudget: number | undefined
  readonly budgetDuration: string
  readonly rpm: number | undefined
  readonly tpm: number | undefined
  readonly parallel: number | undefined
  readonly tags: string
}

export const EMPTY_KEY: KeyForm = {
  alias: '',
  team: undefined,
  user: undefined,
  reach: 'selected',
  agents: [],
  groups: [],
  duration: '',
  maxBudget: undefined,
  budgetDuration: '',
  rpm: undefined,
  tpm: undefined,
  parallel: undefined,
  tags: '',
}

/** A key as it would be filled in. */
export function formOf(key: Key): KeyForm {
  const { agents, agent_access_groups: groups, agents_access: reach } = key.object_permission
  return {
    alias: key.key_alias ?? '',
    team: key.team_id ?? undefined,
    user: key.user_id ?? undefined,
    reach: reach ?? 'selected',
    agents: agents === 'all' ? [] : agents,
    groups,
    duration: '',
    maxBudget: key.max_budget ?? undefined,
    budgetDuration: key.budget_duration ?? '',
    rpm: key.rpm_limit ?? undefined,
    tpm: key.tpm_limit ?? undefined,
    parallel: key.max_parallel_requests ?? undefined,
    tags: key.tags.join(', '),
  }
}

/** Which of what a form says is sent. `null` takes away what was there before. */
export function bodyOf(form: KeyForm): KeyBody {
  const { reach, agents, groups } = form
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return {
    key_alias: form.alias.trim() || null,
    team_id: form.team ?? null,
    user_id: form.user ?? null,
    object_permission:
      reach === 'selected'
        ? { agents: [...agents], agent_access_groups: [...groups] }
        : { agents: reach, agent_access_groups: [] },
    ...(form.duration === '' ? {} : { duration: form.duration }),
    max_budget: form.maxBudget ?? null,
    // Without a budget there is nothing that begins anew.
    budget_duration: form.maxBudget === undefined ? null : form.budgetDuration || null,
    rpm_limit: form.rpm ?? null,
    tpm_limit: form.tpm ?? null,
    max_parallel_requests: form.parallel ?? null,
    tags,
  }
}

/** Only what somebody changed: what this form does not show, or nobody touched, stays as it is. */
export function changesOf(before: KeyForm, after: KeyForm): KeyBody {
  const [old, now] = [bodyOf(before), bodyOf(after)]
  return Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(Object.entries(old).find(([each]) => each === name)?.[1]),
    ),
  )
}
