import type { Caller, Operation, RecordMatch, TaskState, TeamAdministration } from '@gateway/core'
import { gatewayError, OPERATIONS, PROTOCOL_VERSIONS } from '@gateway/core'
import { z } from 'zod'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import { tagQuery } from './call-tags.ts'
import type { AgentDirectory } from './ports.ts'
import { queryTime } from './query-time.ts'

const DAY_MS = 86_400_000
/** Content is looked at call by call. */
const MOST_SEARCHED_DAYS = 7

const text = z.string().min(1).max(512).optional()
const number = (what: string) => z.coerce.number(what).min(0, what).max(1e15, what).optional()
const isOperation = (name: string): name is Operation => Object.hasOwn(OPERATIONS, name)
const isTaskState = (name: string): name is TaskState => /^TASK_STATE_[A-Z_]{1,40}$/.test(name)

/** What records are asked for by. All that is given has to apply. */
export const logMatchQuery = z.strictObject({
  agent: text.describe('Name or id.'),
  caller_agent: text.describe('Id or name of the agent that called.'),
  upstream: text,
  key: text.describe('The key or its id. Keys see their own calls alone.'),
  key_alias: text,
  team: text.describe('Id. Admins of a team give theirs.'),
  user: text.describe('Id.'),
  ip: text.describe('The address that the call came from.'),
  tag: tagQuery,
  kind: z
    .enum(['call', 'run', 'mirror', 'replay'], { error: 'must be call, run, mirror or replay' })
    .optional()
    .describe(
      '`run`: what a task took that ended while its caller was gone; `mirror`: copies of messages; `replay`: messages that were sent once more.',
    ),
  status: z
    .enum(['ok', 'error', 'refused', 'canceled'], { error: 'must be ok, error, refused or canceled' })
    .optional(),
  replay_of: text.describe('Id of a record: the replays of it.'),
  http_status: number('must be a status such as 503'),
  error_code: text.describe('Such as UPSTREAM_ERROR.'),
  json_rpc_code: z.coerce.number('must be a code such as -32603').int('must be a code such as -32603').optional(),
  operation: z.string().refine(isOperation, 'must be the name of an operation, such as sendMessage').optional(),
  binding: text.describe('Such as JSONRPC.'),
  version: z.enum(PROTOCOL_VERSIONS, { error: `must be ${PROTOCOL_VERSIONS.join(' or ')}` }).optional(),
  upstream_binding: text,
  upstream_version: z.enum(PROTOCOL_VERSIONS, { error: `must be ${PROTOCOL_VERSIONS.join(' or ')}` }).optional(),
  streaming: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional(),
  request_id: text.describe('As `x-request-id` of the answer has it.'),
  task_id: text,
  context_id: text,
  session_id: text,
  trace_id: text.describe('Of W3C `traceparent`: 32 hexadecimal digits.'),
  span_id: text.describe('Of this call: 16 hexadecimal digits.'),
  parent_span_id: text.describe('Of whoever called, in its `traceparent`.'),
  cause_span_id: text.describe('`spanId` of the call that caused it.'),
  task_state: z.string().refine(isTaskState, 'must be a state such as TASK_STATE_FAILED').optional(),
  min_total_ms: number('must be milliseconds').describe('At least so many milliseconds.'),
  max_total_ms: number('must be milliseconds').describe('At most so many milliseconds.'),
  min_first_event_ms: number('must be milliseconds').describe('Until the answer, or the first event of a stream.'),
  max_first_event_ms: number('must be milliseconds'),
  min_overhead_ms: number('must be milliseconds').describe('Of the gateway itself.'),
  max_overhead_ms: number('must be milliseconds'),
  min_cost: number('must be US dollars').describe('At least so many US dollars.'),
  max_cost: number('must be US dollars').describe('At most so many; calls without costs are among them.'),
  model: text,
  min_tokens: number('must be tokens').describe('At least so many in all.'),
  max_tokens: number('must be tokens').describe('At most so many; calls that tell none are among them.'),
  min_request_bytes: number('must be bytes'),
  max_request_bytes: number('must be bytes'),
  min_response_bytes: number('must be bytes'),
  max_response_bytes: number('must be bytes'),
  from: queryTime.optional().describe('Calls that ended then or later.'),
  to: queryTime.optional().describe('Calls that ended before.'),
  search: z
    .string()
    .min(2, 'must have at least 2 characters')
    .max(200, 'must have at most 200 characters')
    .optional()
    .describe(
      `What stands in the request, the answer or the error message, in small or capital letters. Looks at no more than ${MOST_SEARCHED_DAYS} days; without \`from\` at the last 24 hours before \`to\`, or now.`,
    ),
})

