import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ config: { agents: [] } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const card = { agent_card_params: { url: 'http://127.0.0.1:9/' } }

test.each<{ readonly name: unknown }>([
  { name: 'nope' },
  { name: 5 },
  { name: {} },
  { name: { toString: 1 } },
  { name: ['a2a', 'x'] },
])('a provider that has no adapter is refused: $name', async ({ name }) => {
  verifies('registry')
  const body = { agent_name: crypto.randomUUID(), ...card, litellm_params: { custom_llm_provider: name } }
  const refused = await gateway.request('/v1/agents', { body })
  expect(refused.status).toBe(400)
  const { error }: Wire = await refused.json()
  expect(error.param).toBe('litellm_params.custom_llm_provider')
  const { agents } = await gateway.json('/v1/import/litellm', { body: { agents: [body] } })
  expect(agents).toMatchObject([{ result: 'refused', reason: expect.stringContaining('custom_llm_provider') }])
})

const settings = { url: 'http://127.0.0.1:9/' }
test.each<[string, object]>([
  [
    'upstreams.0.settings.headers.x-key',
    { upstreams: [{ settings: { ...settings, headers: { 'x-key': 'Token ${HOME}' } } }] },
  ],
  ['upstreams.0.settings.url', { upstreams: [{ settings: { url: 'http://127.0.0.1:9/${HOME}' } }] }],
  ['url', { url: 'http://${HOME}/' }],
  ['agent_card_params.url', { agent_card_params: { url: 'http://${HOME}/' } }],
  ['litellm_params.api_key', { ...card, litellm_params: { model: 'langgraph/a', api_key: '${HOME}' } }],
  ['static_headers.x-key', { ...card, static_headers: { 'x-key': '${HOME}' } }],
])('nobody reads the environment over the API, nor sends its words to an agent: %s', async (field, body) => {
  verifies('secrets')
  const refused = await gateway.request('/v1/agents', { body: { name: crypto.randomUUID(), ...body } })
  expect(refused.status).toBe(400)
  const { error }: Wire = await refused.json()
  expect(error.param).toBe(field)
  expect(error.message).toContain('${env:NAME}')
})

test('what an agent says of itself may have any text', async () => {
  verifies('registry')
  const body = { name: 'speaks', description: 'Fills in ${NAME}.', url: settings.url }
  expect((await gateway.json('/v1/agents', { body })).description).toBe('Fills in ${NAME}.')
})

test.each<[string, object]>([
  ['max_budget', { max_budget: 'much' }],
  ['max_budget', { max_budget: -1 }],
  ['max_budget', { max_budget: 1e300 }],
  ['soft_budget', { soft_budget: '180%' }],
  ['budget_duration', { max_budget: 1, budget_duration: '5y' }],
  ['budget_limits[0].budget_duration', { budget_limits: [{ budget_duration: '5y', max_budget: 1 }] }],
  ['budget_limits[0].max_budget', { budget_limits: [{ budget_duration: '1d', max_budget: -1 }] }],
])('a budget of LiteLLM that none can be is refused with its row, naming %s', async (field, budget) => {
  verifies('budgets')
  const body = {
    keys: [{ token: 'b'.repeat(64), ...budget }],
    teams: [{ team_id: 'none', ...budget }],
    users: [{ user_id: 'none', ...budget }],
  }
  const { keys, teams, users } = await gateway.json('/v1/import/litellm', { body })
  for (const [row] of [keys, teams, users]) {
    expect(row.result).toBe('refused')
    expect(row.reason.startsWith(`${field}: `)).toBe(true)
  }
})

test('members of a team of LiteLLM have ids that can be shown, and budgets that can be', async () => {
  verifies('budgets')
  const teams = [
    { team_id: 'one', members_with_roles: [{ user_id: 'a\u0000', role: 'user' }] },
    {
      team_id: 'two',
      members_with_roles: [{ user_id: 'a', role: 'user' }],
      team_memberships: [{ user_id: 'a', litellm_budget_table: { max_budget: -4 } }],
    },
    { team_id: 'three', members_with_roles: [{ user_id: '', role: 'user' }] },
  ]
  const answer = await gateway.json('/v1/import/litellm', { body: { teams } })
  expect(
    answer.teams.map(({ result, reason }: { result: string; reason?: string }) => [result, reason?.split(': ')[0]]),
  ).toEqual([
    ['refused', expect.stringMatching(/^members_with_roles/)],
    ['refused', 'team_memberships[0].litellm_budget_table.max_budget'],
    ['created', undefined],
  ])
})
