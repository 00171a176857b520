import type { Wire } from '../wire.ts'
import type { Described } from './operations.ts'
import type { Ask } from './row.ts'

export type Kind = 'agent' | 'key' | 'alias' | 'team' | 'user' | 'group' | 'record' | 'trace' | 'session' | 'text'
/** An id of each kind. */
export type Ids = Readonly<Record<Kind, string>>

/** What parameters and members of bodies are ids of, by their names; `id` by the operation. */
const KINDS: Readonly<Record<string, Kind>> = {
  agent: 'agent',
  agent_id: 'agent',
  agent_ids: 'agent',
  access_agent_ids: 'agent',
  key: 'key',
  keys: 'key',
  key_alias: 'alias',
  key_aliases: 'alias',
  api_key: 'key',
  exclude_agent_ids: 'agent',
  caller_agent: 'agent',
  exclude_team_ids: 'team',
  team: 'team',
  user: 'user',
  team_id: 'team',
  team_ids: 'team',
  teams: 'team',
  user_id: 'user',
  user_ids: 'user',
  member: 'user',
  members_with_roles: 'user',
  group: 'group',
  'getLog id': 'record',
  'listLogEvents id': 'record',
  'replayLog id': 'record',
  'getLogTrace id': 'record',
  'getLogSession id': 'trace',
  'endSession id': 'session',
  'listLogs cursor': 'record',
  replay_of: 'record',
  span_id: 'text',
  parent_span_id: 'text',
  cause_span_id: 'text',
  request_id: 'text',
  task_id: 'text',
  context_id: 'text',
  session_id: 'text',
  actor: 'user',
  target: 'key',
  text: 'text',
  q: 'text',
}

/** What names nothing that somebody has. */
const PLAIN = new Set(
  'contains health kind status http_status error_code json_rpc_code ip upstream_binding upstream_version min_first_event_ms max_first_event_ms min_overhead_ms max_overhead_ms max_cost min_tokens max_tokens min_request_bytes max_request_bytes min_response_bytes max_response_bytes binding version streaming task_state trace_id min_total_ms max_total_ms min_cost format content search error latency compare skill tag provider adapter public limit cursor page size page_size return_full_object role interval group_by order upstream model format start_date end_date user_email operation everywhere from to action outcome target_kind team_member_permissions auto_create_key name team_alias user_alias max_budget_in_team budget_duration after'.split(
    ' ',
  ),
)
/** Credentials, which are no ids: who has them is their holder. */
const CREDENTIALS = new Set([
  'signIn key',
  'generateKey key',
  'regenerateKey new_key',
  'regenerateNamedKey new_key',
  'rotateKey new_key',
])
/** The id of a request of JSON-RPC, and what administrators bring whole. */
const NO_IDS = /^(?:(?:callAgent|sendMessage|streamMessage)(?:V1)? id|importFromLitellm \w+)$/

/** What looks like an id in the body of a request. */
const LIKE_AN_ID = /(?:^|_)(?:ids?|keys?|alias(?:es)?|members?\w*|agents?|teams?|users?)$/
const LISTS = new Set(['agent_ids', 'access_agent_ids', 'keys', 'key_aliases', 'team_ids', 'teams', 'user_ids'])

export interface IdCase {
  readonly operation: string
  readonly name: string
  readonly kind: Kind
  readonly place: 'path' | 'query' | 'body'
}

/** Each place of each operation that takes an id. Throws where it cannot tell whether one does. */
export function idCases(operations: ReadonlyMap<string, Described>): readonly IdCase[] {
  return [...operations].flatMap(([operation, { parameters, body }]) => {
    const members = Object.keys(body?.properties ?? {}).filter((name) => LIKE_AN_ID.test(name))
    const places = [
      ...parameters.flatMap(({ name, in: place }) => (place === 'header' ? [] : [{ name, place }])),
      ...members.map((name) => ({ name, place: 'body' as const })),
    ]
    return places.flatMap(({ name, place }): IdCase[] => {
      const named = `${operation} ${name}`
      if (CREDENTIALS.has(named) || NO_IDS.test(named)) return []
      const kind = KINDS[named] ?? KINDS[name]
      if (kind !== undefined) return [{ operation, name, kind, place }]
      if (PLAIN.has(name)) return []
      throw new Error(`${named}: say in tenant-ids.ts whether it is an id, and of what`)
    })
  })
}

/** The request of a case with an id in its place; `rest` is what else it takes, of the asker's own. */
export function askOf({ name, kind, place }: IdCase, ids: Ids, rest: Ask): Ask {
  const id = ids[kind]
  if (place !== 'body') return { ...rest, [place]: { ...rest[place], [name]: id } }
  const value = name === 'member' ? { user_id: id } : name === 'members_with_roles' ? [{ user_id: id }] : id
  const body: Wire = rest.body
  return { ...rest, body: { ...body, [name]: LISTS.has(name) ? [id] : value } }
}

/** An answer without what differs each time: the ids asked for, times, and ids and secrets that were made. */
export function comparable(text: string, ids: Ids): string {
  const named = Object.values(ids).toSorted((left, right) => right.length - left.length)
  return named
    .reduce((rest, id) => rest.replaceAll(id, '<asked>').replaceAll(encodeURIComponent(id), '<asked>'), text)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"(?:sk-[\w-]+|sk-\.\.\.\w+)"/g, '"<key>"')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, '<id>')
}