export type LogMatchQuery = z.infer<typeof logMatchQuery>

export interface LogQueryOptions {
  readonly agents: Pick<AgentDirectory, 'find'>
  /** Id of a key given as itself or as the hash of any of its secrets. */
  readonly keyId: (keyOrHash: string) => string | Promise<string>
  readonly teams?: Pick<TeamAdministration, 'find'> | undefined
}

type Owners = Pick<RecordMatch, 'keyId' | 'teamId' | 'userId'>

/**
 * Whose records a caller gets that asks for these: administrators all, admins of a team those of their `team`, a key its
 * own. Throws PERMISSION_DENIED for anything else.
 */
async function ownersFor(caller: Caller, asked: Owners, teams: LogQueryOptions['teams']): Promise<Owners> {
  if (isAllowed(caller, 'see every record')) return asked
  if (asked.teamId !== undefined) {
    requireAllowed(caller, 'see records', await teams?.find(asked.teamId))
    return asked
  }
  if (asked.keyId !== undefined && asked.keyId !== caller.keyId) {
    throw gatewayError(
      'PERMISSION_DENIED',
      "key: this key sees only its own calls, and as an admin of a team those of ?team=. Leave ?key= out, or use an administrator's key.",
    )
  }
  return { ...asked, keyId: caller.keyId }
}

/** The records that a query asks for, as far as the caller may see them. */
export async function logMatch(caller: Caller, query: LogMatchQuery, options: LogQueryOptions): Promise<RecordMatch> {
  const agentId = (name: string | undefined) =>
    name === undefined ? undefined : (options.agents.find(name)?.id ?? name)
  const asked = {
    keyId: query.key === undefined ? undefined : await options.keyId(query.key),
    teamId: query.team,
    userId: query.user,
  }
  const { search } = query
  return given({
    ...(await ownersFor(caller, given(asked), options.teams)),
    agentId: agentId(query.agent),
    callerAgentId: agentId(query.caller_agent),
    upstream: query.upstream,
    keyAlias: query.key_alias,
    ip: query.ip,
    tag: query.tag,
    kind: query.kind,
    status: query.status,
    replayOf: query.replay_of,
    httpStatus: query.http_status,
    errorCode: query.error_code,
    jsonRpcCode: query.json_rpc_code,
    operation: query.operation,
    binding: query.binding,
    version: query.version,
    upstreamBinding: query.upstream_binding,
    upstreamVersion: query.upstream_version,
    streaming: query.streaming,
    requestId: query.request_id,
    taskId: query.task_id,
    contextId: query.context_id,
    sessionId: query.session_id,
    traceIds: query.trace_id === undefined ? undefined : [query.trace_id],
    spanId: query.span_id,
    parentSpanId: query.parent_span_id,
    causeSpanId: query.cause_span_id,
    taskState: query.task_state,
    model: query.model,
    minTotalMs: query.min_total_ms,
    maxTotalMs: query.max_total_ms,
    minFirstEventMs: query.min_first_event_ms,
    maxFirstEventMs: query.max_first_event_ms,
    minOverheadMs: query.min_overhead_ms,
    maxOverheadMs: query.max_overhead_ms,
    minCost: query.min_cost,
    maxCost: query.max_cost,
    minTokens: query.min_tokens,
    maxTokens: query.max_tokens,
    minRequestBytes: query.min_request_bytes,
    maxRequestBytes: query.max_request_bytes,
    minResponseBytes: query.min_response_bytes,
    maxResponseBytes: query.max_response_bytes,
    search,
    ...(search === undefined ? { from: query.from, to: query.to } : searchedTimes(query, Date.now())),
  })
}

/** The times between which content is searched. Throws INVALID_PARAMS where they are too far from each other. */
export function searchedTimes({ from, to }: Pick<LogMatchQuery, 'from' | 'to'>, now: number) {
  const end = to ?? new Date(now + 1_000).toISOString()
  const begin = from ?? new Date(Date.parse(end) - DAY_MS).toISOString()
  if (Date.parse(end) - Date.parse(begin) > MOST_SEARCHED_DAYS * DAY_MS + 1_000) {
    throw gatewayError(
      'INVALID_PARAMS',
      `search: looks at the content of no more than ${MOST_SEARCHED_DAYS} days at once, and from=${begin} to=${end} is more. Ask for fewer days, one after the other.`,
      { field: 'from' },
    )
  }
  return { from: begin, to: end }
}

type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> }

/** The members that are there. */
function given<Members extends object>(members: Members): Given<Members> {
  const found: Given<Members> = {}
  return Object.assign(found, Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)))
}
