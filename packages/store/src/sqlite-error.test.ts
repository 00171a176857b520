import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Mutex } from './mutex.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

let folder: string
let writer: SqliteConnection
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-sqlite-error-'))
  writer = await SqliteConnection.open({ path: join(folder, 'full.db'), readOnly: false })
})
afterAll(async () => {
  await writer.close()
  rmSync(folder, { recursive: true, force: true })
})

it('says that a full disk is to be tried again, in and out of a transaction, and goes on when there is room', async () => {
  const dialect = sqliteDialect({ writer, reader: undefined, writing: new Mutex() })
  const database = new Kysely<{ notes: { text: string } }>({ dialect })
  await sql`create table notes (text text)`.execute(database)
  const insert = (on = database) =>
    on
      .insertInto('notes')
      .values({ text: 'x'.repeat(500_000) })
      .execute()
  const full = { code: 'UNAVAILABLE', retryable: true, message: expect.stringMatching(/disk is full/) }
  // SQLite answers as for a disk that is full.
  await sql`pragma max_page_count = 20`.execute(database)
  await expect(insert()).rejects.toMatchObject(full)
  await expect(database.transaction().execute((write) => insert(write))).rejects.toMatchObject(full)
  await expect(sql`no such statement`.execute(database)).rejects.toMatchObject({ name: 'SqliteError' })
  await sql`pragma max_page_count = 100000`.execute(database)
  await database.transaction().execute((write) => insert(write))
  expect(await database.selectFrom('notes').select(sql<number>`length(text)`.as('size')).execute()).toEqual([
    { size: 500_000 },
  ])
})
