import { browser } from '../browser.ts'
import type { OidcIssuer } from '../oidc-issuer.ts'
import { ADMIN_KEY, eventually, type TestGateway } from '../test-gateway.ts'
import type { Wire } from '../wire.ts'
import type { Described } from './operations.ts'
import { type Ask, isBrowser, PEOPLE, type Person, personOf, type Who } from './row.ts'

/** Tokens of an issuer that the gateway trusts: `groups` are teams, `roles` roles. */
export type Tokens = Pick<OidcIssuer, 'token'>

/** Everybody of the matrix at one gateway, and ways to make what they ask about. */
export interface World {
  readonly gateway: TestGateway
  /** The id of the user that somebody is. */
  readonly userOf: (who: Who) => string | undefined
  readonly keyOf: (who: Who) => string
  /** User and team of the key of somebody. */
  readonly ownersOf: (who: Who) => object
  /** A name that nothing has yet. */
  readonly fresh: (what: string) => string
  /** A new key of these owners, which is granted every agent; its id is its `token`. */
  readonly newKey: (owners?: object) => Promise<{ readonly key: string; readonly token: string }>
  /** The id of a task that waits for an answer and is somebody's; of those who can have none, of one that is not there. */
  readonly newTask: (who: Who) => Promise<string>
  readonly newTeam: () => Promise<string>
  readonly newUser: () => Promise<string>
  readonly newAgent: () => Promise<string>
  readonly newGroup: () => Promise<string>
  /** The id of the record of a call that somebody makes now. */
  readonly newRecord: (who: Person) => Promise<string>
  /** The id of the trace of a call. */
  readonly newTrace: (who: Person) => Promise<string>
  /** Signs somebody in with one more browser and tells the id of its session. */
  readonly newSession: (who: Person) => Promise<string>
  /** The answer to somebody who asks. */
  readonly send: (who: Who, operation: Described, ask: Ask) => Promise<Response>
}

/** `a member` is in the team `crew`, `a trusted member` in `free`, which lets its members manage their keys. */
const USERS: Partial<Record<Who, { readonly id: string; readonly team?: string; readonly role?: string }>> = {
  'a viewer': { id: 'vera', team: 'crew', role: 'internal_user_viewer' },
  'a member': { id: 'mia', team: 'crew' },
  'a trusted member': { id: 'fay', team: 'free' },
  'an admin of the team': { id: 'tess', team: 'crew' },
  'an admin of another team': { id: 'otto', team: 'others' },
  'an admin viewer': { id: 'ada', role: 'proxy_admin_viewer' },
  'a proxy admin': { id: 'pam', role: 'proxy_admin' },
}

const MAY_ALL = [
  '/key/list',
  '/key/generate',
  '/key/service-account/generate',
  '/key/update',
  '/key/regenerate',
  '/key/block',
  '/key/unblock',
  '/key/delete',
]

