/**
 * The thread that owns a SQLite connection. It imports nothing but `node:` modules at run time, and how text and latencies
 * are stored, which imports nothing: Node runs it from source as it is, and an application that bundles this package needs only this
 * one file beside its own.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { latencySum } from './latency-sum.ts'
import type {
  BatchStatement,
  RefusedRow,
  SqliteFailure,
  SqliteRequest,
  SqliteResponse,
  SqliteWorkerOptions,
} from './sqlite-messages.ts'
import { toStoredValue } from './stored-text.ts'

// Not imported: bundlers that take `node:` off would make another package of it.
const sqlite = process.getBuiltinModule('node:sqlite')

const STATEMENTS_KEPT = 200
/** Primary result codes that concern a row and not the database: too big, constraint, mismatch, range. */
const ROW_CODES = new Set([18, 19, 20, 25])
const BUSY = 5

function storedRow(values: readonly SQLInputValue[], start: number, width: number): SQLInputValue[] {
  const row: SQLInputValue[] = []
  for (let at = start; at < start + width; at++) row.push(toStoredValue(values[at] ?? null))
  return row
}

interface Connection {
  run(sql: string, parameters: readonly SQLInputValue[]): { rows: Record<string, unknown>[]; changes: number }
  batch(statements: readonly BatchStatement[]): RefusedRow[]
  close(): void
}

function codeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined
}

function failureOf(error: unknown): SqliteFailure {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  return code === undefined ? { message } : { message, code }
}

/** Holds an exclusive lock on a file of its own. The system lets go of it when the process ends, however it ends. */
function lock(path: string): DatabaseSync | undefined {
  const file = new sqlite.DatabaseSync(path)
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    return file
  } catch (error) {
    file.close()
    if (((codeOf(error) ?? 0) & 0xff) === BUSY) return undefined
    throw error
  }
}

function open(options: SqliteWorkerOptions, lockFile: DatabaseSync | undefined): Connection {
  const database = new sqlite.DatabaseSync(options.path, { readOnly: options.readOnly })
  database.exec('PRAGMA busy_timeout = 5000')
  database.function('latency_sum', { deterministic: true }, (text) => latencySum(String(text)))
  if (!options.readOnly) {
    // Of a new file: records are long, and every page that is written costs two system calls, twice.
    database.exec('PRAGMA page_size = 8192')
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
    // 32 MiB of cache, and the log is moved into the file each 64 MiB: a page of an index that many rows go to is moved once.
    database.exec('PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000')
  }
  const prepared = new Map<string, StatementSync>()
  const changes = database.prepare('SELECT changes() AS changes')

  function prepare(sql: string): StatementSync {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    // What was used last stands last; the first is forgotten.
    prepared.delete(sql)
    prepared.set(sql, statement)
    if (prepared.size > STATEMENTS_KEPT) {
      for (const oldest of prepared.keys()) {
        prepared.delete(oldest)
        break
      }
    }
    return statement
  }

  function insert(statements: readonly BatchStatement[]): RefusedRow[] {
    const refused: RefusedRow[] = []
    for (const [statement, { sql, width, values }] of statements.entries()) {
      const query = prepare(sql)
      if (width === 0) query.run()
      for (let row = 0; row * width < values.length; row++) {
        try {
          query.run(...storedRow(values, row * width, width))
        } catch (error) {
          const code = codeOf(error)
          if (code !== undefined && !ROW_CODES.has(code & 0xff)) throw error
          refused.push({ statement, row, message: failureOf(error).message })
        }
      }
    }
    return refused
  }

  function rollBack(): void {
    try {
      database.exec('ROLLBACK')
    } catch {
      // A full disk, for one, has rolled back already.
    }
  }

  return {
    run(sql, parameters) {
      const rows = prepare(sql).all(...parameters)
      return { rows, changes: Number(changes.get()?.changes ?? 0) }
    },
    batch(statements) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const refused = insert(statements)
        database.exec('COMMIT')
        return refused
      } catch (error) {
        rollBack()
        throw error
      }
    },
    close() {
      database.close()
      lockFile?.close()
    },
  }
}

function serve(options: SqliteWorkerOptions): void {
  const port = parentPort
  if (port === null) throw new Error('This file is the body of a worker thread.')
  const answer = (response: SqliteResponse): void => port.postMessage(response)
  let connection: Connection
  try {
    const lockFile = options.lockPath === undefined ? undefined : lock(options.lockPath)
    if (options.lockPath !== undefined && lockFile === undefined) {
      answer({ id: 0, kind: 'failure', failure: { message: 'database is locked by another process', locked: true } })
      return
    }
    connection = open(options, lockFile)
    // A file that is no database shows itself on the first read, not when it is opened.
    connection.run('SELECT count(*) AS tables FROM sqlite_schema', [])
  } catch (error) {
    answer({ id: 0, kind: 'failure', failure: failureOf(error) })
    return
  }
  function respond(request: SqliteRequest): SqliteResponse {
    const { id } = request
    if (request.kind === 'run') return { id, kind: 'rows', ...connection.run(request.sql, request.parameters) }
    if (request.kind === 'batch') return { id, kind: 'batch', refused: connection.batch(request.statements) }
    connection.close()
    return { id, kind: 'done' }
  }
  port.on('message', (request: SqliteRequest) => {
    try {
      answer(respond(request))
      if (request.kind === 'close') port.close()
    } catch (error) {
      answer({ id: request.id, kind: 'failure', failure: failureOf(error) })
    }
  })
  answer({ id: 0, kind: 'done' })
}

serve(workerData)
