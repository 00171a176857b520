import type { Change, Logger } from '@gateway/core'
import { sql } from 'kysely'
import { ChangeListeners } from './change-listeners.ts'
import { CHANNEL } from './postgres-notices.ts'
import type { Queries } from './schema.ts'

/** The net below notices, which say at once that there is something to read. */
const POLL_MS = 250
/** Of many changes at once, how far reads that notices ask for are apart at least. */
const WAKE_MS = 20
const PRUNE_MS = 3_600_000
const KINDS: readonly string[] = [
  'agent',
  'card',
  'key',
  'outage',
  'repair',
  'stop',
  'task',
  'team',
  'user',
  'access-group',
  'sign-in',
] satisfies Change['kind'][]

interface ChangeRow {
  readonly id: string
  readonly kind: Change['kind']
  readonly subject: string
  readonly transaction: string
}

/**
 * Tells of what every gateway on one PostgreSQL changes. Numbers are given before commits become visible, so reading on
 * from the greatest number would miss changes: each poll reads what transactions have written that were still open at
 * the poll before, or began later, and skips what it has told.
 */
export class PostgresChanges {
  readonly #queries: Queries
  readonly #logger: Logger | undefined
  readonly #listeners: ChangeListeners
  /** Told already, by number, with the number of the transaction. */
  readonly #told = new Map<string, bigint>()
  /** Own changes that are about to be committed: told by `write`, not by a poll. */
  readonly #own = new Set<string>()
  #horizon = 0n
  #prunedAt = 0
  #away = false
  /** A notice came since the last read began. */
  #woken = false
  #timer: NodeJS.Timeout | undefined
  #polling: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(queries: Queries, logger: Logger | undefined) {
    this.#queries = queries
    this.#logger = logger
    this.#listeners = new ChangeListeners(logger)
  }

  async start(): Promise<void> {
    this.#horizon = (await this.#read(undefined)).horizon
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#polling
  }

  onChange(listener: (change: Change) => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Writes and notes the change in one transaction, then tells the own listeners at once. */
  async write(change: Change, write: (queries: Queries) => Promise<boolean>): Promise<boolean> {
    let noted: ChangeRow | undefined
    try {
      return await this.#queries.transaction().execute(async (transaction) => {
        if (!(await write(transaction))) return false
        noted = (
          await sql<ChangeRow>`insert into changes (kind, subject) values (${change.kind}, ${change.id})
            returning id::text, kind, subject, "transaction"::text`.execute(transaction)
        ).rows[0]
        if (noted !== undefined) this.#own.add(noted.id)
        // Each step of a task is a change, and commits that notify wait for one another.
        if (change.kind !== 'task') await sql`select pg_notify(${CHANNEL}, '')`.execute(transaction)
        return true
      })
    } finally {
      // Also after a commit that failed: it may have been done all the same, and one notice too many does no harm.
      if (noted !== undefined) {
        this.#told.set(noted.id, BigInt(noted.transaction))
        this.#own.delete(noted.id)
        this.#listeners.tell(change)
      }
    }
  }

  /** Reads soon what there is: something has been committed. */
  wake(): void {
    if (this.#woken) return
    this.#woken = true
    if (this.#timer !== undefined) this.#schedule()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    this.#timer = setTimeout(
      () => {
        // While it reads nothing is scheduled: a notice meanwhile is acted on at its end.
        this.#timer = undefined
        this.#woken = false
        this.#polling = this.#poll().finally(() => this.#schedule())
      },
      this.#woken ? WAKE_MS : POLL_MS,
    ).unref()
  }

  async #poll(): Promise<void> {
    try {
      const { rows, horizon } = await this.#read(this.#horizon)
      if (this.#stopped) return
      for (const row of rows) {
        if (this.#told.has(row.id) || this.#own.has(row.id)) continue
        this.#told.set(row.id, BigInt(row.transaction))
        if (KINDS.includes(row.kind)) this.#listeners.tell({ kind: row.kind, id: row.subject })
      }
      this.#horizon = horizon
      for (const [id, transaction] of this.#told) if (transaction < horizon) this.#told.delete(id)
      if (Date.now() - this.#prunedAt > PRUNE_MS) await this.#prune()
      if (this.#away) this.#logger?.info({}, 'Changes in the database are seen again')
      this.#away = false
    } catch (error) {
      if (!this.#away && !this.#stopped) {
        this.#logger?.warn({ err: error }, 'Changes by other gateways are not seen while the database does not answer')
      }
      this.#away = true
    }
  }

  /** The changes since a horizon, and the next horizon: the oldest transaction that is still open. */
  async #read(since: bigint | undefined): Promise<{ rows: readonly ChangeRow[]; horizon: bigint }> {
    const { rows } = await sql<{ horizon: string } & { [Column in keyof ChangeRow]: ChangeRow[Column] | null }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, found.*
      from (select 1) as always left join (
        select id::text, kind, subject, "transaction"::text from changes
        where "transaction" >= ${since === undefined ? '18446744073709551615' : String(since)}::xid8 order by changes.id
      ) as found on true`.execute(this.#queries)
    const changes = rows.flatMap(({ id, kind, subject, transaction }) =>
      id === null || kind === null || subject === null || transaction === null
        ? []
        : [{ id, kind, subject, transaction }],
    )
    return { rows: changes, horizon: BigInt(rows[0]?.horizon ?? this.#horizon) }
  }

  /** A gateway that was cut off for longer than a week has to be restarted anyway. */
  async #prune(): Promise<void> {
    this.#prunedAt = Date.now()
    await sql`delete from changes where created_at < now() - interval '7 days'`.execute(this.#queries)
  }
}
