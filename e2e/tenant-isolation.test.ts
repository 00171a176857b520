import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Described, operationsOf } from './support/access/operations.ts'
import type { Ask } from './support/access/row.ts'
import { askOf, comparable, type IdCase, type Ids, idCases } from './support/access/tenant-ids.ts'
import type { TestServer } from './support/agent-script.ts'
import { answerText } from './support/answer-text.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const HELLO = [{ adapter: 'hello' }]
/** Ids of nothing at all. */
const UNKNOWN: Ids = {
  agent: 'unheard-of-agent',
  key: 'f'.repeat(64),
  alias: 'unheard-of-alias',
  team: 'unheard-of-team',
  user: 'unheard-of-user',
  group: 'unheard-of-group',
  record: '01900000-0000-7000-8000-000000000000',
  trace: 'd'.repeat(32),
  session: 'e'.repeat(64),
  text: 'nothing-like-it',
}

/**
 * Whether something goes by this name is no secret: administrators name agents, whoever may not call one is told so (and
 * why, by `/v1/access`), and an alias is given once in a gateway. What goes by it stays hidden.
 */
const isNoSecret = ({ operation, kind, place }: IdCase) =>
  (kind === 'alias' && place === 'body') ||
  (kind === 'agent' &&
    /^(?:callAgent|(?:send|stream)Message|get(?:Former)?AgentCard|getAgent$|explainAccess|listLogs|exportLogs|getUsage)/.test(
      operation,
    ))
/** They answer about the caller's own key and calls, whatever the agent. */
const OWN_ANSWERS = new Set(['explainAccess', 'listLogs', 'exportLogs', 'getUsage'])

/** What names a task, a context or a webhook. */
const TASK_PARAMS: Readonly<Record<string, (id: string, contextId: string) => object>> = {
  GetTask: (id) => ({ id }),
  CancelTask: (id) => ({ id }),
  SubscribeToTask: (id) => ({ id }),
  ListTasks: (_, contextId) => ({ contextId }),
  SendMessage: (taskId) => ({ message: { messageId: 'mine', taskId, role: 'ROLE_USER', parts: [{ text: 'Ada' }] } }),
  SendStreamingMessage: (taskId) => ({
    message: { messageId: 'mine', taskId, role: 'ROLE_USER', parts: [{ text: 'Ada' }] },
  }),
  CreateTaskPushNotificationConfig: (taskId) => ({ taskId, id: 'mine', url: 'https://example.com/mine' }),
  GetTaskPushNotificationConfig: (taskId) => ({ taskId, id: 'hook' }),
  ListTaskPushNotificationConfigs: (taskId) => ({ taskId }),
  DeleteTaskPushNotificationConfig: (taskId) => ({ taskId, id: 'hook' }),
}

/** They tell nothing of tenants, or only of the browser that asks. */
const OF_THE_GATEWAY = new Set([
  'getDescription',
  'readDescription',
  'isAlive',
  'isReady',
  'listSignInWays',
  'getSession',
  // It has no end, and its places count what the whole gateway writes.
  'streamLogs',
])

let native: TestServer
let gateway: TestGateway
let operations: ReadonlyMap<string, Described>
let theirs: Ids
const askers: Record<string, string> = {}

