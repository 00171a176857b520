import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectError, post } from './support/expect-error.ts'
import { rpc, speaker10, speakers } from './support/speakers.ts'
import { ADMIN_KEY, cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent((call) => {
    const state = call.text === 'ask' ? 'TASK_STATE_INPUT_REQUIRED' : 'TASK_STATE_COMPLETED'
    call.result({ task: task10(`t-${crypto.randomUUID()}`, state) })
  }, card10)
  const upstreams = [{ url: `${agent.url}/` }]
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'agent', upstreams },
        { name: 'other', upstreams },
        { name: 'small', upstreams, limits: { bodyBytes: 1_000 } },
      ],
    },
  })
  await Promise.all(['agent', 'other', 'small'].map((name) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})
afterEach(() => {
  agent.calls.length = 0
})

/** A task of a new key, as the admin's answers name it. */
async function taskOf(key: string, text: string): Promise<string> {
  const { json } = await post(gateway, 'agent', rpc('SendMessage', speaker10.params(text)), { key })
  agent.calls.length = 0
  return json.result.task.id
}

describe.each(speakers)('tasks, $version', (speaker) => {
  const { version, headers } = speaker
  const notFound = { code: -32001, reason: 'TASK_NOT_FOUND', message: /task/i }
  const push = { url: 'https://example.com/hook' }
  const asking: Record<string, (id: string) => [string, object]> = {
    get: (id) => [speaker.get, { id }],
    cancel: (id) => [speaker.cancel, { id }],
    subscribe: (id) => [speaker.subscribe, { id }],
    'a message': (id) => [speaker.send, speaker.params('hi', { taskId: id })],
    'a streamed message': (id) => [speaker.stream, speaker.params('hi', { taskId: id })],
    'a reference': (id) => [speaker.send, speaker.params('hi', { referenceTaskIds: [id] })],
    'create push': (id) =>
      version === '1.0'
        ? ['CreateTaskPushNotificationConfig', { taskId: id, ...push }]
        : ['tasks/pushNotificationConfig/set', { taskId: id, pushNotificationConfig: push }],
    'get push': (id) =>
      version === '1.0'
        ? ['GetTaskPushNotificationConfig', { taskId: id, id: 'c' }]
        : ['tasks/pushNotificationConfig/get', { id, pushNotificationConfigId: 'c' }],
    'list push': (id) =>
      version === '1.0'
        ? ['ListTaskPushNotificationConfigs', { taskId: id }]
        : ['tasks/pushNotificationConfig/list', { id }],
    'delete push': (id) =>
      version === '1.0'
        ? ['DeleteTaskPushNotificationConfig', { taskId: id, id: 'c' }]
        : ['tasks/pushNotificationConfig/delete', { id, pushNotificationConfigId: 'c' }],
  }

  test.each(Object.keys(asking))(
    '%s: an unknown task and one of another key are the same, and the agent does not hear of it',
    async (name) => {
      verifies('bad-input', 'ownership')
      const owner = await gateway.key(['agent'])
      const stranger = await gateway.key(['agent'])
      const texts: string[] = []
      for (const id of ['nobody-knows-it', await taskOf(owner, 'ask')]) {
        const [method, params] = asking[name]?.(id) ?? []
        const received = await post(gateway, 'agent', rpc(method ?? '', params), { key: stranger, headers })
        await expectError(gateway, version, received, notFound)
        texts.push(received.text.replaceAll(id, 'ID'))
      }
      expect(texts[0]).toBe(texts[1])
      expect(agent.calls).toEqual([])
    },
  )

  test('another spelling of the id does not lead around the check', async () => {
    verifies('bad-input', 'ownership')
    const id = await taskOf(await gateway.key(['agent']), 'ask')
    const stranger = await gateway.key(['agent'])
    // Servers that read protobuf JSON take task_id, those in Go TaskID, for taskId.
    for (const ids of [
      { task_id: id },
      { TaskId: id },
      { taskID: id },
      { context_id: 'c' },
      { reference_task_ids: [id] },
    ]) {
      const received = await post(gateway, 'agent', rpc(speaker.send, speaker.params('hi', ids)), {
        key: stranger,
        headers,
      })
      const field = `message.${Object.keys(ids)[0]}`
      await expectError(gateway, version, received, {
        code: -32602,
        reason: 'INVALID_PARAMS',
        field,
        message: /write it as/,
      })
    }
    const other = { ...speaker.params('hi'), Message: speaker.params('hi', { taskId: id }).message }
    const received = await post(gateway, 'agent', rpc(speaker.send, other), { key: stranger, headers })
    await expectError(gateway, version, received, { code: -32602, reason: 'INVALID_PARAMS', field: 'Message' })
    expect(agent.calls).toEqual([])
  })

  test('a member that is there twice: the agent is sent what was checked', async () => {
    verifies('bad-input', 'ownership')
    const id = await taskOf(await gateway.key(['agent']), 'ask')
    const stranger = await gateway.key(['agent'])
    const theirs = JSON.stringify(speaker.params('hi', { taskId: id })).slice(1, -1)
    const own = JSON.stringify(speaker.params('hi'))
      .slice(1, -1)
      .replace('"message":{', `"message":{"taskId":"${id}","taskId":"",`)
    const body = `{"jsonrpc":"2.0","id":1,"method":"${speaker.send}","params":{${theirs},${own}}}`
    const received = await post(gateway, 'agent', body, { key: stranger, headers })
    expect(received.json).toHaveProperty('result')
    expect(agent.calls[0]?.body).not.toContain(id)
  })

  test('a task of another agent is not found here', async () => {
    verifies('bad-input', 'ownership')
    const id = await taskOf(ADMIN_KEY, 'ask')
    await expectError(gateway, version, await post(gateway, 'other', rpc(speaker.get, { id }), { headers }), notFound)
  })

  test('a finished task takes no message and no subscriber', async () => {
    verifies('bad-input')
    const key = await gateway.key(['agent'])
    const id = await taskOf(key, 'done')
    for (const method of [speaker.send, speaker.stream]) {
      const received = await post(gateway, 'agent', rpc(method, speaker.params('more', { taskId: id })), {
        key,
        headers,
      })
      await expectError(gateway, version, received, {
        code: -32004,
        reason: 'UNSUPPORTED_OPERATION',
        message: /has ended.*without taskId/,
      })
    }
    const received = await post(gateway, 'agent', rpc(speaker.subscribe, { id }), { key, headers })
    await expectError(gateway, version, received, {
      code: -32004,
      reason: 'UNSUPPORTED_OPERATION',
      message: /has ended.*GetTask|tasks\/get/,
    })
    expect(agent.calls).toEqual([])
  })
})

