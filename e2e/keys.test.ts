import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from './support/agent-script.ts'
import { ADMIN_KEY, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const url = 'http://127.0.0.1:9/'
const hash = (key: string) => createHash('sha256').update(key).digest('hex')
const message = (ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }], ...ids },
})

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
  await gateway.json('/v1/agents', { body: { name: 'other', url } })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const statusOf = async (key: string, agent = 'hello') =>
  (
    await gateway.request(`/a2a/${agent}`, {
      key,
      body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message() },
    })
  ).status

describe('virtual keys', () => {
  test('are made, shown once, and found by key or hash', async () => {
    verifies('keys')
    await gateway.json('/team/new', { body: { team_id: 't1', object_permission: { agents: 'all' } } })
    const made = await gateway.json('/key/generate', {
      body: {
        key_alias: 'ci',
        user_id: 'u1',
        team_id: 't1',
        duration: '30d',
        metadata: { a: 1 },
        models: [],
        object_permission: { agents: ['hello'] },
      },
    })
    expect(made.key).toMatch(/^sk-[\w-]{43}$/)
    expect(made).toMatchObject({
      token: hash(made.key),
      key_alias: 'ci',
      user_id: 'u1',
      team_id: 't1',
      metadata: { a: 1 },
    })
    expect(Date.parse(made.expires) - Date.now()).toBeGreaterThan(29 * 86_400_000)
    for (const name of [made.key, made.token]) {
      const { info, key } = await gateway.json(`/key/info?key=${name}`)
      expect(key).toBe(made.token)
      expect(info).toMatchObject({ key_alias: 'ci', user_id: 'u1' })
      expect(JSON.stringify(info)).not.toContain(made.key)
    }
    const list = await gateway.json('/key/list?return_full_object=true&size=100')
    expect(JSON.stringify(list)).not.toContain(made.key)
    expect(list.keys.some(({ token }: { token: string }) => token === made.token)).toBe(true)
    expect((await gateway.json('/key/list')).keys).toContain(made.token)
    expect(await statusOf(made.key)).toBe(200)
    expect((await gateway.request('/key/generate', { body: { key_alias: 'ci' } })).status).toBe(409)
  })

  test('of your own, and what is wrong with one', async () => {
    verifies('keys')
    const own = 'sk-of-my-own-choosing'
    expect(
      (await gateway.json('/key/generate', { body: { key: own, object_permission: { agents: 'all' } } })).key,
    ).toBe(own)
    expect(await statusOf(own)).toBe(200)
    const wrong: [object, number, RegExp][] = [
      [{ key: own }, 409, /exists/],
      [{ key: 'sk-short' }, 400, /16 characters/],
      [{ key: 'no-prefix-but-long-enough' }, 400, /sk-/],
      [{ key: ADMIN_KEY }, 409, /master/],
      [{ duration: 'soon' }, 400, /30m/],
      [{ object_permission: { agents: ['nobody'] } }, 400, /nobody/],
      [{ object_permission: { agents: 7 } }, 400, /all/],
      [{ soft_budget: '100%' }, 400, /soft_budget.*a share of max_budget such as "80%"/],
      [{ object_permissions: { agents: ['hello'] } }, 400, /object_permissions: is not known here/],
      [
        { object_permission: { agent: ['hello'] } },
        400,
        /object_permission\.agent: is not known here; known are agents/,
      ],
      [{ rpm_limit: 0 }, 400, /rpm_limit: must be at least 1/],
      [{ session_rpm_limit: 5 }, 400, /session_rpm_limit: is not known here/],
    ]
    for (const [body, status, pattern] of wrong) {
      const response = await gateway.request('/key/generate', { body })
      expect({ body, status: response.status }).toEqual({ body, status })
      expect(((await response.json()) as Wire).error.message).toMatch(pattern)
    }
  })

  test('stop when they are blocked, expired or deleted', async () => {
    verifies('keys')
    const key = await gateway.key(['hello'])
    expect(await statusOf(key)).toBe(200)
    expect((await gateway.json('/key/block', { body: { key } })).blocked).toBe(true)
    expect(await statusOf(key)).toBe(401)
    expect((await gateway.json('/key/unblock', { body: { key: hash(key) } })).blocked).toBe(false)
    expect(await statusOf(key)).toBe(200)
    await gateway.json('/key/update', { body: { key, duration: '1s' } })
    await sleep(1_100)
    expect(await statusOf(key)).toBe(401)
    await gateway.json('/key/update', { body: { key, duration: null } })
    expect(await statusOf(key)).toBe(200)
    expect(await gateway.json('/key/delete', { body: { keys: [key] } })).toEqual({ deleted_keys: [hash(key)] })
    expect(await statusOf(key)).toBe(401)
    expect((await gateway.request('/key/delete', { body: { keys: [key] } })).status).toBe(404)
    expect((await gateway.request(`/key/info?key=${key}`)).status).toBe(404)
  })

  test('learn of themselves alone', async () => {
    verifies('keys')
    const [mine, other] = [await gateway.key(['hello']), await gateway.key(['hello'])]
    expect((await gateway.json('/key/info', { key: mine })).key).toBe(hash(mine))
    expect((await gateway.request(`/key/info?key=${other}`, { key: mine })).status).toBe(403)
    expect((await gateway.request(`/key/info?key=sk-does-not-exist-at-all`, { key: mine })).status).toBe(403)
  })
})

