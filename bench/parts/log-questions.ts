import { randomInt } from 'node:crypto'
import type { Probe } from '../suite/fill-records.ts'
import {
  AGENT_COUNT,
  agentIdOf,
  KEY_COUNT,
  keyIdOf,
  RECORD_DAYS,
  type RecordTimes,
  TEAM_COUNT,
  teamIdOf,
  USER_COUNT,
  userIdOf,
} from '../suite/record-sql.ts'

export interface LogQuestion {
  readonly what: string
  /** Held against the target; what no index tells is looked for until a page's time is up, and is told beside it. */
  readonly indexed: boolean
  /** Path and query, of other records each time. */
  readonly ask: () => string
}

const DAY_MS = 86_400_000

/** What is asked of so many records; those that few have are at the end of each kind. */
export function logQuestions(times: RecordTimes, probes: readonly Probe[]): readonly LogQuestion[] {
  const probe = () =>
    probes[randomInt(probes.length)] ?? { id: '', requestId: '', taskId: '', contextId: '', sessionId: '', traceId: '' }
  const sometime = (days = RECORD_DAYS) => times.first + Math.random() * days * DAY_MS
  const iso = (ms: number) => new Date(ms).toISOString()
  const oneDay = () => {
    const from = sometime(RECORD_DAYS - 1)
    return `from=${iso(from)}&to=${iso(from + DAY_MS)}`
  }
  const agent = () => `agent=${agentIdOf(randomInt(AGENT_COUNT / 4))}`
  const key = () => `key=${keyIdOf(randomInt(KEY_COUNT / 4))}`
  const user = () => `user=${userIdOf(randomInt(USER_COUNT))}`
  const team = () => `team=${teamIdOf(randomInt(TEAM_COUNT / 4))}`
  const page = (what: string, query: () => string): LogQuestion => ({
    what,
    indexed: true,
    ask: () => `/v1/logs?${query()}`,
  })
  const scan = (what: string, query: () => string): LogQuestion => ({ ...page(what, query), indexed: false })
  return [
    page('newest', () => ''),
    page('a page in the middle', () => `cursor=${probe().id}`),
    page('of a day', oneDay),
    page('agent', agent),
    page('agent, of a day', () => `${agent()}&${oneDay()}`),
    page('agent that few call', () => `agent=${agentIdOf(AGENT_COUNT)}`),
    page('key', key),
    page('key, of a day', () => `${key()}&${oneDay()}`),
    page('key of few calls', () => `key=${keyIdOf(KEY_COUNT)}`),
    page('user', user),
    page('team', team),
    page('team, of a day', () => `${team()}&${oneDay()}`),
    page('status', () => 'status=error'),
    page('status, of a day', () => `status=canceled&${oneDay()}`),
    page('error code', () => 'error_code=UPSTREAM_ERROR'),
    page('agent and status', () => `${agent()}&status=error`),
    page('key and status', () => `${key()}&status=refused`),
    page('request id', () => `request_id=${probe().requestId}`),
    page('task id', () => `task_id=${probe().taskId}`),
    page('context id', () => `context_id=${probe().contextId}`),
    page('session id', () => `session_id=${probe().sessionId}`),
    page('trace id', () => `trace_id=${probe().traceId}`),
    { what: 'one record with its content', indexed: true, ask: () => `/v1/logs/${probe().id}` },
    page('caller agent', () => `caller_agent=${agentIdOf(randomInt(AGENT_COUNT))}`),
    page('tag', () => `tag=tag-${randomInt(10)}`),
    scan('operation and agent', () => `${agent()}&operation=sendMessage`),
    scan('upstream', () => `upstream=upstream-${randomInt(3)}`),
    scan('kind', () => 'kind=run'),
    scan('slow ones', () => 'min_total_ms=3500'),
    scan('agent and user', () => `${agent()}&${user()}`),
    scan('agent and team, of a day', () => `${agent()}&${team()}&${oneDay()}`),
    scan('error code that few have', () => 'error_code=UPSTREAM_TLS_ERROR'),
    scan('tag that few have', () => 'tag=rare'),
    scan('search, in each', () => 'search=invoice'),
    scan('search, in none of a day', () => 'search=nowhere'),
    scan('search, in none of an agent', () => `search=nowhere&${agent()}`),
  ]
}
