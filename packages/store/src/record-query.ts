import type { RecordMatch } from '@gateway/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from './database.ts'
import { RECORD_RANGES } from './record-ranges.ts'
import { anywhere, searchForms } from './record-search.ts'
import { shortHash } from './short-hash.ts'

export type Condition = RawBuilder<SqlBool>

/**
 * How records are looked for: what one index tells, in its own words, and the rest, which is looked at record by record
 * and in words that keep other indexes from being chosen: which of two serves better, SQLite does not know.
 */
export interface RecordQuery {
  readonly indexed: readonly Condition[]
  readonly rest: readonly Condition[]
  /** What the index tells are a few: the calls of one task, context, session, trace or request. */
  readonly few: boolean
}

type Name = keyof RecordMatch
/** What of the database they are written with. */
type Words = Pick<Database, 'contains' | 'memberNumber'>

const equal = (column: string, value: unknown): Condition => sql`${sql.ref(column)} = ${value}`
/** As `equal`, without any index. */
const same = (column: string, value: string): Condition => sql`(${sql.ref(column)} || '') = ${value}`
/** None is among none. */
const among = (hash: RawBuilder<unknown>, texts: readonly string[]): Condition =>
  texts.length === 0 ? sql`1 = 0` : sql`${hash} in (${sql.join(texts.map(shortHash))})`
// As the partial indexes say it.
const FAILED: Condition = sql`status <> 'ok'`

/** How the rest of a query looks for each member. What is not exact is checked once more (`recordMatches`). */
function conditionsOf(match: RecordMatch, covered: ReadonlySet<Name>, database: Words): Condition[] {
  const conditions: Condition[] = []
  const when = <Value>(name: Name, value: Value | undefined, condition: (value: Value) => Condition) => {
    if (value !== undefined && !covered.has(name)) conditions.push(condition(value))
  }
  const column = (name: Name & string, at: string, value: string | undefined) =>
    when(name, value, (text) => same(at, text))
  // Within texts quotes are escaped: so written it is a member, if perhaps not of the record itself.
  const member = (name: Name & string, value: string | number | boolean | undefined) =>
    when(name, value, (of) => database.contains('record', `"${name}":${JSON.stringify(of)}`))
  column('keyId', 'key_id', match.keyId)
  column('agentId', 'agent_id', match.agentId)
  column('teamId', 'team_id', match.teamId)
  column('userId', 'user_id', match.userId)
  column('callerAgentId', 'caller_agent_id', match.callerAgentId)
  column('upstream', 'upstream', match.upstream)
  column('status', 'status', match.status)
  column('model', 'model', match.model)
  when('kind', match.kind, (kind) => (kind === 'call' ? sql`kind is null` : same('kind', kind)))
  for (const { min, max, column: of } of RECORD_RANGES) {
    when(min, match[min], (least) => sql`${of(database)} >= ${least}`)
    when(max, match[max], (most) => sql`${of(database)} <= ${most}`)
  }
  when('tag', match.tag, (tag) => database.contains('tags', JSON.stringify(tag)))
  member('operation', match.operation)
  member('taskState', match.taskState)
  member('errorCode', match.errorCode)
  member('jsonRpcCode', match.jsonRpcCode)
  member('httpStatus', match.httpStatus)
  member('keyAlias', match.keyAlias)
  member('ip', match.ip)
  member('replayOf', match.replayOf)
  member('binding', match.binding)
  member('version', match.version)
  member('upstreamBinding', match.upstreamBinding)
  member('upstreamVersion', match.upstreamVersion)
  member('streaming', match.streaming)
  member('requestId', match.requestId)
  member('taskId', match.taskId)
  member('contextId', match.contextId)
  member('sessionId', match.sessionId)
  member('spanId', match.spanId)
  member('parentSpanId', match.parentSpanId)
  member('causeSpanId', match.causeSpanId)
  when('traceIds', match.traceIds, (ids) => among(sql`trace_hash + 0`, ids))
  when('search', match.search, (text) => {
    const patterns = searchForms(text).map(anywhere)
    const within = (name: string) =>
      sql.join(
        patterns.map((pattern) => sql`lower(${sql.ref(name)}) like ${pattern} escape '!'`),
        sql` or `,
      )
    // An error message is within the record: that it is there and no other member is checked once more.
    return sql`(${within('request')} or ${within('response')} or ${within('record')})`
  })
  return conditions
}

/** The one index that is chosen: what finds few first. */
function indexed(
  match: RecordMatch,
): readonly [covered: readonly Name[], conditions: readonly Condition[], few?: true] {
  const { requestId, taskId, contextId, sessionId, traceIds, replayOf } = match
  const { keyId, agentId, userId, teamId, callerAgentId, status } = match
  if (requestId !== undefined) return [['requestId'], [equal('request_hash', shortHash(requestId))], true]
  if (replayOf !== undefined) return [['replayOf'], [equal('replay_hash', shortHash(replayOf))], true]
  if (taskId !== undefined) return [['taskId'], [equal('task_hash', shortHash(taskId))], true]
  if (contextId !== undefined) return [['contextId'], [equal('context_hash', shortHash(contextId))], true]
  if (sessionId !== undefined) {
    const hash = shortHash(sessionId)
    // Written only where it is not the context's.
    const either = sql<SqlBool>`(session_hash = ${hash} or (context_hash = ${hash} and session_hash is null))`
    return [['sessionId'], [either], true]
  }
  if (traceIds !== undefined) {
    return [['traceIds'], [among(sql`trace_hash`, traceIds)], true]
  }
  const failed = (status !== undefined && status !== 'ok') || match.errorCode !== undefined
  if (callerAgentId !== undefined) return [['callerAgentId'], [equal('caller_agent_id', callerAgentId)]]
  if (failed && keyId !== undefined) return [['keyId'], [equal('key_id', keyId), FAILED]]
  if (failed && agentId !== undefined) return [['agentId'], [equal('agent_id', agentId), FAILED]]
  if (keyId !== undefined) return [['keyId'], [equal('key_id', keyId)]]
  if (userId !== undefined) return [['userId'], [equal('user_id', userId)]]
  if (failed && status !== undefined) return [['status'], [equal('status', status), FAILED]]
  if (failed) return [[], [FAILED]]
  if (agentId !== undefined) return [['agentId'], [equal('agent_id', agentId)]]
  if (teamId !== undefined) return [['teamId'], [equal('team_id', teamId)]]
  if (match.tag !== undefined) return [[], [sql`tags is not null`]]
  return [[], []]
}

export function recordQuery(match: RecordMatch, database: Words): RecordQuery {
  const [covered, conditions, few = false] = indexed(match)
  return { indexed: conditions, rest: conditionsOf(match, new Set(covered), database), few }
}

/** The same for records that are found by when they were written, whatever they have. */
export const recordConditions = ({ search: _content, ...match }: RecordMatch, database: Words): readonly Condition[] =>
  conditionsOf(match, new Set(), database)

/** Whether the content has what is searched for: where only `record` has it, it may be another member than the error message. */
export function inContent(text: string): Condition {
  const has = (name: string) =>
    searchForms(text).map((form) => sql`coalesce(lower(${sql.ref(name)}), '') like ${anywhere(form)} escape '!'`)
  return sql`(${sql.join([...has('request'), ...has('response')], sql` or `)})`
}