const post = async (path: string, body: object): Promise<Wire> => {
  const response = await gateway.request(path, { body })
  const json: Wire = await response.json()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(json)}`)
  return json
}

/** One of everything, of a team. */
async function tenant(team: string, name: string): Promise<Ids & { readonly secret: string; readonly task: string }> {
  const { agent_id } = await post('/v1/agents', { name: `agent-${name}`, upstreams: HELLO })
  const user = `user-${name}`
  const grant = { agents: [agent_id] }
  await gateway.request('/team/new', { body: { team_id: team, object_permission: grant } })
  await post('/user/new', { user_id: user, auto_create_key: false })
  await post('/team/member_add', { team_id: team, member: { user_id: user, role: 'admin' } })
  const key = await post('/key/generate', {
    team_id: team,
    user_id: user,
    key_alias: `alias-${name}`,
    object_permission: grant,
  })
  const group = await post('/v1/access_group', { access_group_name: `group-${name}`, access_agent_ids: [agent_id] })
  const message = { messageId: name, role: 'ROLE_USER', parts: [{ text: 'ask' }], contextId: `context-${name}` }
  const sent = await gateway.call(agent_id, 'SendMessage', { message }, { key: key.key })
  const { logs } = await gateway.json(`/v1/logs?key=${key.token}`)
  const signedIn = await gateway.request('/v1/session', { key: '', body: { key: key.key } })
  const session: Wire = await signedIn.json()
  return {
    agent: `agent-${name}`,
    key: key.token,
    alias: `alias-${name}`,
    team,
    user,
    group: group.access_group_id,
    record: logs[0].id,
    trace: logs[0].traceId,
    session: session.id,
    text: `agent-${name}`,
    secret: key.key,
    task: sent.result.task.id,
  }
}

beforeAll(async () => {
  gateway = await testGateway()
  operations = await operationsOf(gateway)
  native = await sdkAgent()
  await post('/v1/agents', { name: 'shared', url: `${native.url}/` })
  await cardFound(gateway, 'shared')
  for (const team_id of ['team-one', 'team-two']) {
    await post('/team/new', { team_id, object_permission: { agents: ['shared'] } })
  }
  theirs = await tenant('team-theirs', 'theirs')
  const own = await tenant('team-own', 'own')
  await post('/team/member_add', { team_id: 'team-own', member: [{ user_id: 'mate' }, { user_id: 'looks-on' }] })
  const grant = { object_permission: { agents: [own.agent] }, team_id: 'team-own' }
  askers['an admin of a team'] = own.secret
  askers['a member'] = (await post('/key/generate', { ...grant, user_id: 'mate' })).key
  askers['a key of a team'] = (await post('/key/generate', grant)).key
}, 60_000)
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await native?.[Symbol.asyncDispose]()
})

/** What a request takes beside the id that is tried, so that it would be a good one. */
async function restOf({ operation, name }: IdCase): Promise<Ask> {
  const own = async () => (await post('/key/generate', { team_id: 'team-own' })).token
  const joined = async () => {
    if (name === 'user_id') return ''
    const user_id = crypto.randomUUID()
    await post('/team/member_add', { team_id: 'team-own', member: { user_id } })
    return user_id
  }
  const rests: Record<string, () => Promise<Ask> | Ask> = {
    generateKey: () => ({ body: { team_id: 'team-own' } }),
    generateServiceAccountKey: () => ({ body: { team_id: 'team-own' } }),
    updateKey: async () => ({ body: { key: await own() } }),
    regenerateKey: async () => ({ body: { key: await own() } }),
    regenerateNamedKey: async () => ({ path: { key: await own() }, body: {} }),
    updateTeamMemberPermissions: () => ({ body: { team_id: 'team-own', team_member_permissions: [] } }),
    addTeamMembers: () => ({ body: { team_id: 'team-own', member: { user_id: 'mate' } } }),
    updateTeamMember: async () => ({ body: { team_id: 'team-own', user_id: await joined(), role: 'user' } }),
    removeTeamMember: async () => ({ body: { team_id: 'team-own', user_id: await joined() } }),
    explainAccess: () => ({ query: { agent: 'agent-own' } }),
    ...Object.fromEntries(
      ['Agent', 'Team', 'User'].map((of) => [
        `get${of}DailyActivity`,
        () => ({ query: { start_date: '2026-01-01', end_date: '2026-01-02' } }),
      ]),
    ),
    listAudit: () => ({ query: { team_id: 'team-own' } }),
    changeAccessGroup: () => ({ path: { group: 'group-own' } }),
  }
  const call = { jsonrpc: '2.0', id: 1, method: 'ListTasks', params: {} }
  if (/^(?:callAgent|sendMessage|streamMessage)/.test(operation)) return { body: call }
  return (await rests[operation]?.()) ?? { body: {} }
}

async function answer(key: string, operation: string, { path = {}, query = {}, body }: Ask) {
  const { method = '', path: template = '' } = operations.get(operation) ?? {}
  const address = template.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ''))
  const response = await gateway.request(`${address}?${new URLSearchParams(query)}`, {
    method,
    key,
    ...(body === undefined || method === 'GET' ? {} : { body }),
  })
  return { status: response.status, text: await answerText(response, operation === 'streamLogs' && response.ok) }
}

// The first: afterwards the askers have asked for what is theirs, which is in their own records.
test('lists, searches and totals do not change by what another tenant has', { timeout: 60_000 }, async () => {
  verifies('ownership', 'teams')
  const lists = [...operations].filter(
    ([name, { method, parameters }]) =>
      method === 'GET' && !parameters.some(({ required }) => required) && !OF_THE_GATEWAY.has(name),
  )
  expect(lists.length).toBeGreaterThan(10)
  const look = async () => {
    const seen: Record<string, object> = {}
    for (const [who, key] of Object.entries(askers)) {
      for (const [name] of lists) {
        const { status, text } = await answer(key, name, { query: name === 'listAudit' ? { team_id: 'team-own' } : {} })
        for (const id of Object.values(theirs))
          expect({ name, who, shown: text.includes(id) && id }).toEqual({ name, who, shown: false })
        seen[`${name} by ${who}`] = { status, text: comparable(text, UNKNOWN) }
      }
      const searched = await answer(key, 'searchHub', { query: { q: 'theirs' } })
      expect(JSON.parse(searched.text).agents).toEqual([])
    }
    return seen
  }
  // What each request of theirs changes of their own is there before.
  await look()
  const before = await look()
  await tenant('team-of-more', 'more')
  expect(await look()).toEqual(before)
})

describe('an id of another tenant answers as one of nothing', () => {
  test('at every operation that takes one', { timeout: 120_000 }, async () => {
    verifies('ownership', 'teams')
    const different: object[] = []
    const cases = idCases(operations)
    expect(cases.length).toBeGreaterThan(60)
    for (const each of cases) {
      for (const [who, key] of Object.entries(askers)) {
        const ask = async (ids: Ids) => {
          const { status, text } = await answer(key, each.operation, askOf(each, ids, await restOf(each)))
          // What was done to the asker's own team is undone, so that the next finds it as it was.
          if (each.operation === 'addTeamMembers' && status === 200) {
            await post('/team/member_delete', { team_id: 'team-own', user_id: ids.user })
          }
          return { status, text: comparable(text, ids) }
        }
        const [nothing, another] = [await ask(UNKNOWN), await ask(theirs)]
        if (isNoSecret(each)) {
          const refused = another.status >= 400 || OWN_ANSWERS.has(each.operation)
          expect({ of: each, who, refused }).toEqual({ of: each, who, refused: true })
        } else if (nothing.status !== another.status || nothing.text !== another.text) {
          different.push({ of: `${each.operation} ${each.name}`, who, nothing, another })
        }
      }
    }
    expect(different).toEqual([])
  })

  test.each(Object.keys(TASK_PARAMS))('task, context and webhook: %s', async (method) => {
    verifies('ownership')
    const agent = 'shared'
    const key = async (team: string) =>
      (await post('/key/generate', { team_id: team, object_permission: { agents: 'all' } })).key
    const [one, two] = await Promise.all(['team-one', 'team-two'].map(key))
    const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'ask' }] }
    const sent = await gateway.call(agent, 'SendMessage', { message }, { key: one })
    const { id, contextId } = sent.result.task
    const hook = { taskId: id, id: 'hook', url: 'https://example.com/hook' }
    const hooked = await gateway.call(agent, 'CreateTaskPushNotificationConfig', hook, { key: one })
    expect(hooked).toMatchObject({ result: { id: 'hook' } })
    const ask = async (taskId: string, context: string) => {
      const response = await gateway.request(`/a2a/${agent}`, {
        key: two,
        body: { jsonrpc: '2.0', id: 1, method, params: TASK_PARAMS[method]?.(taskId, context) },
      })
      return { status: response.status, text: (await response.text()).replaceAll(taskId, '<task>') }
    }
    const unheard = crypto.randomUUID()
    const another = await ask(id, contextId)
    expect(another).toEqual(await ask(unheard, unheard))
    expect(another.text).not.toContain(contextId)
    // Whose it is finds it all the same.
    expect((await gateway.call(agent, 'GetTask', { id }, { key: one })).result.id).toBe(id)
  })
})
