import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({
    config: { agents: [{ name: 'priced', upstreams: [{ adapter: 'hello' }], cost: { perCall: 0.1 } }] },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const send = async (key: string, agent = 'priced', headers: Record<string, string> = {}) => {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] } }
  const { error } = await gateway.call(agent, 'SendMessage', params, { key, headers })
  return error?.message
}

test('a member spends in a team what they may there, with all their keys of it, and elsewhere as before', async () => {
  verifies('budgets', 'teams')
  const agents = { object_permission: { agents: 'all' } }
  await gateway.json('/team/new', { body: { team_id: 'crew', ...agents } })
  const member = [{ user_id: 'ann', role: 'user' }]
  const added = await gateway.json('/team/member_add', { body: { team_id: 'crew', member, max_budget_in_team: 0.2 } })
  expect(added.members_with_roles).toMatchObject([{ user_id: 'ann', max_budget_in_team: 0.2, budget_duration: null }])
  await gateway.json('/team/member_add', { body: { team_id: 'crew', member: { user_id: 'bob' } } })
  const [one, two] = [
    await gateway.key(['priced'], { team_id: 'crew', user_id: 'ann' }),
    await gateway.key(['priced'], { team_id: 'crew', user_id: 'ann' }),
  ]
  const alone = await gateway.key(['priced'], { user_id: 'ann' })
  const other = await gateway.key(['priced'], { team_id: 'crew', user_id: 'bob' })
  expect([await send(one), await send(two)]).toEqual([undefined, undefined])
  expect(await send(one)).toMatch(/^The user of this key, in its team, may spend \$0\.2, has spent \$0\.2/)
  expect([await send(alone), await send(other)]).toEqual([undefined, undefined])

  const update = (body: object) =>
    gateway.json('/team/member_update', { body: { team_id: 'crew', user_id: 'ann', ...body } })
  expect(await update({ max_budget_in_team: 0.3, budget_duration: '1mo' })).toMatchObject({
    role: 'user',
    max_budget_in_team: 0.3,
    budget_duration: '1mo',
  })
  // It begins anew, as the window is another.
  expect([await send(one), await send(one), await send(two)]).toEqual([undefined, undefined, undefined])
  expect(await send(one)).toMatch(/in its team/)
  expect(await update({ role: 'admin' })).toMatchObject({ role: 'admin', max_budget_in_team: 0.3 })
  expect((await gateway.json('/team/info?team_id=crew')).team_memberships).toMatchObject([
    { user_id: 'ann', max_budget_in_team: 0.3, budget_duration: '1mo' },
    { user_id: 'bob', max_budget_in_team: null },
  ])
  await update({ max_budget_in_team: null })
  expect(await send(one)).toBeUndefined()
  const { entries } = await gateway.json('/v1/audit?action=team.update&limit=1')
  expect(JSON.stringify(entries[0])).toContain('max_budget_in_team')
})

test('a team is taken over from LiteLLM with what its members may spend', async () => {
  verifies('budgets')
  const teams = [
    {
      team_id: 'carried',
      object_permission: { agents: [] },
      members_with_roles: [{ user_id: 'carl', role: 'user' }],
      team_memberships: [{ user_id: 'carl', litellm_budget_table: { max_budget: 7, budget_duration: '30d' } }],
    },
  ]
  await gateway.json('/v1/import/litellm', { body: { teams } })
  expect((await gateway.json('/team/info?team_id=carried')).team_memberships).toEqual([
    { user_id: 'carl', team_id: 'carried', max_budget_in_team: 7, budget_duration: '30d' },
  ])
})

test('what LiteLLM has for sessions of an agent ends its conversations', async () => {
  verifies('budgets')
  const made = await gateway.json('/v1/agents', {
    body: {
      agent_name: 'session-bound',
      agent_card_params: { url: 'http://127.0.0.1:9' },
      litellm_params: { max_budget_per_session: 1.5, max_iterations: 2 },
    },
  })
  expect(made.budget).toEqual({ conversation: { cost: 1.5, calls: 2 } })
  await gateway.request('/v1/agents/session-bound', {
    method: 'PATCH',
    body: { litellm_params: { max_budget_per_session: 0.15, max_iterations: 0 } },
  })
  const shown = await gateway.json('/v1/agents/session-bound')
  expect(shown.budget).toEqual({ conversation: { cost: 0.15 } })
  await gateway.json('/v1/agents', {
    body: {
      name: 'two-turns',
      upstreams: [{ adapter: 'hello' }],
      litellm_params: { max_iterations: 2 },
    },
  })
  const key = await gateway.key(['two-turns'])
  const trace = { 'x-litellm-trace-id': crypto.randomUUID() }
  expect([await send(key, 'two-turns', trace), await send(key, 'two-turns', trace)]).toEqual([undefined, undefined])
  expect(await send(key, 'two-turns', trace)).toMatch(/This conversation may have 2 messages/)
  expect(await send(key, 'two-turns', { 'x-litellm-trace-id': crypto.randomUUID() })).toBeUndefined()
})
