import { gatewayError } from '@gateway/core'

/** What SQLite answered instead of a result. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError'
  /** SQLite's extended result code. */
  readonly sqliteCode: number | undefined
  readonly locked: boolean

  constructor(failure: { readonly message: string; readonly code?: number; readonly locked?: boolean }) {
    super(failure.message)
    this.sqliteCode = failure.code
    this.locked = failure.locked ?? false
  }
}

/** Results that say nothing of the statement: it may be run again when the disk has room, or can be written to. */
const PASSING = new Map([
  [5, 'it is locked by another program'],
  [10, 'its disk cannot be read or written'],
  [13, 'its disk is full'],
])

/** A database that cannot do it now becomes `UNAVAILABLE`; every other error stays as it is. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  const why = PASSING.get((error.sqliteCode ?? 0) & 0xff)
  if (why === undefined) return error
  return gatewayError('UNAVAILABLE', `The database does not take this now: ${why}. Try again.`, {
    cause: error,
    retryable: true,
  })
}