describe('access', () => {
  test('is denied unless granted, and the same for listing, card and invoking', async () => {
    verifies('access')
    const { agent_id: otherId } = await gateway.json('/v1/agents/other')
    const cases: [unknown, string[]][] = [
      [undefined, []],
      [{}, []],
      [null, []],
      [{ agents: [] }, []],
      [{ agents: 'none' }, []],
      [{ agents: ['hello'] }, ['hello']],
      [{ agents: [otherId] }, ['other']],
      [{ agents: ['hello', 'other'] }, ['hello', 'other']],
      [{ agents: 'all' }, ['hello', 'other']],
      [{ agents: ['all'] }, ['hello', 'other']],
    ]
    for (const [object_permission, allowed] of cases) {
      const { key } = await gateway.json('/key/generate', { body: { object_permission } })
      const listed = (await gateway.json('/v1/agents', { key })).map(
        ({ agent_name }: { agent_name: string }) => agent_name,
      )
      expect({ object_permission, listed }).toEqual({ object_permission, listed: allowed })
      for (const agent of ['hello', 'other']) {
        const expected = allowed.includes(agent) ? 200 : 403
        expect((await gateway.request(`/a2a/${agent}/.well-known/agent-card.json`, { key })).status).toBe(expected)
        expect((await gateway.request(`/v1/agents/${agent}`, { key })).status).toBe(expected)
        expect(await statusOf(key, agent)).toBe(expected)
        const stream = { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: message() }
        const list = { jsonrpc: '2.0', id: 1, method: 'ListTasks', params: {} }
        for (const body of [stream, list]) {
          const response = await gateway.request(`/a2a/${agent}`, { key, body })
          expect(response.status).toBe(expected)
          await response.text()
        }
      }
    }
  })

  test('is by id: an agent made anew under an old name is not covered', async () => {
    verifies('access')
    await gateway.json('/v1/agents', { body: { name: 'recreated', url } })
    const key = await gateway.key(['recreated'])
    expect((await gateway.request('/v1/agents/recreated', { key })).status).toBe(200)
    await gateway.json('/v1/agents/recreated', { method: 'DELETE' })
    await gateway.json('/v1/agents', { body: { name: 'recreated', url } })
    expect((await gateway.request('/v1/agents/recreated', { key })).status).toBe(403)
  })

  test('either header carries the key', async () => {
    verifies('access')
    const key = await gateway.key(['hello'])
    for (const value of [key, `Bearer ${key}`]) {
      const headers = { 'x-litellm-api-key': value, authorization: 'Bearer the-agents-own' }
      expect((await gateway.request('/v1/agents', { key: '', headers })).status).toBe(200)
    }
  })
})

