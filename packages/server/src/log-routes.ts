import type { RecordStore } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { type LogExportOptions, logExportRoute } from './log-export-route.ts'
import { type LogQueryOptions, logMatch, logMatchQuery } from './log-query.ts'
import { type LogStreamOptions, logStreamRoute } from './log-stream-route.ts'
import { logAnswer, logView } from './log-view.ts'
import { noRecord, seesRecord, seesTeam } from './seen-records.ts'

const LIMIT = 'must be a whole number from 1 to 200'

const listQuery = logMatchQuery.extend({
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z.uuid('take it from next_cursor of the page before').optional(),
})

const tags = ['Records']

export interface LogRoutesOptions extends LogQueryOptions, LogExportOptions, LogStreamOptions {
  readonly records: RecordStore
  /** Writes what waits, so that a call that has just ended is in the list. */
  readonly flush: () => Promise<void>
}

/** `GET /v1/logs` and what is below: the records of calls. A key sees its own calls, admins of a team its calls, administrators all. */
export const logRoutes = (options: LogRoutesOptions): readonly Route[] => [
  adminRoute({
    method: 'GET',
    path: '/v1/logs',
    operationId: 'listLogs',
    summary: 'List the records of calls, newest first, without content',
    description:
      'Keys see their own calls, admins of a team those of their `team`, administrators all. A page that took too long to look for is shorter than its limit, or empty: there are more as long as there is a `next_cursor`.',
    tags,
    may: 'anyone with a credential',
    query: listQuery,
    answer: z.object({
      logs: z.array(logAnswer),
      next_cursor: z.string().nullable().describe('`cursor` of the next page; `null`: this is the last.'),
    }),
    async serve({ caller, query: { limit, cursor, ...query } }) {
      const match = await logMatch(caller, query, options)
      // What a sink that is away has not taken is not in the list; that is no reason to keep the rest.
      await options.flush().catch(() => {})
      const page = { ...match, ...(cursor === undefined ? {} : { before: cursor }), limit }
      const { records, next = null } = await options.records.page(page)
      return { logs: records.map(logView), next_cursor: next }
    },
  }),
  logExportRoute(options),
  logStreamRoute(options),
  adminRoute({
    method: 'GET',
    path: '/v1/logs/{id}',
    operationId: 'getLog',
    summary: 'Show the record of a call with its content',
    tags,
    may: 'anyone with a credential',
    params: z.object({ id: z.string() }),
    answer: logAnswer,
    async serve({ caller, params: { id } }) {
      // What a sink that is away has not taken is not there; that is no reason to keep the rest.
      await options.flush().catch(() => {})
      const record = await options.records.get(id)
      if (
        record === undefined ||
        !(seesRecord(caller, record) || (await seesTeam(caller, record.teamId, options.teams)))
      )
        throw noRecord(id)
      return logView(record)
    },
  }),
]
