import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const skill = (id: string) => ({ id, name: id, description: id, tags: [] })

let gateway: TestGateway
beforeAll(async () => {
  const upstreams = [{ adapter: 'hello' }]
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'desk', upstreams, card: { skills: ['translate', 'sum', 'delete'].map(skill) } },
        { name: 'hello', upstreams },
        {
          name: 'falls',
          upstreams: [{ url: 'http://127.0.0.1:9/' }],
          routing: { fallbacks: ['desk'] },
        },
      ],
    },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const keyWith = async (object_permission: object, more: object = {}): Promise<string> =>
  (await gateway.json('/key/generate', { body: { object_permission, ...more } })).key
const message = (more: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }], ...more },
})
const call = async (key: string, method: string, params: object, agent = 'desk') => {
  const response = await gateway.request(`/a2a/${agent}`, { key, body: { jsonrpc: '2.0', id: 1, method, params } })
  const text = await response.text()
  // Of a stream the first event is enough.
  const json: Wire = JSON.parse(/^data:\s*(.*)$/m.exec(text)?.[1] ?? text)
  return { status: response.status, json }
}
const status = async (...asked: Parameters<typeof call>) => (await call(...asked)).status
const cardOf = async (key: string, agent = 'desk'): Promise<Wire> =>
  gateway.json(`/a2a/${agent}/.well-known/agent-card.json`, { key, headers: { 'a2a-version': '1.0' } })
const skillsOf = (card: Wire) => card.skills.map(({ id }: Wire) => id)
const update = (path: string, body: object) => gateway.json(path, { body })

describe('a grant that is narrowed to operations', () => {
  test('lets these through, shows them in the card, and follows changes at once', async () => {
    verifies('access')
    const key = await keyWith({
      agents: 'all',
      agent_restrictions: { desk: { operations: ['SendMessage', 'GetTask'] } },
    })
    const sent = await call(key, 'SendMessage', message())
    expect(sent.status).toBe(200)
    const { id } = sent.json.result.task
    expect(await status(key, 'GetTask', { id })).toBe(200)
    for (const [method, params] of [
      ['SendStreamingMessage', message()],
      ['SubscribeToTask', { id }],
      ['ListTasks', {}],
      ['CancelTask', { id }],
      ['ListTaskPushNotificationConfigs', { taskId: id }],
    ] as const) {
      const refused = await call(key, method, params)
      expect([method, refused.status]).toEqual([method, 403])
      expect(refused.json.error.message).toContain(`may not use ${method} at agent 'desk'`)
    }
    const hooked = { ...message(), configuration: { taskPushNotificationConfig: { url: 'https://hooks.example' } } }
    expect(await status(key, 'SendMessage', hooked)).toBe(403)
    // Another agent of the same grant is not narrowed.
    expect(await status(key, 'ListTasks', {}, 'hello')).toBe(200)
    expect((await cardOf(key)).capabilities).toMatchObject({ streaming: false, pushNotifications: false })
    expect((await cardOf(key, 'hello')).capabilities.streaming).toBe(true)

    const { info } = await gateway.json('/key/info', { key })
    const [narrowed] = Object.values<Wire>(info.object_permission.agent_restrictions)
    expect(narrowed).toEqual({ operations: ['SendMessage', 'GetTask'] })
    // What was shown can be sent again; other agents do not lift what narrows.
    await update('/key/update', { key, object_permission: info.object_permission })
    await update('/key/update', { key, object_permission: { agents: ['desk'] } })
    expect(await status(key, 'ListTasks', {})).toBe(403)
    await update('/key/update', { key, object_permission: { agent_restrictions: { '*': { operations: ['read'] } } } })
    expect(await status(key, 'ListTasks', {})).toBe(200)
    expect(await status(key, 'SendMessage', message())).toBe(403)
    await update('/key/update', { key, object_permission: { agent_restrictions: null } })
    expect(await status(key, 'SendMessage', message())).toBe(200)
  })

  test('narrows with those of team and user; what nothing is left of is not there', async () => {
    verifies('access', 'teams')
    const operations = (...names: string[]) => ({ agent_restrictions: { '*': { operations: names } } })
    const { team_id } = await gateway.json('/team/new', {
      body: { object_permission: { agents: 'all', ...operations('send', 'ListTasks') } },
    })
    const user = {
      user_id: 'nell',
      auto_create_key: false,
      object_permission: { agents: 'all', ...operations('read') },
    }
    await gateway.json('/user/new', { body: user })
    const key = await keyWith({ agents: 'all' }, { team_id, user_id: 'nell' })
    expect(await status(key, 'ListTasks', {})).toBe(200)
    expect(await status(key, 'SendMessage', message())).toBe(403)
    expect(await status(key, 'GetTask', { id: 't' })).toBe(403)
    expect((await gateway.json('/v1/agents', { key })).length).toBe(3)

    await update('/user/update', { user_id: 'nell', object_permission: operations('CancelTask') })
    expect(await gateway.json('/v1/agents', { key })).toEqual([])
    expect((await gateway.request('/a2a/desk/.well-known/agent-card.json', { key })).status).toBe(403)
    expect(await status(key, 'ListTasks', {})).toBe(403)
  })
})

