/** What keys of LiteLLM may do here: never more than there. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AgentProcess, agentProcess } from './support/agent-process.ts'
import { agentRowAt, keyRow, OLD_ID, permission, permissions, user } from './support/litellm-rows.ts'
import { type TestGateway, testGateway } from './support/test-gateway.ts'

let agent: AgentProcess
let gateway: TestGateway
beforeAll(async () => {
  agent = await agentProcess()
})
afterAll(() => agent?.[Symbol.asyncDispose]())
beforeEach(async () => {
  gateway = await testGateway()
  return () => gateway[Symbol.asyncDispose]()
})

const agentRow = (more: object = {}) => agentRowAt(agent.url, more)
const imported = (body: object) => gateway.json('/v1/import/litellm', { body })
const called = async (key: string) =>
  (
    await gateway.request('/a2a/invoices', {
      key,
      body: {
        jsonrpc: '2.0',
        id: 1,
        method: 'SendMessage',
        params: { message: { messageId: randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } },
      },
    })
  ).status

const KEY = 'sk-the-original-key-of-litellm-1234'

test('a key of an agent stays the agent’s, and reaches what both may call', async () => {
  const caller = agentRow({ agent_id: 'caller-id', agent_name: 'caller', object_permission_id: 'p1', enabled: null })
  const wide = agentRow({ agent_id: 'wide-id', agent_name: 'wide', agent_access_groups: [] })
  const agents = [agentRow(), caller, wide]
  const [narrowed, bare, alone] = [`${KEY}-narrowed`, `${KEY}-bare`, `${KEY}-alone`]
  const lists = [...permissions, permission('p3', ['caller', 'wide', OLD_ID])]
  const { agent_ids } = await imported({ agents, object_permissions: lists })
  const keys = [
    keyRow(narrowed, { agent_id: 'caller-id', object_permission_id: 'p3' }),
    keyRow(bare, { agent_id: 'wide-id', object_permission_id: 'p3' }),
  ]
  // What the agent may call is not known without its row.
  const without = await imported({ keys, object_permissions: lists, agent_ids })
  for (const key of without.keys) expect(key).toMatchObject({ result: 'refused', reason: /under agents/ })
  const body = { agents, keys, object_permissions: lists, agent_ids }
  for (const dry_run of [true, false]) {
    expect((await imported({ ...body, dry_run })).keys).toMatchObject([{ result: 'created' }, { result: 'created' }])
  }
  const namesOf = async (key: string) =>
    (await gateway.json('/v1/agents', { key })).map((each: { agent_name: string }) => each.agent_name).toSorted()
  expect([await namesOf(narrowed), await namesOf(bare)]).toEqual([['invoices'], ['caller', 'invoices', 'wide']])
  expect((await gateway.json(`/key/info?key=${narrowed}`)).info.agent_id).toBe(agent_ids['caller-id'])
  const alike = await imported({ agents, keys: [keyRow(alone, { agent_id: 'caller-id' })], object_permissions: lists })
  expect([alike.keys[0].result, await namesOf(alone)]).toEqual(['created', []])
  await gateway.request('/v1/agents/caller', { method: 'DELETE' })
  expect(await called(narrowed)).toBe(401)
})

test('a key for some routes is for the same here, whoever its user is', async () => {
  const users = [{ user_id: 'root', user_role: 'proxy_admin' }]
  const key = (name: string, allowed_routes: string[]) =>
    keyRow(`${KEY}-${name}`, { user_id: 'root', allowed_routes, object_permission_id: 'p2' })
  const keys = [
    key('calls', ['llm_api_routes', '/chat/completions']),
    key('manages', ['management_routes']),
    key('reads', ['info_routes']),
  ]
  const answer = await imported({ agents: [agentRow()], users, keys, object_permissions: permissions })
  expect(answer.keys).toMatchObject([
    { result: 'created', notes: [expect.stringContaining('/chat/completions'), expect.anything()] },
    { result: 'created' },
    { result: 'created' },
  ])
  const reaches = async (name: string) => {
    const made = await gateway.request('/user/new', { key: `${KEY}-${name}`, body: { auto_create_key: false } })
    const listed = await gateway.request('/user/list', { key: `${KEY}-${name}` })
    return [await called(`${KEY}-${name}`), made.status, listed.status]
  }
  expect(await reaches('calls')).toEqual([200, 403, 403])
  expect(await reaches('manages')).toEqual([403, 200, 200])
  expect(await reaches('reads')).toEqual([403, 403, 200])
})

test('a key is no administrator’s here whose user is none there', async () => {
  await gateway.json('/user/new', { body: { user_id: 'ann', user_role: 'proxy_admin', auto_create_key: false } })
  const keys = [keyRow(KEY, { user_id: 'ann' })]
  const reasons = async (users: object[]) => {
    const [row] = (await imported({ users, keys, empty_means_all: true })).keys
    return [row.result, row.reason]
  }
  expect(await reasons([user])).toEqual(['refused', expect.stringContaining('not in LiteLLM')])
  expect(await reasons([])).toEqual(['refused', expect.stringContaining('under users')])
  expect(await called(KEY)).toBe(401)
  const forAgents = keyRow(`${KEY}-calls`, { user_id: 'ann', allowed_routes: ['agent_routes'] })
  expect((await imported({ users: [user], keys: [forAgents] })).keys[0].result).toBe('created')
  expect(await reasons([{ ...user, user_role: 'proxy_admin' }])).toEqual(['created', undefined])
})