describe.each(speakers)('who calls, $version', (speaker) => {
  const { version, headers } = speaker
  const body = rpc(speaker.send, speaker.params('hi'))
  const unauthenticated = { http: 401, code: -32000, reason: 'UNAUTHENTICATED' }

  test('an unknown agent, and one that is not granted', async () => {
    verifies('bad-input', 'access')
    const key = await gateway.key(['agent'])
    const unknown = await post(gateway, 'nobody', body, { key, headers })
    const record = await expectError(gateway, version, unknown, {
      http: 404,
      code: -32000,
      reason: 'AGENT_NOT_FOUND',
      message: /'nobody'.*GET \/v1\/agents/,
    })
    expect(record.agentId).toBeUndefined()
    const denied = await post(gateway, 'other', body, { key, headers })
    const kept = await expectError(gateway, version, denied, {
      http: 403,
      code: -32000,
      reason: 'PERMISSION_DENIED',
      message: /'other'.*object_permission/,
    })
    expect(kept).toMatchObject({ agentName: 'other', keyId: expect.any(String) })
    expect(agent.calls).toEqual([])
  })

  test.each([
    ['no key', {}, /No key was sent.*Bearer sk-/],
    ['an empty key', { authorization: '' }, /No key was sent/],
    ['Basic', { authorization: 'Basic c2stYTpi' }, /malformed.*Bearer sk-/],
    ['Bearer alone', { authorization: 'Bearer' }, /malformed/],
    ['two tokens', { authorization: 'Bearer sk-a sk-b' }, /malformed/],
    ['a foreign key', { authorization: 'Bearer eyJhbGciOi' }, /start with "sk-"/],
    ['an unknown key', { authorization: 'Bearer sk-unknown-and-secret' }, /not known/],
    ['a key of 8,000 characters', { authorization: `Bearer sk-${'x'.repeat(8_000)}` }, /not known/],
    ['an unknown key in x-litellm-api-key', { 'x-litellm-api-key': 'sk-unknown-and-secret' }, /not known/],
    [
      'a wrong key in x-litellm-api-key and the right one beside it',
      { 'x-litellm-api-key': 'sk-wrong', authorization: `Bearer ${ADMIN_KEY}` },
      /not known/,
    ],
  ])('%s', async (_name, sent: Record<string, string>, message) => {
    verifies('bad-input', 'keys')
    const received = await post(gateway, 'agent', body, { key: '', headers: { ...headers, ...sent } })
    const record = await expectError(gateway, version, received, {
      ...unauthenticated,
      message,
      secret: /sk-unknown|sk-a|eyJh|sk-x/,
    })
    expect(received.headers.get('www-authenticate')).toMatch(/^Bearer realm="/)
    expect(record).not.toHaveProperty('request')
    expect(record).not.toHaveProperty('keyId')
    expect(agent.calls).toEqual([])
  })

  test('a blocked, an expired and a deleted key; x-litellm-api-key with and without Bearer', async () => {
    verifies('bad-input', 'keys')
    const key = await gateway.key(['agent'])
    const call = (headers: Record<string, string>) =>
      post(gateway, 'agent', body, { key: '', headers: { ...speaker.headers, ...headers } })
    for (const value of [key, `Bearer ${key}`])
      expect((await call({ 'x-litellm-api-key': value })).json).toHaveProperty('result')
    await gateway.json('/key/block', { body: { key } })
    await expectError(gateway, version, await call({ authorization: `Bearer ${key}` }), {
      ...unauthenticated,
      message: /blocked.*administrator/,
    })
    const expired = await gateway.key(['agent'], { duration: '1s' })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await expectError(gateway, version, await call({ authorization: `Bearer ${expired}` }), {
      ...unauthenticated,
      message: /expired/,
    })
    await gateway.json('/key/delete', { body: { keys: [key] } })
    await expectError(gateway, version, await call({ authorization: `Bearer ${key}` }), {
      ...unauthenticated,
      message: /not known/,
    })
  })
})
