/** What is said between the main thread and a SQLite worker. Types alone: the worker imports nothing but `node:` modules. */
import type { SQLInputValue } from 'node:sqlite'

/** Given to the worker as `workerData`. */
export interface SqliteWorkerOptions {
  /** A file, or `:memory:`. */
  readonly path: string
  readonly readOnly: boolean
  /** Held for as long as the worker lives, so that no other process opens the same database. */
  readonly lockPath?: string
}

/** One insert with the values of many rows, laid end to end: a flat list is cheaper to pass than a list of lists. */
export interface BatchStatement {
  readonly sql: string
  /** Values per row. 0: a statement without any, run once; if it fails, the batch does. */
  readonly width: number
  /** As they are: the worker makes text of them that can be stored. */
  readonly values: readonly SQLInputValue[]
}

/** A row of a batch that the database would not take. */
export interface RefusedRow {
  /** Place of its statement in the batch, and its own within the statement. */
  readonly statement: number
  readonly row: number
  readonly message: string
}

export type SqliteRequest =
  | { readonly id: number; readonly kind: 'run'; readonly sql: string; readonly parameters: readonly SQLInputValue[] }
  | { readonly id: number; readonly kind: 'batch'; readonly statements: readonly BatchStatement[] }
  | { readonly id: number; readonly kind: 'close' }

/** `locked`: another process has the database. `code` is SQLite's extended result code. */
export interface SqliteFailure {
  readonly message: string
  readonly code?: number
  readonly locked?: boolean
}

/** Answer 0 is `done` once the database is open. */
export type SqliteResponse =
  | { readonly id: number; readonly kind: 'rows'; readonly rows: Record<string, unknown>[]; readonly changes: number }
  | { readonly id: number; readonly kind: 'batch'; readonly refused: readonly RefusedRow[] }
  | { readonly id: number; readonly kind: 'done' }
  | { readonly id: number; readonly kind: 'failure'; readonly failure: SqliteFailure }