describe('ownership', () => {
  const state = async (key: string, method: string, params: object) =>
    (await gateway.call('hello', method, params, { key })).error?.code

  test('by team, else user, else key', async () => {
    verifies('ownership')
    const key = (body: object) => gateway.key(['hello'], body)
    const alone = await key({})
    const sets: [string, string[], string[]][] = [
      [alone, [alone], [await key({}), await key({ user_id: 'u9' })]],
      [
        await key({ user_id: 'u1' }),
        [await key({ user_id: 'u1' }), await key({ user_id: 'u1', team_id: 't9' })],
        [await key({ user_id: 'u2' }), alone],
      ],
      [
        await key({ user_id: 'u1', team_id: 't1' }),
        [await key({ team_id: 't1' }), await key({ user_id: 'u3', team_id: 't1' })],
        [await key({ user_id: 'u1' }), await key({ user_id: 'u1', team_id: 't2' })],
      ],
    ]
    for (const [owner, friends, strangers] of sets) {
      const { result } = await gateway.call('hello', 'SendMessage', message(), { key: owner })
      const { id } = result.task
      const listed = async (asking: string) =>
        (await gateway.call('hello', 'ListTasks', {}, { key: asking })).result.tasks.some(
          (task: { id: string }) => task.id === id,
        )
      for (const friend of friends) {
        expect(await state(friend, 'GetTask', { id })).toBeUndefined()
        expect(await listed(friend)).toBe(true)
      }
      for (const stranger of [...strangers, ADMIN_KEY]) {
        for (const [method, params] of [
          ['GetTask', { id }],
          ['CancelTask', { id }],
          ['SubscribeToTask', { id }],
          ['SendMessage', message({ taskId: id })],
          ['SendStreamingMessage', message({ taskId: id })],
          ['SendMessage', message({ referenceTaskIds: [id] })],
        ] as const) {
          expect(await state(stranger, method, params)).toBe(-32001)
        }
        expect(await listed(stranger)).toBe(false)
      }
    }
  })

  test('two owners with the same contextId never share one', async () => {
    verifies('contexts')
    const seen: string[] = []
    await using server = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') {
        response.writeHead(404).end('{}')
        return
      }
      const { id, params } = JSON.parse(body)
      const contextId = params.message.contextId ?? 'made-by-the-agent'
      seen.push(params.message.contextId)
      const reply = { messageId: 'r', role: 'ROLE_AGENT', contextId, parts: [{ text: 'hi' }] }
      response.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id,
          result: {
            task: {
              id: crypto.randomUUID(),
              contextId,
              status: { state: 'TASK_STATE_COMPLETED', message: reply },
              history: [{ ...params.message, contextId }],
            },
          },
        }),
      )
    })
    for (const contexts of ['isolate', 'pass'] as const) {
      seen.length = 0
      await gateway.json('/v1/agents', { body: { name: contexts, contexts, url: `${server.url}/` } })
      const [one, two] = [await gateway.key([contexts]), await gateway.key([contexts])]
      const say = async (key: string, contextId?: string) =>
        (await gateway.call(contexts, 'SendMessage', message(contextId ? { contextId } : {}), { key })).result.task
      for (const key of [one, one, two]) {
        const task = await say(key, 'shared')
        expect(task).toMatchObject({
          contextId: 'shared',
          status: { message: { contextId: 'shared' } },
          history: [{ contextId: 'shared' }],
        })
      }
      expect(seen[0]).toBe(seen[1])
      if (contexts === 'pass') expect(seen).toEqual(['shared', 'shared', 'shared'])
      else {
        expect(seen[0]).not.toBe('shared')
        expect(seen[2]).not.toBe(seen[0])
      }
      // A context that the agent made goes back to it as it is; for anybody else it is a name like any other.
      const made = await say(one)
      expect(made.contextId).toBe('made-by-the-agent')
      await say(one, 'made-by-the-agent')
      expect(seen.at(-1)).toBe('made-by-the-agent')
      await say(two, 'made-by-the-agent')
      if (contexts === 'isolate') expect(seen.at(-1)).not.toBe('made-by-the-agent')
    }
  })
})
