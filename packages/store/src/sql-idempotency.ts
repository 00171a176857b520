import type { IdempotencyStore, IdempotentRequest } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Somebody may give up what was found taken before it is read. */
const ATTEMPTS = 5

export function sqlIdempotency({ queries, clock }: Database): IdempotencyStore {
  const after = (milliseconds: number) => sql<number>`${clock} + ${sql.lit(milliseconds)}`

  const changed = async ({ key, holder }: IdempotentRequest, set: { answer?: string }, milliseconds: number) => {
    const { numUpdatedRows } = await queries
      .updateTable('idempotent_requests')
      .set({ ...set, expires_at: after(milliseconds) })
      .where('key', '=', key)
      .where('holder', '=', holder)
      .where('answer', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  return {
    async take({ key, fingerprint, holder }, holdMs) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const taken = await queries
          .insertInto('idempotent_requests')
          .values({ key, fingerprint, holder, answer: null, expires_at: after(holdMs) })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet(({ ref }) => ({
                fingerprint: ref('excluded.fingerprint'),
                holder: ref('excluded.holder'),
                answer: null,
                expires_at: ref('excluded.expires_at'),
              }))
              .where(sql<boolean>`idempotent_requests.expires_at <= ${clock}`),
          )
          .returning('key')
          .executeTakeFirst()
        if (taken !== undefined) return undefined
        const held = await queries
          .selectFrom('idempotent_requests')
          .select(['fingerprint', 'answer'])
          .where('key', '=', key)
          .executeTakeFirst()
        if (held) return { fingerprint: held.fingerprint, ...(held.answer === null ? {} : { answer: held.answer }) }
      }
      return { fingerprint }
    },
    hold: (request, holdMs) => changed(request, {}, holdMs),
    finish: (request, answer, keepMs) => changed(request, { answer }, keepMs),
    async release({ key, holder }) {
      await queries
        .deleteFrom('idempotent_requests')
        .where('key', '=', key)
        .where('holder', '=', holder)
        .where('answer', 'is', null)
        .execute()
    },
    async deleteOver() {
      await queries.deleteFrom('idempotent_requests').where(sql<boolean>`expires_at <= ${clock}`).execute()
    },
  }
}