describe('a grant that is narrowed to skills', () => {
  const toSkills = (...skills: string[]) => ({ agents: 'all', agent_restrictions: { desk: { skills } } })

  test('lets messages through that name one of them, and shows these alone', async () => {
    verifies('access')
    const key = await keyWith(toSkills('translate', 'sum'))
    for (const method of ['SendMessage', 'SendStreamingMessage']) {
      const named = await call(key, method, message({ metadata: { skillId: 'translate' } }))
      expect([method, named.status, named.json.error]).toEqual([method, 200, undefined])
      const unnamed = await call(key, method, message())
      expect([method, unnamed.status]).toEqual([method, 403])
      expect(unnamed.json.error.message).toContain(
        "message.metadata.skillId: missing. At agent 'desk' this key may use",
      )
      expect(await status(key, method, message({ metadata: { skillId: 'translate', skill: 'delete' } }))).toBe(403)
      const another = await call(key, method, { ...message(), metadata: { skill: 'delete' } })
      expect([method, another.status]).toEqual([method, 403])
      expect(another.json.error.message).toContain("may not use the skill 'delete'")
    }
    const old = { kind: 'message', messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'hi' }] }
    expect(await status(key, 'message/send', { message: old })).toBe(403)
    expect(await status(key, 'message/send', { message: { ...old, metadata: { skill: 'sum' } } })).toBe(200)
    expect(await status(key, 'ListTasks', {})).toBe(200)

    expect(skillsOf(await cardOf(key))).toEqual(['translate', 'sum'])
    const listed: Wire[] = await gateway.json('/v1/agents', { key })
    const desk = listed.find(({ agent_name }) => agent_name === 'desk')
    expect(skillsOf(desk?.agent_card_params)).toEqual(['translate', 'sum'])
    expect(skillsOf(await cardOf(await keyWith({ agents: 'all' })))).toEqual(['translate', 'sum', 'delete'])
  })

  test('holds where the agent stands in for another', async () => {
    verifies('access')
    const answered = async (key: string) =>
      (await call(key, 'SendMessage', message({ metadata: { skillId: 'delete' } }), 'falls')).json
    expect((await answered(await keyWith({ agents: 'all' }))).result.task.status.state).toBe('TASK_STATE_COMPLETED')
    expect((await answered(await keyWith(toSkills('translate')))).error.data[0].reason).toBe('AGENT_UNREACHABLE')
  })
})

test('restrictions that say nothing, or name what is not there, are refused by name', async () => {
  verifies('access')
  const refusal = async (agent_restrictions: object) => {
    const body = { object_permission: { agents: 'all', agent_restrictions } }
    const response = await gateway.request('/key/generate', { body })
    const { error }: Wire = await response.json()
    return [response.status, error.message]
  }
  expect(await refusal({ nobody: { skills: ['a'] } })).toEqual([400, expect.stringContaining("no agent 'nobody'")])
  expect(await refusal({ desk: { operations: ['Send'] } })).toEqual([400, expect.stringContaining('SendMessage')])
  expect(await refusal({ desk: { operations: [] } })).toEqual([400, expect.stringContaining('at least')])
})
