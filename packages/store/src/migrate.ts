import { gatewayError } from '@gateway/core'
import { sql } from 'kysely'
import { type DatabaseKind, type Migration, migrations } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Any number that no other use of the same PostgreSQL database takes: `A2AGATEW` in ASCII. */
const MIGRATION_LOCK = '4697889135595373911'

/**
 * Brings the schema up to date in one transaction: all of it or nothing. Gateways that start at once on one PostgreSQL
 * wait for each other. Rejects when the database was written by a newer version. `steps` are those there are.
 */
export async function migrate(
  database: Queries,
  kind: DatabaseKind,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (kind === 'postgres')
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)}::bigint)`.execute(transaction)
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'text', (column) => column.notNull())
      .execute()
    const applied = new Set(
      (await transaction.selectFrom('migrations').select('name').execute()).map(({ name }) => name),
    )
    const known = new Set(steps.map(({ name }) => name))
    const unknown = [...applied].find((name) => !known.has(name))
    if (unknown !== undefined) {
      throw gatewayError(
        'UNAVAILABLE',
        `it was written by a newer version of the gateway (it has the schema ${unknown})`,
      )
    }
    for (const migration of steps) {
      if (applied.has(migration.name)) continue
      await migration.up(transaction, kind)
      await transaction
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: new Date().toISOString() })
        .execute()
    }
  })
}
