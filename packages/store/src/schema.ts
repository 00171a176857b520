import type { AlertType, CallStatus, TaskState } from '@gateway/core'
import type { Generated, Kysely } from 'kysely'
import type { UsageRow } from './usage-rows.ts'

/**
 * The tables, the same on SQLite and PostgreSQL. Times are ISO 8601 text, truth values 0 or 1, and what is never
 * searched is JSON text: in `jsonb` PostgreSQL would refuse NUL characters.
 */
export interface Schema {
  agents: { id: string; name: string; definition: string; created_at: string; updated_at: string }
  cards: { agent_id: string; card: string; fetched_at: string }
  stops: { agent_id: string; reason: string; since: string; cancel: number }
  outages: { agent_id: string; upstream: string; reason: string; since: string; until: string; asked: number }
  repairs: { agent_id: string; repair: string; revision: string; since: string }
  keys: {
    id: string
    name: string
    alias: string | null
    user_id: string | null
    team_id: string | null
    agents: string
    blocked: number
    expires_at: string | null
    metadata: string | null
    created_at: string
    updated_at: string
    created_by: string
    /** JSON of `RateLimits`. */
    limits: string | null
    /** JSON of `KeyRotation`. */
    rotation: string | null
    /** JSON of `Budget`. */
    budget: string | null
    agent_id: string | null
    /** JSON. */
    scopes: string | null
    /** JSON. `key_tags` has them for finding keys. */
    tags: string | null
  }
  /** `created_at` is that of the key. */
  key_tags: { tag: string; created_at: string; key_id: string }
  /** By the SHA-256 of each secret, the key that it opens; `expires_at` is set once another has taken its place. */
  key_secrets: { hash: string; key_id: string; expires_at: string | null }
  teams: EntryColumns
  users: EntryColumns
  access_groups: EntryColumns
  /** What entries are found by beside id and name (`EntryLabels`). */
  entry_labels: { kind: string; label: string; id: string }
  /** Ids of entries that are gone, where they are not given again. */
  deleted_ids: { kind: string; id: string }
  tasks: OwnedColumns & {
    task_id: string
    /** Stands for agent and task id (`taskKey`): what a task is found by. */
    task_key: string
    /** Stands for the context id (`shortHash`), as what its index holds. Several may share one. */
    context_hash: number
    /** Stands for agent and owner scope (`shortHash`): a short key for the index. */
    place: number
    state: TaskState
    status_timestamp: string
    created_at: string
    task: string
    /** Of a task that the gateway runs: the event up to which `task` goes. */
    sequence: number | null
  }
  contexts: OwnedColumns
  /** `record` is the rest of the call record as JSON, without its content; the columns beside it are those that are searched or summed. */
  records: {
    id: string
    time: string
    agent_id: string | null
    key_id: string | null
    user_id: string | null
    team_id: string | null
    status: CallStatus
    model: string | null
    input_tokens: number | null
    output_tokens: number | null
    /** What was told as the sum, else the two together. */
    total_tokens: number | null
    /** 1: the tokens were guessed. */
    estimated: number | null
    /** US dollars. */
    cost: number | null
    /** As the record has them; absent of records from before there was `daily_usage`. */
    kind: string | null
    upstream: string | null
    total_ms: number | null
    /** These two are absent of records from before there was `hourly_usage`. */
    error_code: string | null
    /** As `latencySum` tells; `null` of what is no call. */
    latency: string | null
    caller_agent_id: string | null
    /** JSON; `null`: none. */
    tags: string | null
    /** `shortHash` of the ids that calls are found by; that of the session where it is not the context's. */
    request_hash: number | null
    task_hash: number | null
    context_hash: number | null
    session_hash: number | null
    trace_hash: number | null
    replay_hash: number | null
    record: string
  }
  /** What records add up to by day and by hour: see `addUsage`. */
  daily_usage: UsageRow
  hourly_usage: UsageRow
  /** Apart from `records`, so that lists stay small. */
  record_contents: { id: string; request: string | null; response: string | null; events: string | null }
  /** `entry` is the whole entry as JSON; the columns beside it are those that are searched or summed. */
  audit: {
    id: string
    time: string
    actor: string
    actor_alias: string | null
    actor_user: string | null
    action: string
    outcome: string
    target_kind: string
    target_id: string
    target_name: string | null
    team_id: string | null
    entry: string
  }
  settings: { name: string; value: string }
  /** Numbered and written in the transaction of what changed; `transaction` is PostgreSQL's number of that. Unused on SQLite. */
  changes: {
    id: Generated<number>
    kind: string
    subject: string
    transaction: Generated<string>
    created_at: Generated<string>
  }
  /** One row for each turn of a task that the gateway runs. `lease_until` is in milliseconds of the database's clock. */
  runs: {
    task_id: string
    agent_id: string
    turn: number
    run_id: string
    context_id: string
    key_id: string
    user_id: string | null
    team_id: string | null
    request_id: string
    traceparent: string | null
    attempts: number
    ref: string | null
    cursor: string | null
    usage: string | null
    cost: number | null
    resume: string | null
    started_at: string
    ended_at: string | null
    state: TaskState | null
    lease_holder: string
    lease_until: number
    cancel: number
  }
  /** The log: one row for each batch of events, one line of JSON in `lines` for each event. */
  task_events: { task_id: string; agent_id: string; first: number; last: number; lines: string }
  message_claims: {
    message_id: string
    agent_id: string
    owner_scope: string
    body: string
    task_id: string
    turn: number
    claimed_at: number
  }
  /** `answer` is encrypted, null while it is being done; `expires_at` is in milliseconds of the database's clock. */
  idempotent_requests: {
    key: string
    fingerprint: string
    holder: string
    answer: string | null
    expires_at: number
  }
  sign_ins: {
    id: string
    owner: string
    document: string
    created_at: string
    seen_at: string
    expires_at: string
  }
  /** Amounts are whole numbers; `since` is in milliseconds of the database's clock. */
  budget_counters: {
    scope: string
    period: string
    spent: number
    reserved: number
    since: number
    ends_at: number | null
    /** The greatest level that an alert was made of, of each kind. */
    told_soft: number | null
    told_exceeded: number | null
  }
  /** `subject` and `deliveries` are JSON. `due_at` is in milliseconds of the database's clock; NULL: nothing more is sent. */
  alerts: {
    id: string
    type: AlertType
    time: string
    subject: string
    spent: number
    deliveries: string
    due_at: number | null
  }
  budget_reservations: {
    id: string
    scope: string
    period: string
    amount: number
    lease_until: number
    request_id: string
  }
  /** `id` names the work; `settled_at` is in milliseconds of the database's clock. */
  budget_settlements: { id: string; scope: string; period: string; settled_at: number }
  sessions: { id: string; session: string; updated_at: string }
  migrations: { name: string; applied_at: string }
}

/** `document` is the rest of the entry as JSON; `name` is what only one may have. */
export interface EntryColumns {
  id: string
  name: string | null
  document: string
  created_at: string
  updated_at: string
}

interface OwnedColumns {
  agent_id: string
  context_id: string
  upstream_context_id: string
  upstream: string
  key_id: string
  user_id: string | null
  team_id: string | null
  /** `scopeOf` the owner. */
  owner_scope: string
}

export type Queries = Kysely<Schema>
