/** Keys, teams, users and agents of LiteLLM's database: who has a key goes on with it. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importLitellm } from '../apps/gateway/src/import-litellm.ts'
import { type AgentProcess, agentProcess } from './support/agent-process.ts'
import { client10 } from './support/clients.ts'
import { agentRowAt, hash, keyRow, permission, permissions, team, user } from './support/litellm-rows.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'

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
const send = async (key: string) => (await client10(`${gateway.url}/a2a/invoices`, key)).send('hello')
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

test('the original key calls the agent after only its hash was imported', async () => {
  const whole = {
    agents: [agentRow()],
    users: [user],
    teams: [team],
    keys: [
      keyRow(KEY, {
        key_alias: 'ci',
        user_id: 'ann',
        team_id: 'team-1',
        rpm_limit: 100,
        max_budget: 5,
        budget_duration: '30d',
        budget_limits: [{ budget_duration: '24h', max_budget: 1, reset_at: '2026-01-02T00:00:00Z' }],
        expires: '2100-01-01T00:00:00.5',
        models: ['gpt-4o'],
        metadata: { owner: 'ann', logging: [{ callback_vars: { key: 'canary' } }] },
        object_permission_id: 'p2',
      }),
    ],
    object_permissions: permissions,
  }
  const planned = await imported({ ...whole, dry_run: true })
  expect(planned.keys).toMatchObject([{ result: 'created' }])
  expect(await called(KEY)).toBe(401)
  const answer = await imported(whole)
  expect(answer).toMatchObject({
    agents: [{ result: 'created', name: 'invoices' }],
    users: [{ result: 'created', id: 'ann' }],
    teams: [{ result: 'created', id: 'team-1', not_carried: ['models'] }],
    keys: [{ result: 'created', id: hash(KEY), name: 'ci', not_carried: ['models'] }],
  })
  expect(answer.keys[0].notes).toEqual(['Not here, and therefore not granted: agent gone.'])
  const { task } = await send(KEY)
  expect(task?.status.state).toBe('TASK_STATE_COMPLETED')
  const { info } = await gateway.json(`/key/info?key=${KEY}`)
  expect(info).toMatchObject({
    key_alias: 'ci',
    key_name: 'sk-...1234',
    user_id: 'ann',
    team_id: 'team-1',
    rpm_limit: 100,
    max_budget: 5,
    budget_duration: '30d',
    budget_limits: [{ budget_duration: '24h', max_budget: 1 }],
    expires: '2100-01-01T00:00:00.500Z',
    metadata: { owner: 'ann' },
  })
  expect(JSON.stringify([answer, info])).not.toContain('canary')
  const { team_info } = await gateway.json('/team/info?team_id=team-1')
  expect(team_info).toMatchObject({ team_alias: 'Finance', team_member_permissions: ['/key/info'] })

  const again = await imported(whole)
  for (const kind of ['agents', 'users', 'teams', 'keys']) expect(again[kind]).toMatchObject([{ result: 'exists' }])
  const { entries } = await gateway.json('/v1/audit?limit=100')
  expect(JSON.stringify(entries)).toContain('key.create')
})

test('an empty list of agents grants all of them only where that is asked for', async () => {
  await imported({ agents: [agentRow()] })
  const [first, second] = [`${KEY}-first`, `${KEY}-second`]
  const none = await imported({ keys: [keyRow(first)] })
  expect(none.keys[0]).toMatchObject({ result: 'created', notes: [expect.stringContaining('empty_means_all')] })
  expect(await called(first)).toBe(403)
  await imported({ keys: [keyRow(second)], empty_means_all: true })
  expect(await called(second)).toBe(200)
})

test('agents by their group, and by their old id on a later page', async () => {
  const { agent_ids } = await imported({ agents: [agentRow()] })
  const [grouped, byId] = [`${KEY}-group`, `${KEY}-by-id`]
  await imported({ keys: [keyRow(grouped, { object_permission: permission('p', [], ['finance']) })] })
  await imported({ keys: [keyRow(byId, { object_permission_id: 'p1' })], object_permissions: permissions, agent_ids })
  expect([await called(grouped), await called(byId)]).toEqual([200, 200])
})

test.each([
  ['blocked', { blocked: true }],
  ['expired', { expires: '2020-01-01T00:00:00' }],
])('a key that is %s stays so', async (_what, more) => {
  await imported({ agents: [agentRow()] })
  const answer = await imported({ keys: [keyRow(KEY, more)], empty_means_all: true })
  expect(answer.keys[0].result).toBe('created')
  expect(await called(KEY)).toBe(401)
})

test.each([
  ['is not hashed', { token: KEY }, /token: must be the SHA-256/],
  ['may not call agents', { allowed_routes: ['/chat/completions'] }, /allowed_routes/],
  ['is of an agent that is not here', { agent_id: 'gone' }, /no agent here/],
  ['is larger than a key can be', { metadata: { text: 'x'.repeat(1_100_000) } }, /more than 1048576 characters/],
  ['has a list that was not sent', { object_permission_id: 'p9' }, /object_permissions/],
  ['is of a team that is not there', { team_id: 'none' }, /no team/],
  ['is a session of the Admin UI', { team_id: 'litellm-dashboard' }, /session/],
  ['may do nothing at all', { rpm_limit: 0 }, /rpm_limit/],
  ['may spend nothing', { max_budget: 0 }, /max_budget/],
])('a key that %s is refused, and those beside it are not', async (_what, more, reason) => {
  const good = `${KEY}-good`
  const whole = {
    agents: [agentRow()],
    keys: [keyRow(KEY, more), keyRow(good)],
    empty_means_all: true,
  }
  for (const dry_run of [true, false]) {
    const { keys } = await imported({ ...whole, dry_run })
    expect(keys).toMatchObject([{ result: 'refused', reason: expect.stringMatching(reason) }, { result: 'created' }])
    expect(JSON.stringify(keys)).not.toContain(KEY)
  }
  expect([await called(KEY), await called(good)]).toEqual([401, 200])
})

test('what is wrong with a group of an agent does not leave the agent half taken', async () => {
  const [row] = (await imported({ agents: [agentRow({ agent_access_groups: ['', 'finance'] })] })).agents
  expect(row).toMatchObject({ result: 'created', notes: [expect.stringContaining('access group ""')] })
  const group = await gateway.json('/v1/access_group/finance')
  expect(group.access_agent_ids).toEqual([row.id])
  const { agents } = await imported({ agents: [agentRow({ agent_name: row.id, agent_id: 'x' })] })
  expect(agents[0]).toMatchObject({ result: 'refused', reason: expect.stringContaining('id of another agent') })
})

test('an agent that was disabled is stopped, and one that has no adapter is refused', async () => {
  const rows = [
    agentRow({ enabled: false }),
    agentRow({ agent_id: 'x', agent_name: 'other', litellm_params: { custom_llm_provider: 'vertex_ai' } }),
  ]
  const { agents } = await imported({ agents: rows })
  expect(agents).toMatchObject([
    { result: 'created' },
    { result: 'refused', reason: expect.stringContaining('vertex_ai') },
  ])
  expect(await called(await gateway.key('all'))).toBe(503)
})

test('only an administrator may import, and at most 1,000 rows at once', async () => {
  const key = await gateway.key('all')
  expect((await gateway.request('/v1/import/litellm', { key, body: {} })).status).toBe(403)
  const keys = Array.from({ length: 1_001 }, (_, index) => keyRow(`${KEY}-${index}`))
  expect((await gateway.request('/v1/import/litellm', { body: { keys } })).status).toBe(400)
})

test('the command sends a file of any size, and tells what became of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  const file = join(folder, 'litellm.json')
  const keys = Array.from({ length: 1_100 }, (_, index) =>
    keyRow(`${KEY}-${index}`, { team_id: 'team-1', object_permission_id: 'p1' }),
  )
  const bad = keyRow('sk-other', { key_alias: 'chat', allowed_routes: ['/chat/completions'] })
  const whole = {
    agents: [agentRow()],
    users: null,
    teams: [team],
    keys: [...keys, bad],
    object_permissions: permissions,
  }
  await writeFile(file, JSON.stringify(whole))
  const run = async (...flags: string[]) => {
    const lines: string[] = []
    const command = { variables: { GATEWAY_MASTER_KEY: ADMIN_KEY }, print: (line: string) => void lines.push(line) }
    return { refused: await importLitellm([file, '--url', gateway.url, ...flags], command), lines }
  }
  try {
    const dry = await run('--dry-run')
    expect(dry.refused).toBe(1)
    expect(dry.lines).toContain('keys created: 1100 (nothing was written)')
    expect(await called(`${KEY}-7`)).toBe(401)
    const done = await run()
    expect(done.lines).toEqual(expect.arrayContaining(['keys created: 1100', 'teams created: 1', 'keys refused: 1']))
    expect(done.lines.find((line) => line.startsWith('keys chat: refused.'))).toContain('allowed_routes')
    expect([await called(`${KEY}-7`), await called(`${KEY}-1099`)]).toEqual([200, 200])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
