import { join } from 'node:path'
import type { TestPostgres } from '../../packages/store/src/embedded-postgres.fixture.ts'
import { type BulkDatabase, bulkPostgres, bulkSqlite } from './bulk-database.ts'
import { databaseUrl, GatewayProcess, type GatewayToStart } from './gateway.ts'
import type { Place } from './place.ts'
import { populate } from './populate.ts'
import { type Population, type PopulationSize, population } from './population.ts'

/** Of a core: the cards of ten thousand agents are looked for all the time, which takes more than nothing. */
export const QUIET_SHARE_OF_MANY = 0.25

/** A gateway's database with everything in it, and the gateway on it while one runs. */
export interface Populated {
  readonly name: 'small' | 'large'
  readonly people: Population
  readonly gateway: GatewayProcess
  /** Answers when the new process was started. */
  spawn(nodeOptions?: readonly string[]): Promise<GatewayProcess>
}

export async function populated(
  place: Place,
  name: Populated['name'],
  size: PopulationSize,
  server: TestPostgres | undefined,
): Promise<Populated> {
  const folder = place.folder()
  const people = population(size)
  const url = server === undefined ? databaseUrl(folder) : await server.createDatabase(name)
  const open = (): BulkDatabase =>
    server === undefined ? bulkSqlite(join(folder, 'gateway.db')) : bulkPostgres(server, name)
  const start: GatewayToStart = { agents: [], built: place.built, database: url }
  await populate({ folder, start, open }, place.upstream.url, people)
  let running: GatewayProcess | undefined
  return {
    name,
    people,
    get gateway() {
      if (running === undefined) throw new Error(`The gateway of the ${name} database has not been started.`)
      return running
    },
    async spawn(nodeOptions = []) {
      running = await GatewayProcess.spawn(folder, start, nodeOptions)
      return running
    },
  }
}
