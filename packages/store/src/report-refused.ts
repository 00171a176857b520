import type { Logger } from '@gateway/core'
import type { Refused } from './database.ts'

/** A row that the database does not take never will be: it is reported and left out, so that it does not hold up the others. */
export function reportRefused(
  refused: readonly Refused[],
  describe: (row: number, table: string) => object,
  logger: Logger | undefined,
): void {
  for (const { table, row, message } of refused) {
    logger?.error(
      { table, ...describe(row, table), reason: message },
      'A row was refused by the database and is not stored',
    )
  }
}
