import type { CallRecord, RecordMatch, RecordStore } from '@gateway/core'
import { z } from 'zod'
import { type Route, replyRoute } from './admin-route.ts'
import { actorOf, type RequestAudit } from './audited-request.ts'
import { type LogQueryOptions, logMatch, logMatchQuery } from './log-query.ts'
import { logView } from './log-view.ts'
import { csvLines, csvOf } from './usage-csv.ts'

/** Records that are in memory at once; of those with content few, because each may be long. */
const PAGE = 500
const PAGE_WITH_CONTENT = 25

const exportQuery = logMatchQuery.extend({
  format: z.enum(['jsonl', 'csv'], { error: 'must be jsonl or csv' }).default('jsonl'),
  content: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((value) => value === 'true')
    .describe('With requests and answers.'),
})

export interface LogExportOptions extends LogQueryOptions {
  readonly records: Pick<RecordStore, 'page'>
  readonly flush: () => Promise<void>
  readonly audit?: RequestAudit | undefined
}

/** `GET /v1/logs/export`: the records that `GET /v1/logs` lists, all of them, as a file. Never held whole. */
export const logExportRoute = (options: LogExportOptions): Route =>
  replyRoute({
    method: 'GET',
    path: '/v1/logs/export',
    operationId: 'exportLogs',
    summary: 'Export the records of calls, newest first',
    description:
      'Takes the filters of `GET /v1/logs` and sends all that it would list, as JSON Lines or CSV, as fast as it is read. Who exported what is in the audit log.',
    tags: ['Records'],
    may: 'anyone with a credential',
    query: exportQuery,
    answers: {
      200: { description: 'A record in each line; of CSV after a line of names.', contentType: 'application/jsonl' },
    },
    async serve({ exchange, caller, requestId, query: { format, content, ...query } }) {
      const match = await logMatch(caller, query, options)
      const { audit } = options
      const done = { action: 'log.export', target: { kind: 'log', id: 'export' }, after: { format, content, ...match } }
      await audit?.acting(
        { actor: actorOf(caller), address: exchange.ip, requestId },
        () => audit.done?.([done]) ?? Promise.resolve(),
      )
      await options.flush().catch(() => {})
      const day = new Date().toISOString().slice(0, 10)
      return {
        status: 200,
        headers: {
          'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
          'content-disposition': `attachment; filename="calls-${day}.${format}"`,
          'cache-control': 'no-store',
        },
        body: pages(options.records, match, { content, format }),
      }
    },
  })

async function* pages(
  records: Pick<RecordStore, 'page'>,
  match: RecordMatch,
  { content, format }: { readonly content: boolean; readonly format: 'jsonl' | 'csv' },
): AsyncGenerator<string, undefined> {
  const columns = content ? [...Object.keys(COLUMNS), 'request', 'response'] : Object.keys(COLUMNS)
  if (format === 'csv') yield csvOf(columns, [])
  const limit = content ? PAGE_WITH_CONTENT : PAGE
  for (let before: string | undefined; ; ) {
    const place = before === undefined ? {} : { before }
    const page = await records.page({ ...match, ...place, limit }, { content })
    const text = format === 'csv' ? csvLines(page.records.map((record) => cellsOf(record, content))) : linesOf(page)
    if (text !== '') yield text
    if (page.next === undefined) return undefined
    before = page.next
  }
}

const linesOf = ({ records }: { readonly records: readonly CallRecord[] }) =>
  records.map((record) => `${JSON.stringify(logView(record))}\n`).join('')

type Cell = string | number | null

/** One column for each member that a table has use for. */
const COLUMNS = {
  id: ({ id }) => id,
  time: ({ time }) => time,
  kind: ({ kind = 'call' }) => kind,
  status: ({ status }) => status,
  http_status: ({ httpStatus }) => httpStatus,
  error_code: ({ errorCode }) => errorCode,
  error_message: ({ errorMessage }) => errorMessage,
  agent_id: ({ agentId }) => agentId,
  agent: ({ agentName }) => agentName,
  upstream: ({ upstream }) => upstream,
  attempts: ({ attempts }) => attempts?.length,
  operation: ({ operation }) => operation,
  streaming: ({ streaming }) => String(streaming),
  binding: ({ binding }) => binding,
  version: ({ version }) => version,
  upstream_version: ({ upstreamVersion }) => upstreamVersion,
  key_id: ({ keyId }) => keyId,
  key_alias: ({ keyAlias }) => keyAlias,
  user_id: ({ userId }) => userId,
  team_id: ({ teamId }) => teamId,
  caller_agent_id: ({ callerAgentId }) => callerAgentId,
  tags: ({ tags }) => tags?.join(','),
  ip: ({ ip }) => ip,
  request_id: ({ requestId }) => requestId,
  task_id: ({ taskId }) => taskId,
  context_id: ({ contextId }) => contextId,
  session_id: ({ sessionId }) => sessionId,
  task_state: ({ taskState }) => taskState,
  first_event_ms: ({ firstEventMs }) => firstEventMs,
  total_ms: ({ totalMs }) => totalMs,
  overhead_ms: ({ overheadMs }) => overheadMs,
  request_bytes: ({ requestBytes }) => requestBytes,
  response_bytes: ({ responseBytes }) => responseBytes,
  events: ({ events }) => events,
  model: ({ usage }) => usage?.model,
  input_tokens: ({ usage }) => usage?.inputTokens,
  output_tokens: ({ usage }) => usage?.outputTokens,
  total_tokens: ({ usage }) => usage?.totalTokens,
  cost: ({ cost }) => cost,
} as const satisfies Record<string, (record: CallRecord) => Cell | undefined>

function cellsOf(record: CallRecord, content: boolean): readonly Cell[] {
  const cells = Object.values(COLUMNS).map((cell: (of: CallRecord) => Cell | undefined) => cell(record) ?? null)
  return content ? [...cells, record.request ?? null, record.response ?? null] : cells
}
