import type { SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { gatewayError } from '@gateway/core'
import { SqliteError } from './sqlite-error.ts'
import type {
  BatchStatement,
  RefusedRow,
  SqliteRequest,
  SqliteResponse,
  SqliteWorkerOptions,
} from './sqlite-messages.ts'
import { readStoredRows, toStoredValue } from './stored-text.ts'

type Answer = Exclude<SqliteResponse, { kind: 'failure' }>
type Command = SqliteRequest extends infer Request
  ? Request extends SqliteRequest
    ? Omit<Request, 'id'>
    : never
  : never

interface Pending {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

interface RunResult {
  readonly rows: Record<string, unknown>[]
  readonly changes: number
}

/** In `dist`, and in an application's bundle, the worker lies beside as JavaScript. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './sqlite-worker.ts' : './sqlite-worker.js', import.meta.url)
}

/** A SQLite connection in a worker thread of its own. The thread keeps the process alive only while it is asked something. */
export class SqliteConnection {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #ended: Error | undefined

  /** Use `open`: a connection is of use once its worker has opened the database. */
  private constructor(options: SqliteWorkerOptions) {
    this.#worker = new Worker(workerUrl(), {
      name: options.readOnly ? 'sqlite-reader' : 'sqlite-writer',
      workerData: options,
      // `node:sqlite` announces itself as experimental.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    this.#worker.on('message', (response: SqliteResponse) => this.#settle(response))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end())
  }

  /** Rejects with a `SqliteError` when the database cannot be opened. */
  static async open(options: SqliteWorkerOptions): Promise<SqliteConnection> {
    const connection = new SqliteConnection(options)
    await new Promise<Answer>((resolve, reject) => connection.#wait(0, { resolve, reject }))
    return connection
  }

  async run(sql: string, parameters: readonly SQLInputValue[]): Promise<RunResult> {
    const answer = await this.#ask({ kind: 'run', sql, parameters: parameters.map(toStoredValue) })
    if (answer.kind !== 'rows') throw new Error(`The SQLite worker answered a query with ${answer.kind}.`)
    readStoredRows(answer.rows)
    return answer
  }

  /** Runs the statements for all their rows in one transaction. Rows that are refused are left out and returned. */
  async batch(statements: readonly BatchStatement[]): Promise<readonly RefusedRow[]> {
    const answer = await this.#ask({ kind: 'batch', statements })
    if (answer.kind !== 'batch') throw new Error(`The SQLite worker answered a batch with ${answer.kind}.`)
    return answer.refused
  }

  /** Resolves once the database is closed, also when the worker had ended before. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()))
    await this.#ask({ kind: 'close' })
    this.#worker.ref()
    await exited
  }

  /** Ends the worker at once, as a crash would: what waits is rejected. */
  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }

  #ask(command: Command): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#wait(id, { resolve, reject })
      this.#worker.postMessage({ ...command, id })
    })
  }

  #wait(id: number, pending: Pending): void {
    if (this.#pending.size === 0) this.#worker.ref()
    this.#pending.set(id, pending)
  }

  #settle(response: SqliteResponse): void {
    const pending = this.#pending.get(response.id)
    this.#pending.delete(response.id)
    if (this.#pending.size === 0) this.#worker.unref()
    if (pending === undefined) return
    if (response.kind === 'failure') pending.reject(new SqliteError(response.failure))
    else pending.resolve(response)
  }

  #end(cause?: unknown): void {
    this.#ended ??= gatewayError(
      'UNAVAILABLE',
      'The database is closed: its worker thread has ended. Restart the gateway.',
      {
        cause,
      },
    )
    for (const pending of this.#pending.values()) pending.reject(this.#ended)
    this.#pending.clear()
  }
}
