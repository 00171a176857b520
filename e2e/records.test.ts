import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { rpc, speakers } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, piece10, status10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

let agent: WildAgent
let gateway: TestGateway
let closed: TestGateway

beforeAll(async () => {
  agent = await wildAgent(async (call) => {
    const { method, params, text } = call
    const contextId = params.message?.contextId ?? 'c'
    if (method.includes('Push')) return call.result(params)
    if (method === 'GetTask') return call.result(task10(params.id))
    if (text === 'fail') return call.response.writeHead(500).end()
    const id = crypto.randomUUID()
    if (method === 'SendMessage') {
      if (text === 'late') await wait(60)
      const state =
        text === 'failed' ? 'TASK_STATE_FAILED' : text === 'ask' ? 'TASK_STATE_INPUT_REQUIRED' : 'TASK_STATE_COMPLETED'
      return call.result({ task: { ...task10(id, state, contextId), metadata: { said: text } } })
    }
    call.begin()
    call.event({ task: task10(id, 'TASK_STATE_WORKING', contextId) })
    for (const piece of ['Hello', ', ', 'world']) call.event(piece10(id, piece, piece !== 'Hello', contextId))
    await wait(60)
    call.event(status10(id, 'TASK_STATE_COMPLETED', contextId))
    call.response.end()
  }, card10)
  const upstreams = [{ name: 'eu', url: `${agent.url}/` }]
  const agents = [
    { name: 'agent', upstreams },
    { name: 'other', upstreams },
    { name: 'quiet', upstreams, records: { content: false } },
  ]
  gateway = await testGateway({ config: { agents, records: { contentBytes: 2_000 } } })
  closed = await testGateway({ config: { agents, records: { content: false } } })
  await Promise.all(agents.flatMap(({ name }) => [cardFound(gateway, name), cardFound(closed, name)]))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await closed[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/

describe.each(speakers)('one record of each call, $version', (speaker) => {
  const { version, headers, params } = speaker

  test('an answer: who, what, where, when and how large', async () => {
    verifies('records')
    const key = await gateway.key(['agent'], { key_alias: `alias-${version}`, user_id: 'u1', team_id: 't1' })
    const began = Date.now()
    const received = await post(gateway, 'agent', rpc(speaker.send, params('late', { contextId: 'mine' })), {
      key,
      headers,
    })
    const record = await recordOf(gateway, received)
    const { agent_id } = await gateway.json('/v1/agents/agent')
    expect(record).toMatchObject({
      id: expect.stringMatching(uuid7),
      requestId: received.requestId,
      keyId: hashOf(key),
      keyAlias: `alias-${version}`,
      userId: 'u1',
      teamId: 't1',
      ip: '127.0.0.1',
      agentId: agent_id,
      agentName: 'agent',
      upstream: 'eu',
      operation: 'sendMessage',
      binding: 'JSONRPC',
      version,
      upstreamVersion: '1.0',
      streaming: false,
      contextId: 'mine',
      sessionId: 'mine',
      status: 'ok',
      taskState: 'TASK_STATE_COMPLETED',
      httpStatus: 200,
      events: 0,
      request: { message: { parts: [{ text: 'late' }] } },
      responseBytes: Buffer.byteLength(received.text),
    })
    expect(record).not.toHaveProperty('errorCode')
    expect(record).not.toHaveProperty('contentTruncated')
    const { result } = received.json
    expect(record.taskId).toBe((result.task ?? result).id)
    expect(record.response).toEqual(result)
    expect(record.requestBytes).toBe(Buffer.byteLength(JSON.stringify(rpc(speaker.send, record.request))))
    expect(Math.abs(Date.parse(record.time) - began)).toBeLessThan(5_000)
    // What the agent took is not the gateway's time.
    expect(record.totalMs).toBeGreaterThan(55)
    expect(record.overheadMs).toBeLessThanOrEqual(record.totalMs - 55)
    expect(record.firstEventMs).toBeLessThanOrEqual(record.totalMs)
    expect(Number(received.headers.get('x-gateway-overhead-ms'))).toBeGreaterThanOrEqual(0)
  })

  test('a stream: its assembled answer, its events, its first event', async () => {
    verifies('records')
    const received = await post(gateway, 'agent', rpc(speaker.stream, params('hi')), {
      headers: { ...headers, 'x-litellm-trace-id': 'trace-1' },
    })
    const record = await recordOf(gateway, received)
    expect(record).toMatchObject({
      keyId: 'master',
      operation: 'streamMessage',
      streaming: true,
      status: 'ok',
      events: 5,
      sessionId: 'trace-1',
      taskState: 'TASK_STATE_COMPLETED',
      responseBytes: Buffer.byteLength(received.text),
    })
    // In the words of its caller, as the answer of a send is.
    const answered = speaker.version === '1.0' ? record.response.task : record.response
    expect(answered.status.state).toBe(speaker.version === '1.0' ? 'TASK_STATE_COMPLETED' : 'completed')
    const { parts } = answered.artifacts[0]
    expect(parts.map(({ text }: Wire) => text).join('')).toBe('Hello, world')
    expect(record.contextId).not.toBe('trace-1')
    expect(record.totalMs - record.firstEventMs).toBeGreaterThan(50)
    expect(record.overheadMs).toBeLessThanOrEqual(record.firstEventMs)
  })

  test('failures, refusals and failed tasks', async () => {
    verifies('records')
    const call = async (method: string, body: unknown) =>
      recordOf(gateway, await post(gateway, 'agent', rpc(method, body), { headers }))
    expect(await call(speaker.send, params('fail'))).toMatchObject({
      status: 'error',
      errorCode: 'INVALID_AGENT_RESPONSE',
      jsonRpcCode: -32006,
      upstream: 'eu',
      upstreamVersion: '1.0',
    })
    const refused = await call(speaker.send, {})
    expect(refused).toMatchObject({
      status: 'refused',
      errorCode: 'INVALID_PARAMS',
      agentName: 'agent',
      errorMessage: expect.stringContaining('message'),
    })
    expect(refused).not.toHaveProperty('upstreamVersion')
    expect(await call(speaker.send, params('failed'))).toMatchObject({ status: 'ok', taskState: 'TASK_STATE_FAILED' })
    expect(await call(speaker.get, { id: 'nope' })).toMatchObject({
      operation: 'getTask',
      status: 'refused',
      errorCode: 'TASK_NOT_FOUND',
    })
  })

  test('content: cut at its limit, told so, and its size is the true one', async () => {
    verifies('records')
    const received = await post(gateway, 'agent', rpc(speaker.send, params('€'.repeat(3_000))), { headers })
    const record = await recordOf(gateway, received)
    expect(record).toMatchObject({ status: 'ok', contentTruncated: true })
    expect(record.request).toBeTypeOf('string')
    expect(record.request.length).toBeLessThanOrEqual(2_000)
    expect(record.response.length).toBeLessThanOrEqual(2_000)
    expect(record.requestBytes).toBeGreaterThan(9_000)
    expect(record.responseBytes).toBe(Buffer.byteLength(received.text))
  })

  test('content: switched off for one agent, and for all', async () => {
    verifies('records')
    for (const [where, name] of [
      [gateway, 'quiet'],
      [closed, 'agent'],
    ] as const) {
      for (const [method, body] of [
        [speaker.send, params('private-text')],
        [speaker.stream, params('private-text')],
        [speaker.send, params('fail')],
        [speaker.send, { message: 'private-text' }],
      ] as const) {
        const record = await recordOf(where, await post(where, name, rpc(method, body), { headers }))
        expect(record).not.toHaveProperty('request')
        expect(record).not.toHaveProperty('response')
        expect(JSON.stringify(record)).not.toContain('private-text')
        expect(record.requestBytes).toBeGreaterThan(0)
      }
    }
  })

  test('credentials of push configurations are never kept', async () => {
    verifies('records', 'secrets')
    const legacy = version === '0.3'
    const push = {
      url: 'https://example.com/hook',
      token: 'token-secret',
      authentication: {
        ...(legacy ? { schemes: ['Bearer'] } : { scheme: 'Bearer' }),
        credentials: 'credential-secret',
      },
    }
    const configuration = legacy ? { pushNotificationConfig: push } : { taskPushNotificationConfig: push }
    const asked = await post(gateway, 'agent', rpc(speaker.send, { ...params('ask'), configuration }), { headers })
    expect(agent.calls.at(-1)?.body).toContain('credential-secret')
    const { result } = asked.json
    const taskId = (result.task ?? result).id
    const created = await post(
      gateway,
      'agent',
      legacy
        ? rpc('tasks/pushNotificationConfig/set', { taskId, pushNotificationConfig: push })
        : rpc('CreateTaskPushNotificationConfig', { taskId, ...push }),
      { headers },
    )
    expect(created.text).toContain('credential-secret')
    for (const received of [asked, created]) {
      const record = await recordOf(gateway, received)
      expect(record).toMatchObject({ status: 'ok', request: {}, response: {} })
      expect(JSON.stringify(record)).toContain('https://example.com/hook')
      expect(JSON.stringify(record)).not.toMatch(/token-secret|credential-secret/)
    }
  })
})
