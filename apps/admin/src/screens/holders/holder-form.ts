import type { components } from '@gateway/client'

export type Reach = 'selected' | 'all' | 'none'

/** What keys, teams and users have alike: which agents they reach, and how much of them. */
export interface HolderForm {
  readonly reach: Reach
  readonly agents: readonly string[]
  readonly groups: readonly string[]
  readonly maxBudget: number | undefined
  readonly budgetDuration: string
  readonly rpm: number | undefined
  readonly tpm: number | undefined
  readonly parallel: number | undefined
}

/** As the API tells of them. */
export type Holder = Pick<
  components['schemas']['Key'],
  'object_permission' | 'max_budget' | 'budget_duration' | 'rpm_limit' | 'tpm_limit' | 'max_parallel_requests'
>

export const EMPTY_HOLDER: HolderForm = {
  reach: 'selected',
  agents: [],
  groups: [],
  maxBudget: undefined,
  budgetDuration: '',
  rpm: undefined,
  tpm: undefined,
  parallel: undefined,
}

export function holderFormOf(holder: Holder): HolderForm {
  const { agents, agent_access_groups: groups, agents_access: reach } = holder.object_permission
  return {
    reach: reach ?? 'selected',
    agents: agents === 'all' ? [] : agents,
    groups,
    maxBudget: holder.max_budget ?? undefined,
    budgetDuration: holder.budget_duration ?? '',
    rpm: holder.rpm_limit ?? undefined,
    tpm: holder.tpm_limit ?? undefined,
    parallel: holder.max_parallel_requests ?? undefined,
  }
}

/** What of it is sent. `null` takes away what was there before. */
export function holderBodyOf(form: HolderForm) {
  const { reach, agents, groups } = form
  return {
    object_permission:
      reach === 'selected'
        ? { agents: [...agents], agent_access_groups: [...groups] }
        : { agents: reach, agent_access_groups: [] },
    max_budget: form.maxBudget ?? null,
    // Without a budget there is nothing that begins anew.
    budget_duration: form.maxBudget === undefined ? null : form.budgetDuration || null,
    rpm_limit: form.rpm ?? null,
    tpm_limit: form.tpm ?? null,
    max_parallel_requests: form.parallel ?? null,
  }
}

/** Only what somebody changed: what a form does not show, or nobody touched, stays as it is. */
export function changedIn<Body extends object>(before: Body, after: Body): Partial<Body> {
  const old = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed: Partial<Body> = { ...after }
  for (const name of Object.keys(after)) {
    if (old.get(name) === JSON.stringify(Reflect.get(after, name))) Reflect.deleteProperty(changed, name)
  }
  return changed
}