export async function makeWorld(gateway: TestGateway, tokens: Tokens): Promise<World> {
  const admin = async (path: string, body?: unknown, method?: string): Promise<Wire> => {
    const response = await gateway.request(path, { body, ...(method ? { method } : {}) })
    const json: Wire = await response.json()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(json)}`)
    return json
  }
  const all = { agents: 'all' }
  const newKey = async (owners: object = {}) => admin('/key/generate', { object_permission: all, ...owners })

  for (const { id, role } of Object.values(USERS)) {
    await admin('/user/new', { user_id: id, auto_create_key: false, ...(role ? { user_role: role } : {}) })
  }
  const teams: [string, object[], object][] = [
    ['crew', [{ user_id: 'tess', role: 'admin' }, { user_id: 'mia' }, { user_id: 'vera' }], {}],
    ['others', [{ user_id: 'otto', role: 'admin' }], {}],
    ['free', [{ user_id: 'fay' }, { user_id: 'finn' }], { team_member_permissions: MAY_ALL }],
    ['barred', [], {}],
  ]
  for (const [team_id, members_with_roles, more] of teams) {
    await admin('/team/new', { team_id, members_with_roles, object_permission: all, ...more })
  }
  const inTeam = await tokens.token({ groups: ['crew'] })
  const keys = new Map<Who, string>([
    ['the admin key', ADMIN_KEY],
    ['no credential', ''],
    ['a token in the team', inTeam],
    ['a token of an administrator', await tokens.token({ groups: ['crew'], roles: ['boss'] })],
    // Signed, but not this.
    [
      'a forged token',
      inTeam.replace(/^([^.]*\.[^.]*\.)(.)/, (_, signed, first) => `${signed}${first === 'A' ? 'B' : 'A'}`),
    ],
    ['an unknown key', 'sk-nobody-has-this-key-of-them-all'],
  ])
  const give = async (who: Who, owners: object = {}) => {
    const { key } = await newKey(owners)
    keys.set(who, key)
    return { key }
  }
  const ownersOf = (who: Who) => {
    const user = USERS[personOf(who)]
    const team = who === 'a key of the team' ? 'crew' : user?.team
    const agent = who === 'a key of an agent' ? { agent_id: 'caller' } : {}
    return { ...(user ? { user_id: user.id } : {}), ...(team ? { team_id: team } : {}), ...agent }
  }
  for (const name of ['caller', 'gone']) await admin('/v1/agents', { name, upstreams: [{ adapter: 'hello' }] })
  for (const who of PEOPLE.filter((person) => !keys.has(person))) await give(who, ownersOf(who))
  const reading = { ...all, agent_restrictions: { '*': { operations: ['read'] } } }
  await give('a key that may only read', { object_permission: reading })
  await admin('/key/delete', { keys: [(await give('a deleted key')).key] })
  await admin('/key/block', await give('a blocked key'))
  await give('a key of a blocked team', { team_id: 'barred' })
  await admin('/team/block', { team_id: 'barred' })
  await give('a key of a deleted agent', { agent_id: 'gone' })
  await admin('/v1/agents/gone', undefined, 'DELETE')
  const expiring = await give('an expired key', { duration: '1s' })
  await eventually(
    () => gateway.request('/v1/agents', { key: expiring.key }),
    ({ status }) => status === 401,
  )

  let count = 0
  const fresh = (what: string) => `${what}-${++count}`
  const keyOf = (who: Who) => keys.get(personOf(who)) ?? ''

  const signedIn = async (key: string) => {
    const person = browser()
    const answer = await person.visit(`${gateway.url}/v1/session`, { body: { key } })
    const session: Wire = await answer.json()
    if (answer.status !== 201) throw new Error(`cannot sign in: ${JSON.stringify(session)}`)
    return { person, session }
  }

  const newTask = async (who: Who) => {
    // The viewer's team has the tasks that its keys make.
    const key = keyOf(who === 'a viewer' ? 'a key of the team' : who)
    const message = { messageId: fresh('message'), role: 'ROLE_USER', parts: [{ text: 'ask' }] }
    const { result } = await gateway.call('hello', 'SendMessage', { message }, { key })
    return result?.task?.id ?? 'nobody'
  }

  const newCall = async (who: Person): Promise<Wire> => {
    const response = await gateway.request('/a2a/hello', {
      key: keyOf(who),
      body: { jsonrpc: '2.0', id: 1, method: 'ListTasks', params: {} },
    })
    const requestId = response.headers.get('x-request-id')
    const { logs } = await admin('/v1/logs')
    return logs.find((log: Wire) => log.requestId === requestId)
  }
  return {
    gateway,
    fresh,
    keyOf,
    ownersOf,
    newKey,
    newTask,
    userOf: (who) => USERS[personOf(who)]?.id,
    newTeam: async () => (await admin('/team/new', { object_permission: all })).team_id,
    newUser: async () => (await admin('/user/new', { auto_create_key: false })).user_id,
    newAgent: async () =>
      (await admin('/v1/agents', { name: fresh('agent'), upstreams: [{ adapter: 'hello' }] })).agent_id,
    newGroup: async () => (await admin('/v1/access_group', { access_group_name: fresh('group') })).access_group_id,
    newRecord: async (who) => (await newCall(who)).id,
    newTrace: async (who) => (await newCall(who)).traceId,
    newSession: async (who) => (await signedIn(keyOf(who))).session.id,
    async send(who, { method, path }, { path: named = {}, query = {}, body, key = keyOf(who) }) {
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(named[name] ?? `{${name}}`))
      const search = new URLSearchParams(query).toString()
      const target = `${address}${search === '' ? '' : `?${search}`}`
      if (!isBrowser(who)) {
        return fetch(`${gateway.url}${target}`, {
          method,
          redirect: 'manual',
          headers: {
            ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      }
      const { person, session } = await signedIn(key)
      return person.visit(`${gateway.url}${target}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: who.endsWith('without the token') ? {} : { 'x-csrf-token': session.csrf_token },
        ...(who.endsWith('on another page') ? { from: 'https://elsewhere.example' } : {}),
      })
    },
  }
}
