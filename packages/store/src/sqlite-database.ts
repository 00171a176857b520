import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { gatewayError, isGatewayError, type Logger } from '@gateway/core'
import { Kysely, sql } from 'kysely'
import { AFTER_RECORDS, BEFORE_RECORDS } from './add-usage.ts'
import { ChangeListeners } from './change-listeners.ts'
import { type Database, insertSql } from './database.ts'
import { URL_REMEDY } from './database-url.ts'
import { makeFolder } from './make-folder.ts'
import { migrate } from './migrate.ts'
import { Mutex } from './mutex.ts'
import type { Schema } from './schema.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { type SqliteThreads, sqliteDialect } from './sqlite-dialect.ts'
import { SqliteError } from './sqlite-error.ts'
import type { SqliteWorkerOptions } from './sqlite-messages.ts'

const MEMORY = ':memory:'

/** Opens a SQLite file, or `:memory:`. Rejects with `UNAVAILABLE` and a line that says why and what to do. */
export async function openSqlite(path: string, shown: string, logger: Logger | undefined): Promise<Database> {
  const opened: SqliteConnection[] = []
  const open = async (options: SqliteWorkerOptions): Promise<SqliteConnection> => {
    const connection = await SqliteConnection.open(options)
    opened.push(connection)
    return connection
  }
  try {
    const file = path === MEMORY ? MEMORY : await prepareFile(path)
    const lock = file === MEMORY ? {} : { lockPath: `${file}-lock` }
    const writer = await open({ path: file, readOnly: false, ...lock })
    const writing = new Mutex()
    await migrate(new Kysely<Schema>({ dialect: sqliteDialect({ writer, reader: undefined, writing }) }), 'sqlite')
    const reader = file === MEMORY ? undefined : await open({ path: file, readOnly: true })
    return sqliteDatabase({ writer, reader, writing }, logger)
  } catch (error) {
    for (const connection of opened.toReversed()) await connection.close()
    const message = `The database ${shown} cannot be opened: ${why(error)}`
    throw gatewayError('UNAVAILABLE', `${message}.`.replace(/\s+/g, ' '), { cause: error })
  }
}

/** Makes the folder. The same file is the same path however it was named, so that its lock is one. */
async function prepareFile(path: string): Promise<string> {
  const file = resolve(path)
  const folder = dirname(file)
  await makeFolder(folder)
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) return join(await realpath(folder), basename(file))
  if (found.isDirectory()) throw new Error('it is a folder and not a file')
  return await realpath(file)
}

function sqliteDatabase(threads: SqliteThreads, logger: Logger | undefined): Database {
  const { writer, reader, writing } = threads
  const queries = new Kysely<Schema>({ dialect: sqliteDialect(threads) })
  const listeners = new ChangeListeners(logger)
  return {
    kind: 'sqlite',
    queries,
    shared: false,
    clock: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    contains: (column, text) => sql`instr(${sql.ref(column)}, ${text}) > 0`,
    memberNumber: (column, name) => sql`json_extract(${sql.ref(column)}, ${`$.${name}`})`,
    async insertRows(tables) {
      const statements = tables.flatMap((rows) => {
        const { table, values } = rows
        const insert = { table, sql: insertSql(rows, 1, () => '?'), width: rows.columns.length, values }
        return table === 'records' ? [once(BEFORE_RECORDS), insert, ...AFTER_RECORDS.map(once)] : [insert]
      })
      const refused = await writing.run(() => writer.batch(statements))
      return refused.map(({ statement, row, message }) => ({ table: statements[statement]?.table ?? '', row, message }))
    },
    async change(change, write) {
      const changed = await queries.transaction().execute(write)
      if (changed) listeners.tell(change)
      return changed
    },
    onChange: (listener) => listeners.add(listener),
    async usedBytes() {
      const { rows } = await sql<{ bytes: number }>`
        select (page_count - freelist_count) * page_size as bytes
        from pragma_page_count(), pragma_freelist_count(), pragma_page_size()`.execute(queries)
      return rows[0]?.bytes
    },
    async ping() {
      await Promise.all([queries.selectNoFrom(sql`1`.as('one')).execute(), writer.run('select 1', [])])
    },
    async close() {
      // Whoever writes may finish; the writer goes last, it moves the log into the file and holds the lock.
      await writing.run(async () => {
        await reader?.close()
        await writer.close()
      })
    },
  }
}

const once = (statement: string) => ({ table: '', sql: statement, width: 0, values: [] })

function why(error: unknown): string {
  if (isGatewayError(error)) {
    if (error.cause instanceof SqliteError) return why(error.cause)
    return error.cause instanceof Error ? `its worker thread ended with "${error.cause.message}"` : error.message
  }
  if (error instanceof SqliteError) {
    if (error.locked) {
      return 'another gateway has it open; stop that one first, give this one a file of its own, or use PostgreSQL (DATABASE_URL=postgres://user:password@host:5432/database), which several can share'
    }
    switch ((error.sqliteCode ?? 0) & 0xff) {
      case 8:
        return `it is read-only; make the file and its folder writable for this user, or ${URL_REMEDY}`
      case 11:
        return `the file is damaged; restore it from a backup, or ${URL_REMEDY}`
      case 13:
        return 'the disk is full; make room'
      case 14:
        return `the file cannot be opened or made; make the file and its folder writable for this user, or ${URL_REMEDY}`
      case 26:
        return `the file is not a SQLite database; move it away, or ${URL_REMEDY}`
      default:
        return `SQLite says "${error.message}"; ${URL_REMEDY}`
    }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return `${reason}; make the folder writable for this user, or ${URL_REMEDY}`
}
