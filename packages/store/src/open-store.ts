import type { Logger, Store } from '@gateway/core'
import { parseDatabaseUrl } from './database-url.ts'
import { openPostgres } from './postgres-database.ts'
import { sqlStore } from './sql-store.ts'
import { openSqlite } from './sqlite-database.ts'

export interface OpenStoreOptions {
  readonly logger?: Logger
}

/**
 * Opens the database and brings its schema up to date. `sqlite:` and a path (the folder is made; one gateway at a time),
 * `sqlite::memory:`, or `postgres://` (any number of gateways).
 *
 * Rejects with `INVALID_REQUEST` when the URL is wrong and with `UNAVAILABLE` when the database cannot be opened within
 * 5 s. The message is one line for the operator: what, why, the remedy; a password is masked.
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<Store> {
  const { logger } = options
  const target = parseDatabaseUrl(url)
  const database =
    target.kind === 'sqlite'
      ? await openSqlite(target.path, target.shown, logger)
      : await openPostgres(target.url, target.shown, logger)
  return sqlStore(database, logger)
}
