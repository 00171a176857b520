import { type GatewayError, gatewayError } from '@gateway/core'
import { codeOf } from './postgres-error.ts'
import { SqliteError } from './sqlite-error.ts'

/** `SQLITE_CONSTRAINT_PRIMARYKEY`, `SQLITE_CONSTRAINT_UNIQUE`; `unique_violation`. */
const SQLITE_CODES: readonly unknown[] = [1555, 2067]
const POSTGRES_CODE = '23505'

/** What the ports reject with when a name is taken. */
export function taken(what: string): GatewayError {
  return gatewayError('CONFLICT', `${what} exists already. Choose another, or change the one there is.`)
}

/** What the ports reject with when an id was somebody's who is gone. */
export function notGivenAgain(what: string): GatewayError {
  return gatewayError(
    'CONFLICT',
    `${what} was deleted. Its id is not given again: who had it would see what was made under it. Choose another.`,
  )
}

/** Runs a write; where a unique value is taken, rejects as `taken` does. */
export async function orTaken<Result>(what: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const isTaken =
      error instanceof SqliteError ? SQLITE_CODES.includes(error.sqliteCode) : codeOf(error) === POSTGRES_CODE
    throw isTaken ? taken(what) : error
  }
}
