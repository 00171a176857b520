import type { Caller, RecordFilter, RecordStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import { isAllowed } from './allowed-actions.ts'
import { tagQuery } from './call-tags.ts'
import { logAnswer, logView } from './log-view.ts'
import type { AgentDirectory } from './ports.ts'
import { queryTime } from './query-time.ts'

const LIMIT = 'must be a whole number from 1 to 200'

const listQuery = z.strictObject({
  agent: z.string().optional(),
  caller_agent: z.string().optional().describe('Id or name of the agent that called.'),
  tag: tagQuery,
  key: z.string().optional(),
  status: z
    .enum(['ok', 'error', 'refused', 'canceled'], { error: 'must be ok, error, refused or canceled' })
    .optional(),
  from: queryTime.optional(),
  to: queryTime.optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z.uuid('take it from next_cursor of the page before').optional(),
})

const tags = ['Records']

export interface LogRoutesOptions {
  readonly records: RecordStore
  readonly agents: AgentDirectory
  /** Id of a key given as itself or as the hash of any of its secrets. */
  readonly keyId: (keyOrHash: string) => string | Promise<string>
  /** Writes what waits, so that a call that has just ended is in the list. */
  readonly flush: () => Promise<void>
}

/** `GET /v1/logs`: newest first, without content, and `GET /v1/logs/{id}`. A key sees its own calls, the administrator all. */
export const logRoutes = (options: LogRoutesOptions): readonly Route[] => [
  adminRoute({
    method: 'GET',
    path: '/v1/logs',
    operationId: 'listLogs',
    summary: 'List the records of calls, newest first, without content',
    tags,
    may: 'anyone with a credential',
    query: listQuery,
    answer: z.object({
      logs: z.array(logAnswer),
      next_cursor: z.string().nullable().describe('`cursor` of the next page; `null`: this is the last.'),
    }),
    serve: ({ caller, query }) => listed(caller, query, options),
  }),
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
      // Somebody else's record is as good as none.
      if (record === undefined || (record.keyId !== caller.keyId && !isAllowed(caller, 'see every record'))) {
        throw gatewayError('NOT_FOUND', `There is no record '${id}' that this key may see. GET /v1/logs lists them.`)
      }
      return logView(record)
    },
  }),
]

async function listed(caller: Caller, query: z.infer<typeof listQuery>, options: LogRoutesOptions) {
  const asked = query.key === undefined ? undefined : await options.keyId(query.key)
  const keyId = isAllowed(caller, 'see every record') ? asked : caller.keyId
  if (asked !== undefined && asked !== keyId) throw onlyOwn()
  const filter: RecordFilter = {
    ...(query.agent === undefined ? {} : { agentId: options.agents.find(query.agent)?.id ?? query.agent }),
    ...(query.caller_agent === undefined
      ? {}
      : { callerAgentId: options.agents.find(query.caller_agent)?.id ?? query.caller_agent }),
    ...(query.tag === undefined ? {} : { tag: query.tag }),
    ...(keyId === undefined ? {} : { keyId }),
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(query.cursor === undefined ? {} : { before: query.cursor }),
    limit: query.limit + 1,
  }
  // What a sink that is away has not taken is not in the list; that is no reason to keep the rest.
  await options.flush().catch(() => {})
  const found = await options.records.list(filter)
  const logs = found.slice(0, query.limit)
  return {
    logs: logs.map(logView),
    next_cursor: found.length > query.limit ? (logs.at(-1)?.id ?? null) : null,
  }
}

const onlyOwn = () =>
  gatewayError('PERMISSION_DENIED', 'key: this key sees only its own calls. Leave ?key= out, or use the admin key.')
