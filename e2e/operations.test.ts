import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { sdkAgent03 } from './support/sdk-agent-0-3.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

const message10 = (text: string, ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})
const message03 = (text: string, ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'user', parts: [{ kind: 'text', text }], ...ids },
})

let gateway: TestGateway
let modern: TestServer
let legacy: TestServer

beforeAll(async () => {
  modern = await sdkAgent()
  legacy = await sdkAgent03()
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'modern', upstreams: [{ url: `${modern.url}/` }] },
        { name: 'legacy', upstreams: [{ url: `${legacy.url}/` }] },
        { name: 'strict', strictVersion: true, upstreams: [{ url: `${modern.url}/` }] },
      ],
    },
  })
  await Promise.all(['modern', 'legacy', 'strict'].map((name) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await modern[Symbol.asyncDispose]()
  await legacy[Symbol.asyncDispose]()
})

describe('operations', () => {
  test.each(['modern', 'legacy'])('ListTasks from the index, for %s', async (agent) => {
    verifies('list')
    const key = await gateway.key([agent])
    const ids: string[] = []
    for (let index = 0; index < 3; index += 1) {
      const { result } = await gateway.call(agent, 'SendMessage', message10(`task ${index}`), { key })
      ids.push(result.task.id)
    }
    const first = await gateway.call(agent, 'ListTasks', { pageSize: 2 }, { key })
    expect(first.result).toMatchObject({ pageSize: 2, totalSize: 3 })
    expect(first.result.tasks.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]])
    expect(first.result.tasks[0].artifacts).toBeUndefined()
    const second = await gateway.call(
      agent,
      'ListTasks',
      { pageSize: 2, pageToken: first.result.nextPageToken, includeArtifacts: true },
      { key },
    )
    expect(second.result.tasks).toHaveLength(1)
    expect(second.result.nextPageToken).toBe('')
    expect(second.result.tasks[0].artifacts[0].parts[0].text).toContain('task 0')
    const filtered = await gateway.call(agent, 'ListTasks', { status: 'TASK_STATE_FAILED' }, { key })
    expect(filtered.result).toMatchObject({ tasks: [], totalSize: 0, nextPageToken: '' })
    expect((await gateway.call(agent, 'ListTasks', { pageSize: 0 }, { key })).error.code).toBe(-32602)
    expect((await gateway.call(agent, 'ListTasks', { pageToken: 'rubbish' }, { key })).error.code).toBe(-32602)
  })

  test.each(['modern', 'legacy'])(
    'push configurations: create, get, list, delete, for %s in both versions',
    async (agent) => {
      verifies('push')
      const { result } = await gateway.call(agent, 'SendMessage', { ...message10('ask') })
      const taskId = result.task.id
      const created = await gateway.call(agent, 'CreateTaskPushNotificationConfig', {
        taskId,
        id: 'c1',
        url: 'http://127.0.0.1:9/hook',
      })
      expect(created.result).toMatchObject({ taskId, id: 'c1', url: 'http://127.0.0.1:9/hook' })
      const set = await gateway.call(agent, 'tasks/pushNotificationConfig/set', {
        taskId,
        pushNotificationConfig: { id: 'c2', url: 'http://127.0.0.1:9/other' },
      })
      expect(set.result).toMatchObject({
        taskId,
        pushNotificationConfig: { id: 'c2', url: 'http://127.0.0.1:9/other' },
      })
      expect((await gateway.call(agent, 'GetTaskPushNotificationConfig', { taskId, id: 'c2' })).result.url).toBe(
        'http://127.0.0.1:9/other',
      )
      expect(
        (await gateway.call(agent, 'tasks/pushNotificationConfig/get', { id: taskId, pushNotificationConfigId: 'c1' }))
          .result.pushNotificationConfig.id,
      ).toBe('c1')
      expect((await gateway.call(agent, 'ListTaskPushNotificationConfigs', { taskId })).result.configs).toHaveLength(2)
      expect((await gateway.call(agent, 'tasks/pushNotificationConfig/list', { id: taskId })).result).toHaveLength(2)
      expect(
        (await gateway.call(agent, 'DeleteTaskPushNotificationConfig', { taskId, id: 'c1' })).error,
      ).toBeUndefined()
      expect(
        (
          await gateway.call(agent, 'tasks/pushNotificationConfig/delete', {
            id: taskId,
            pushNotificationConfigId: 'c2',
          })
        ).result,
      ).toBeNull()
      // ProtoJSON leaves an empty list out.
      expect(
        (await gateway.call(agent, 'ListTaskPushNotificationConfigs', { taskId })).result.configs ?? [],
      ).toHaveLength(0)
      const stranger = await gateway.key([agent])
      for (const [method, params] of [
        ['CreateTaskPushNotificationConfig', { taskId, url: 'http://127.0.0.1:9/' }],
        ['GetTaskPushNotificationConfig', { taskId, id: 'c1' }],
        ['ListTaskPushNotificationConfigs', { taskId }],
        ['DeleteTaskPushNotificationConfig', { taskId, id: 'c1' }],
      ] as const) {
        expect((await gateway.call(agent, method, params, { key: stranger })).error.code).toBe(-32001)
      }
    },
  )

  test('push to an agent that does not declare it is −32003, and its card says so', async () => {
    verifies('push')
    await using server = await sdkAgent({ push: false, legacy: true })
    await gateway.json('/v1/agents', { body: { name: 'pushless', url: `${server.url}/` } })
    await cardFound(gateway, 'pushless')
    const card = await gateway.json('/a2a/pushless/.well-known/agent-card.json')
    expect(card.capabilities.pushNotifications).toBe(false)
    const { result } = await gateway.call('pushless', 'SendMessage', message10('ask'))
    const push = { taskId: result.task.id, url: 'http://127.0.0.1:9/' }
    expect((await gateway.call('pushless', 'CreateTaskPushNotificationConfig', push)).error.code).toBe(-32003)
    const configuration = { taskPushNotificationConfig: { url: 'http://127.0.0.1:9/' } }
    expect((await gateway.call('pushless', 'SendMessage', { ...message10('hi'), configuration })).error.code).toBe(
      -32003,
    )
  })

  test.each(['modern', 'legacy'])("the extended card of %s is served with the gateway's addresses", async (agent) => {
    verifies('extended-card')
    const modernForm = await gateway.call(agent, 'GetExtendedAgentCard', undefined)
    expect(modernForm.result.description).toContain('Extended')
    expect(modernForm.result.supportedInterfaces[0].url).toBe(`${gateway.url}/a2a/${agent}`)
    const legacyForm = await gateway.call(agent, 'agent/getAuthenticatedExtendedCard', undefined)
    expect(legacyForm.result).toMatchObject({ url: `${gateway.url}/a2a/${agent}`, protocolVersion: '0.3.0' })
    for (const answer of [modernForm, legacyForm]) {
      expect(JSON.stringify(answer)).not.toContain(modern.url)
      expect(JSON.stringify(answer)).not.toContain(legacy.url)
      expect(JSON.stringify(answer)).not.toContain('signature')
    }
  })

  test('streaming to an agent that does not stream is a send, answered as a stream', async () => {
    verifies('stream-to-send')
    await using server = await sdkAgent({ streaming: false, legacy: true })
    await gateway.json('/v1/agents', { body: { name: 'unary', url: `${server.url}/` } })
    await cardFound(gateway, 'unary')
    expect((await gateway.json('/a2a/unary/.well-known/agent-card.json')).capabilities.streaming).toBe(true)
    const body = { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: message10('hello') }
    const text = await (await gateway.request('/a2a/unary', { body })).text()
    const events = text
      .split('\n\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line.slice(6)).result)
    expect(events.at(-1).task.status.state).toBe('TASK_STATE_COMPLETED')
    expect(events.at(-1).task.artifacts[0].parts[0].text).toBe('echo 0: hello')
  })

  test('a finished task takes no more messages and no subscriber', async () => {
    verifies('errors')
    const { result } = await gateway.call('modern', 'SendMessage', message10('hello'))
    const { id: taskId, contextId } = result.task
    expect((await gateway.call('modern', 'SendMessage', message10('more', { taskId, contextId }))).error.code).toBe(
      -32004,
    )
    expect((await gateway.call('modern', 'message/send', message03('more', { taskId, contextId }))).error.code).toBe(
      -32004,
    )
    const subscribed = await gateway.call('modern', 'SubscribeToTask', { id: taskId })
    expect(subscribed.error).toMatchObject({
      code: -32004,
      data: [{ reason: 'UNSUPPORTED_OPERATION', domain: 'a2a-protocol.org' }],
    })
    expect(
      (await gateway.call('modern', 'SendMessage', message10('more', { taskId, contextId: 'another' }))).error.code,
    ).toBe(-32602)
  })

  test('service parameters reach the agent; credentials and cookies do not', async () => {
    verifies('extensions')
    let seen: NodeJS.Dict<string | string[]> = {}
    await using server = await serve(async (request, response) => {
      if (request.method === 'POST') seen = request.headers
      let body = ''
      for await (const chunk of request) body += chunk
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') response.writeHead(404)
      const id = request.method === 'POST' ? JSON.parse(body).id : 0
      response.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id,
          result: { message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'hi' }] } },
        }),
      )
    })
    await gateway.json('/v1/agents', {
      body: { name: 'headers', url: `${server.url}/`, static_headers: { 'x-agent-token': 'upstream-secret' } },
    })
    await gateway.call('headers', 'SendMessage', message10('hi'), {
      headers: {
        'a2a-extensions': 'https://example.com/ext',
        cookie: 'session=1',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        'x-litellm-trace-id': 't1',
      },
    })
    expect(seen).toMatchObject({
      'a2a-extensions': 'https://example.com/ext',
      'x-agent-token': 'upstream-secret',
      'a2a-version': '1.0',
    })
    expect(seen.traceparent).toContain('4bf92f3577b34da6a3ce929d0e0e4736')
    expect(seen).not.toHaveProperty('authorization')
    expect(seen).not.toHaveProperty('cookie')
    expect(JSON.stringify(seen)).not.toContain('sk-')
  })
})
