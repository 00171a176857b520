import type { BulkDatabase, Row } from './bulk-database.ts'

/** Records are of so many days, evenly. */
export const RECORD_DAYS = 30
/** Content is kept of the last of them, as it is without settings. */
const CONTENT_DAYS = 7
const DAY_MS = 86_400_000
/** What one record in so many has: little enough that no page of others is full of it. */
const RARE = 49_999

/** When the first of so many records was made, and what is between two, in milliseconds. */
export interface RecordTimes {
  readonly count: number
  readonly first: number
  readonly apart: number
}

export function recordTimes(count: number, now = Date.now()): RecordTimes {
  const first = now - RECORD_DAYS * DAY_MS
  return { count, first, apart: (RECORD_DAYS * DAY_MS - 60_000) / count }
}

/** Who and what the records are of, as the columns and the filters have it. */
export const AGENT_COUNT = 1_000
export const KEY_COUNT = 10_000
export const USER_COUNT = 3_000
export const TEAM_COUNT = 300
export const agentIdOf = (n: number) => `00000000-0000-7000-8000-${hex(n, 12)}`
export const keyIdOf = (n: number) => hex(n, 64)
export const userIdOf = (n: number) => `user-${hex(n, 8)}`
export const teamIdOf = (n: number) => `team-${hex(n, 8)}`
export const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0')

/**
 * The statement that adds records `from` to `to`, not including it, and the one that adds their content. All is computed by
 * the database from the number of a record, so that ten million take minutes: no random numbers, each run has the
 * same. `template` is a record that the gateway has written; its ids and whom it is of are replaced.
 */
