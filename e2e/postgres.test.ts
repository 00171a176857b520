import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

let postgres: TestPostgres
let agent: TestServer
let variables: Record<string, string>
let one: TestGateway
let two: TestGateway

beforeAll(async () => {
  postgres = await startPostgres()
  agent = await sdkAgent({ legacy: true })
  variables = {
    DATABASE_URL: await postgres.createDatabase('gateway'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  ;[one, two] = await Promise.all([testGateway({ variables, config: {} }), testGateway({ variables, config: {} })])
})
afterAll(async () => {
  await one[Symbol.asyncDispose]()
  await two[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

const message = (ids: object = {}, text = 'hi') => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})

test('two gateways on one PostgreSQL are one: agents, keys, tasks, records', async () => {
  verifies('replicas')
  const headers = { 'x-token': 'shared-secret' }
  await one.json('/v1/agents', {
    body: { name: 'shared', upstreams: [{ url: `${agent.url}/`, settings: { headers } }] },
  })
  await cardFound(two, 'shared')
  const key = await one.key(['shared'])

  const asked = await one.call('shared', 'SendMessage', message({}, 'ask'), { key })
  const { id: taskId, contextId } = asked.result.task
  // What a call leaves behind is written in batches; another gateway sees it a moment later.
  const followed = await eventually(
    () => two.call('shared', 'SendMessage', message({ taskId, contextId }), { key }),
    (answer) => answer.error === undefined,
    2,
  )
  expect(followed.result.task).toMatchObject({ id: taskId, status: { state: 'TASK_STATE_COMPLETED' } })
  const stranger = await two.key(['shared'])
  expect((await one.call('shared', 'GetTask', { id: taskId }, { key: stranger })).error.code).toBe(-32001)

  const { logs } = await eventually(
    () => one.json('/v1/logs?agent=shared', { key }),
    ({ logs }) => logs.length >= 2,
    2,
  )
  expect(logs.map(({ status }: Wire) => status)).toContain('ok')
})

test('what changes in a team, and its end, holds on the other gateway within a second', async () => {
  verifies('replicas', 'teams')
  await one.json('/v1/agents', { body: { name: 'of-a-team', url: `${agent.url}/` } })
  await one.json('/team/new', { body: { team_id: 'replicated', object_permission: { agents: 'all' } } })
  const key = await one.key(['of-a-team'], { team_id: 'replicated' })
  const listed = async () => {
    const response = await two.request('/v1/agents', { key })
    return response.status === 200 ? ((await response.json()) as Wire[]).length : response.status
  }
  expect(await eventually(listed, (found) => found === 1, 1)).toBe(1)
  await one.json('/team/update', { body: { team_id: 'replicated', object_permission: { agents: 'none' } } })
  expect(await eventually(listed, (found) => found === 0, 1)).toBe(0)
  await one.json('/team/update', { body: { team_id: 'replicated', object_permission: { agents: ['of-a-team'] } } })
  expect(await eventually(listed, (found) => found === 1, 1)).toBe(1)
  await one.json('/team/delete', { body: { team_ids: ['replicated'] } })
  expect(await eventually(listed, (found) => found === 401, 1)).toBe(401)
})

test('what narrows a team, limits it and its members’ keys holds on the other gateway within a second', async () => {
  verifies('replicas', 'teams', 'access', 'limits')
  await one.json('/v1/agents', { body: { name: 'narrow', url: `${agent.url}/` } })
  await cardFound(two, 'narrow')
  const team_id = 'narrowed'
  const members_with_roles = [{ user_id: 'nora' }]
  await one.json('/team/new', { body: { team_id, members_with_roles, object_permission: { agents: ['narrow'] } } })
  const key = await one.key('all', { team_id, user_id: 'nora' })
  const update = (body: object) => one.json('/team/update', { body: { team_id, ...body } })
  const send = async (): Promise<string | undefined> =>
    (await two.call('narrow', 'SendMessage', message(), { key })).error?.data[0].reason
  const becomes = (reason: string | undefined, seconds = 1) => eventually(send, (found) => found === reason, seconds)
  await becomes(undefined)
  await update({ object_permission: { agent_restrictions: { narrow: { operations: ['read'] } } } })
  await becomes('PERMISSION_DENIED')
  await update({ object_permission: { agent_restrictions: null } })
  await becomes(undefined)
  await update({ rpm_limit: 1 })
  // One message is counted before the next is refused.
  await becomes('RATE_LIMITED', 2)
  await update({ rpm_limit: null })
  await becomes(undefined)

  const generate = async () => (await two.request('/key/generate', { key, body: { team_id } })).status
  expect(await generate()).toBe(403)
  await update({ team_member_permissions: ['/key/generate'] })
  expect(await eventually(generate, (status) => status === 200, 1)).toBe(200)
})

test('a revoked key stops, and an edited agent changes, on the other gateway within a second', async () => {
  verifies('replicas', 'keys')
  await one.json('/v1/agents', { body: { name: 'edited', url: `${agent.url}/` } })
  const key = await one.key(['shared'])
  const use = async () => (await two.request('/v1/agents', { key })).status
  expect(await eventually(use, (status) => status === 200, 1)).toBe(200)
  await one.json('/key/block', { body: { key } })
  expect(await eventually(use, (status) => status === 401, 1)).toBe(401)
  await eventually(
    () => two.json('/v1/agents/edited'),
    ({ agent_id }) => agent_id !== undefined,
    1,
  )
  await one.json('/v1/agents/edited', {
    method: 'PATCH',
    body: { description: 'Edited.', card: { description: 'Edited.' } },
  })
  await eventually(
    () => two.json('/v1/agents/edited'),
    (view) => view.agent_card_params?.description === 'Edited.',
    1,
  )
  await two.request('/v1/agents/edited', { method: 'DELETE' })
  await eventually(
    async () => (await one.request('/v1/agents/edited')).status,
    (status) => status === 404,
    1,
  )
})
