import type { StoredAlert } from './alert-storage.ts'
import type { BudgetHolder } from './budget-overview.ts'

/** What is said of an alert, by the names that LiteLLM has for it. Nothing in it is secret. */
export interface AlertData {
  /** LiteLLM's name of its type. */
  readonly event: 'soft_budget_crossed' | 'budget_crossed'
  /** Whose budget it is. */
  readonly event_group: BudgetHolder
  /** For people. */
  readonly event_message: string
  /** US dollars, as are the budgets. */
  readonly spend: number
  readonly soft_budget: number | null
  readonly max_budget: number | null
  readonly budget_duration: string | null
  /** ISO 8601. */
  readonly budget_reset_at: string | null
  /** The id of the key. */
  readonly token: string | null
  readonly key_alias: string | null
  readonly team_id: string | null
  readonly team_alias: string | null
  readonly user_id: string | null
  readonly user_alias: string | null
  readonly agent_id: string | null
  readonly agent_name: string | null
}

/** What became of a test of a webhook. */
export interface WebhookTest {
  /** Its name. */
  readonly webhook: string
  readonly ok: boolean
  /** How long it took, in milliseconds. */
  readonly ms: number
  /** What it answered, where it did. */
  readonly status?: number
  /** Why it failed. */
  readonly reason?: string
}

/** What administrators see of alerts. */
export interface AlertAdministration {
  /** The names of those who are told. */
  readonly webhooks: readonly string[]
  /** Newest first, with what is said of each. `before`: only those of a lesser id. */
  list(filter: {
    readonly before?: string | undefined
    readonly limit: number
  }): Promise<readonly (StoredAlert & { readonly data: AlertData })[]>
  /** Sends a test to each. What fails is a result; rejects with nothing. */
  test(signal: AbortSignal): Promise<readonly WebhookTest[]>
}