export function recordStatements(
  kind: BulkDatabase['kind'],
  template: Row,
  { count, first, apart }: RecordTimes,
  { from, to }: { readonly from: number; readonly to: number },
): readonly string[] {
  const sqlite = kind === 'sqlite'
  const whole = (value: string) => `cast(${value} as ${sqlite ? 'integer' : 'bigint'})`
  const hexOf = (value: string, digits: number) =>
    sqlite ? `printf('%0${digits}x', ${value})` : `lpad(to_hex(${value}), ${digits}, '0')`
  /** Spread evenly, the next not near the last. */
  const drawn = (salt: number, below: number) => `((n * ${salt} + ${salt % 9_973}) % 2147483647 % ${below})`
  /** The first are many times as frequent as the last. */
  const skewed = (salt: number, below: number) =>
    `(${drawn(salt, below)} * ${drawn(salt + 1_000_002, below)} / ${below})`
  const rare = (value: string, otherwise: string) => `(case when n % ${RARE} = 7 then ${value} else ${otherwise} end)`
  const hash = (value: string, salt: number) => `((${value}) * ${900_719_925_473 - salt} % 281474976710656)`
  const milliseconds = whole(`${first} + n * ${apart}`)
  const time = sqlite
    ? `strftime('%Y-%m-%dT%H:%M:%fZ', ms / 1000.0, 'unixepoch')`
    : `to_char(to_timestamp(ms / 1000.0) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const id = `(substr(made, 1, 8) || '-' || substr(made, 9, 4) || '-7000-8000-' || ${hexOf('n', 12)})`
  const uuid = (group: string, value: string) => `'${group}-0000-4000-8000-' || ${hexOf(value, 12)}`
  const status = `(case when ${drawn(7_368_787, 100)} < 90 then 'ok' when ${drawn(7_368_787, 100)} < 96 then 'error'
    when ${drawn(7_368_787, 100)} < 98 then 'refused' else 'canceled' end)`
  const code = rare(`'UPSTREAM_TLS_ERROR'`, `'UPSTREAM_ERROR'`)
  const tagged = `${drawn(86_028_121, 20)} = 0`
  const tag = rare(`'rare'`, `'tag-' || ${drawn(5_800_079, 10)}`)
  const total = `(20 + ${skewed(49_979_687, 4_000)} + ${drawn(32_452_843, 997)} / 1000.0)`

  const columns: Readonly<Record<string, string>> = {
    id,
    time,
    agent_id: `'00000000-0000-7000-8000-' || ${hexOf(rare(String(AGENT_COUNT), skewed(15_485_863, AGENT_COUNT)), 12)}`,
    key_id: hexOf(rare(String(KEY_COUNT), skewed(67_867_967, KEY_COUNT)), 64),
    user_id: `'user-' || ${hexOf(rare(String(USER_COUNT), drawn(22_801_763, USER_COUNT)), 8)}`,
    team_id: `'team-' || ${hexOf(skewed(29_986_577, TEAM_COUNT), 8)}`,
    caller_agent_id: `case when ${drawn(41_017_699, 50)} = 0 then '00000000-0000-7000-8000-' || ${hexOf(drawn(73_939_133, AGENT_COUNT), 12)} end`,
    status,
    kind: `case when ${drawn(6_291_469, 200)} = 0 then 'run' end`,
    upstream: `'upstream-' || ${drawn(12_582_917, 3)}`,
    total_ms: total,
    tags: `case when ${tagged} then '["' || ${tag} || '"]' end`,
    request_hash: hash('n', 0),
    task_hash: hash('n', 2),
    context_hash: hash('n / 5', 4),
    session_hash: `case when n % 10 = 0 then ${hash('n / 50', 6)} end`,
    trace_hash: hash('n / 3', 8),
  }
  const members: Readonly<Record<string, string>> = {
    requestId: uuid('aaaaaaaa', 'n'),
    taskId: uuid('bbbbbbbb', 'n'),
    contextId: uuid('cccccccc', 'n / 5'),
    sessionId: `case when n % 10 = 0 then ${uuid('dddddddd', 'n / 50')} else ${uuid('cccccccc', 'n / 5')} end`,
    traceId: hexOf('n / 3 + 1', 32),
    spanId: hexOf('n + 1', 16),
    upstream: columns['upstream'] ?? '',
  }
  const optional = `(case when status <> 'ok' then ',"errorCode":"' || ${code} || '","errorMessage":"The upstream did not answer."' else '' end)
    || (case when tags is not null then ',"tags":' || tags else '' end)
    || (case when caller_agent_id is not null then ',"callerAgentId":"' || caller_agent_id || '"' else '' end)
    || (case when kind is not null then ',"kind":"' || kind || '"' else '' end)`
  const record = `${withMembers(String(template['record']), members)} || ${optional} || ',"totalMs":' || total_ms || '}'`
  const names = [...Object.keys(columns), 'record']
  const series = sqlite
    ? `(with recursive series(n) as (select ${from} union all select n + 1 from series where n + 1 < ${to}) select n from series)`
    : `generate_series(${from}::bigint, ${to - 1}::bigint) as series(n)`
  const numbered = `select n, ${hexOf('ms', 12)} as made, ms from (select n, ${milliseconds} as ms from ${series}) as timed`
  const rows = `select n, ${Object.entries(columns)
    .map(([name, value]) => `${value} as ${name}`)
    .join(', ')} from (${numbered}) as named`
  const withContent = Math.max(from, Math.floor(count * (1 - CONTENT_DAYS / RECORD_DAYS)))
  const insert = `insert into records (${names.join(', ')}) select ${names.slice(0, -1).join(', ')}, ${record} from (${rows}) as made`
  if (withContent >= to) return [insert]
  const contents = `select ${id} as id, ${content(String(template['request']))} as request, ${content(String(template['response']))} as response
    from (${numbered}) as named where n >= ${withContent}`
  return [insert, `insert into record_contents (id, request, response) ${contents}`]
}

/** The text of an object without its last brace, with these members in the places of its own. */
function withMembers(json: string, members: Readonly<Record<string, string>>): string {
  const { totalMs: _total, errorCode: _code, errorMessage: _message, ...kept } = JSON.parse(json)
  const text = JSON.stringify({
    ...kept,
    ...Object.fromEntries(Object.keys(members).map((name) => [name, `@${name}@`])),
  })
  const parts = text.slice(0, -1).split(/@(\w+)@/)
  return parts.map((part, at) => (at % 2 === 0 ? quoted(part) : `(${members[part]})`)).join(' || ')
}

/** A word in each content that no other has. */
const content = (json: string) => `${quoted(`${json.slice(0, -1)},"note":"invoice `)} || n || ${quoted('"}')}`

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
