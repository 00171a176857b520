import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  const upstreams = [{ adapter: 'hello' }]
  gateway = await testGateway({ config: { agents: [{ name: 'desk', upstreams, limits: { requestsPerMinute: 100 } }] } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

/** What `/v1/access` says of a key that asks about itself: whether it may, and the steps that do not let it. */
const ask = async (key: string, more = '') => {
  const { allowed, steps, object_permission }: Wire = await gateway.json(`/v1/access?agent=desk${more}`, { key })
  const against: string[] = steps
    .filter((step: Wire) => !step.allowed)
    .map(({ step, reason }: Wire) => `${step}: ${reason}`)
  return { allowed, steps, against, object_permission }
}
const keyOf = async (body: object): Promise<string> => (await gateway.json('/key/generate', { body })).key
const send = async (key: string, params: object = {}) => {
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }], ...params }
  const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } }
  return (await gateway.request('/a2a/desk', { key, body })).status
}

test('operations and skills are asked about, and answered as the call is', async () => {
  verifies('access')
  const { team_id } = await gateway.json('/team/new', {
    body: { object_permission: { agents: 'all', agent_restrictions: { desk: { operations: ['send', 'GetTask'] } } } },
  })
  const restrictions = { agent_restrictions: { '*': { skills: ['sum'] } } }
  const key = await keyOf({ team_id, object_permission: { agents: ['desk'], ...restrictions } })

  const bare = await ask(key)
  expect(bare.allowed).toBe(false)
  expect(bare.against).toEqual([expect.stringMatching(/^key: The key may only use the skills 'sum' there.*names none/)])
  expect(await send(key)).toBe(403)
  expect(await ask(key, '&skill=sum')).toMatchObject({ allowed: true, against: [] })
  expect(await send(key, { metadata: { skillId: 'sum' } })).toBe(200)
  expect((await ask(key, '&skill=other')).against).toHaveLength(1)
  expect(await ask(key, '&operation=GetTask')).toMatchObject({ allowed: true })
  const cancel = await ask(key, '&operation=CancelTask')
  expect(cancel.against).toEqual([
    expect.stringMatching(
      /^team: The team .* may only use 'SendMessage', 'SendStreamingMessage', 'GetTask' there\. POST/,
    ),
  ])
  const [narrowed] = Object.values<Wire>(cancel.object_permission.agent_restrictions).filter(
    ({ operations }) => operations !== undefined,
  )
  expect(narrowed).toEqual({ operations: ['SendMessage', 'SendStreamingMessage', 'GetTask'], skills: ['sum'] })
  const wrong = await gateway.request('/v1/access?agent=desk&operation=Nothing', { key })
  expect(wrong.status).toBe(400)
})

test('a viewer may read and not send', async () => {
  verifies('access', 'users')
  const user = { user_id: 'vic', user_role: 'internal_user_viewer', object_permission: { agents: 'all' } }
  const { key } = await gateway.json('/user/new', { body: user })
  expect((await ask(key)).against).toEqual([expect.stringContaining('role: ')])
  expect(await ask(key, '&operation=ListTasks')).toMatchObject({ allowed: true })
})

test('limits that a message counts against are told with what is left, and counted in none', async () => {
  verifies('access', 'limits')
  const { team_id } = await gateway.json('/team/new', {
    body: { rpm_limit: 2, max_parallel_requests: 9, object_permission: { agents: 'all' } },
  })
  const key = await keyOf({ team_id, tpm_limit: 1000, object_permission: { agents: 'all' } })
  const limits = async (more = '') =>
    (await ask(key, more)).steps.filter(({ step }: Wire) => step === 'limit').map(({ reason }: Wire) => reason)
  expect(await limits('&operation=GetTask')).toEqual([])
  expect(await limits()).toEqual([
    'This key may use 1000 tokens per minute. 1000 are left.',
    expect.stringMatching(/^The team of this key.* 2 messages per minute\. 2 are left\.$/),
    expect.stringMatching(/^The team of this key.* 9 messages worked on at the same time\.$/),
    expect.stringMatching(/^Agent 'desk'.* 100 messages per minute\./),
  ])
  expect([await send(key), await send(key), await send(key)]).toEqual([200, 200, 429])
  const over = await ask(key)
  expect(over.allowed).toBe(false)
  expect(over.against).toEqual([
    expect.stringMatching(/^limit: The team of this key.*None is left for the next \d+ s\.$/),
  ])
})

test('what is blocked, expired or stopped is told', async () => {
  verifies('access')
  const key = await keyOf({ object_permission: { agents: 'all' } })
  await gateway.json('/key/block', { body: { key } })
  const asked = async (more = ''): Promise<Wire> => gateway.json(`/v1/access?agent=desk&key=${key}${more}`)
  expect(await asked()).toMatchObject({ allowed: false, steps: [{ step: 'key', allowed: false }, {}, {}, {}, {}] })
  await gateway.json('/key/unblock', { body: { key } })
  expect(await asked()).toMatchObject({ allowed: true })
  await gateway.json('/v1/agents/desk/stop', { body: { reason: 'It is being moved.' } })
  const stopped = await asked()
  expect(stopped.allowed).toBe(false)
  expect(stopped.steps.at(-1)).toMatchObject({ step: 'agent', reason: expect.stringContaining('It is being moved.') })
  expect(await asked('&operation=ListTasks')).toMatchObject({ allowed: true })
  await gateway.json('/v1/agents/desk/start', { body: {} })
  expect(await asked()).toMatchObject({ allowed: true })
})
