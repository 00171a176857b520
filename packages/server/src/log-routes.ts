import type { Caller, RecordFilter, RecordStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { isAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { logView } from './log-view.ts'
import type { AgentDirectory } from './ports.ts'
import { checked } from './read-json.ts'

const time = z.iso
  .datetime({ offset: true, local: true, error: 'must be an ISO 8601 time such as 2026-01-31T09:00:00Z' })
  .or(z.iso.date())
  .transform((text) =>
    new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`).toISOString(),
  )

const LIMIT = 'must be a whole number from 1 to 200'

const listQuery = z.strictObject({
  agent: z.string().optional(),
  key: z.string().optional(),
  status: z
    .enum(['ok', 'error', 'refused', 'canceled'], { error: 'must be ok, error, refused or canceled' })
    .optional(),
  from: time.optional(),
  to: time.optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z.uuid('take it from next_cursor of the page before').optional(),
})

export interface LogRoutesOptions {
  readonly records: RecordStore
  readonly agents: AgentDirectory
  /** Id of a key given as itself or as its hash. */
  readonly keyId: (keyOrHash: string) => string
  /** Writes what waits, so that a call that has just ended is in the list. */
  readonly flush: () => Promise<void>
}

/** `GET /v1/logs`: newest first, without content. A key sees its own calls, the administrator all. */
export async function listLogs(exchange: HttpExchange, caller: Caller, options: LogRoutesOptions): Promise<Reply> {
  const query = checked(Object.fromEntries(exchange.query), listQuery)
  const asked = query.key === undefined ? undefined : options.keyId(query.key)
  const keyId = isAllowed(caller, 'see every record') ? asked : caller.keyId
  if (asked !== undefined && asked !== keyId) throw onlyOwn()
  const filter: RecordFilter = {
    ...(query.agent === undefined ? {} : { agentId: options.agents.find(query.agent)?.id ?? query.agent }),
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
  return jsonReply({
    logs: logs.map(logView),
    next_cursor: found.length > query.limit ? (logs.at(-1)?.id ?? null) : null,
  })
}

/** `GET /v1/logs/{id}`: one record with its content. */
export async function showLog(id: string, caller: Caller, options: LogRoutesOptions): Promise<Reply> {
  // What a sink that is away has not taken is not in the list; that is no reason to keep the rest.
  await options.flush().catch(() => {})
  const record = await options.records.get(id)
  // Somebody else's record is as good as none.
  if (record === undefined || (record.keyId !== caller.keyId && !isAllowed(caller, 'see every record'))) {
    throw gatewayError('NOT_FOUND', `There is no record '${id}' that this key may see. GET /v1/logs lists them.`)
  }
  return jsonReply(logView(record))
}

const onlyOwn = () =>
  gatewayError('PERMISSION_DENIED', 'key: this key sees only its own calls. Leave ?key= out, or use the admin key.')
