import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client03, client10 } from './support/clients.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let gateway: TestGateway
beforeAll(async () => {
  const upstreams = [{ adapter: 'hello' }]
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'hello', upstreams },
        { name: 'busy', upstreams, limits: { requestsPerMinute: 3 } },
        { name: 'chatty', upstreams, limits: { session: { requestsPerMinute: 2 } } },
      ],
    },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const message = (text = 'hi', ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})
const send = (key: string, params: object = message(), agent = 'hello', method = 'SendMessage', headers = {}) =>
  gateway.request(`/a2a/${agent}`, { key, headers, body: { jsonrpc: '2.0', id: 7, method, params } })
const answer = async (response: Response): Promise<Wire> => response.json()

/** A task that goes on without its caller. */
const begin = async (key: string, text: string): Promise<string> =>
  (await answer(await send(key, { ...message(text), configuration: { returnImmediately: true } }))).result.task.id

describe('requests per minute of a key', () => {
  test('end at the limit: 429 in the caller’s version, what is left told before, and recorded as refused', async () => {
    verifies('limits')
    const key = await gateway.key(['hello'], { rpm_limit: 2, key_alias: 'limited' })
    const first = await send(key)
    expect(first.status).toBe(200)
    expect(first.headers.get('x-ratelimit-limit-requests')).toBe('2')
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('1')
    expect(first.headers.get('x-ratelimit-reset-requests')).toMatch(/^\d+s$/)
    const streamed = await send(key, message(), 'hello', 'SendStreamingMessage')
    expect(streamed.headers.get('content-type')).toContain('text/event-stream')
    expect(streamed.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    await streamed.text()
    const over = await send(key)
    expect(over.status).toBe(429)
    const seconds = Number(over.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(over.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    expect(await answer(over)).toMatchObject({
      id: 7,
      error: { code: -32000, data: [{ reason: 'RATE_LIMITED' }], message: expect.stringContaining('2 messages per') },
    })
    const old = { message: { kind: 'message', messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'hi' }] } }
    const refusedOld = await send(key, old, 'hello', 'message/send')
    expect(refusedOld.status).toBe(429)
    expect((await answer(refusedOld)).error.data).toBeUndefined()
    expect((await send(key, message(), 'hello', 'SendStreamingMessage')).status).toBe(429)
    const { logs: records } = await gateway.json('/v1/logs', { key })
    expect(records).toHaveLength(5)
    const refused = records.filter(({ status }: Wire) => status === 'refused')
    expect(refused).toHaveLength(3)
    expect(refused[0]).toMatchObject({ httpStatus: 429, errorCode: 'RATE_LIMITED' })
  })

  test('reach the official clients of both versions as an error that says when', async () => {
    verifies('limits')
    const key = await gateway.key(['hello'], { rpm_limit: 1 })
    const url = `${gateway.url}/a2a/hello`
    await (await client10(url, key)).send('hi')
    for (const connect of [client10, client03]) {
      await expect((await connect(url, key)).send('hi')).rejects.toThrow(/messages per minute|429/)
    }
  })

  test('leave get, list and cancel free', async () => {
    verifies('limits')
    const key = await gateway.key(['hello'], { rpm_limit: 1 })
    const id = await begin(key, 'wait 300')
    expect((await send(key)).status).toBe(429)
    for (const [method, params] of [
      ['GetTask', { id }],
      ['ListTasks', {}],
      ['CancelTask', { id }],
    ] as const) {
      const response = await send(key, params, 'hello', method)
      expect([method, response.status]).toEqual([method, 200])
      expect((await answer(response)).error).toBeUndefined()
    }
    expect((await gateway.request('/a2a/hello/.well-known/agent-card.json', { key })).status).toBe(200)
  })

  test('are exact when many come at once', async () => {
    verifies('limits')
    const key = await gateway.key(['hello'], { rpm_limit: 20 })
    const statuses = await Promise.all(Array.from({ length: 60 }, () => send(key).then(({ status }) => status)))
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(40)
  })
})

describe('limits of keys', () => {
  test('are shown, changed and taken away, at once', async () => {
    verifies('limits')
    const made = await gateway.json('/key/generate', {
      body: { rpm_limit: 1, tpm_limit: 5000, max_parallel_requests: 3, object_permission: { agents: ['hello'] } },
    })
    expect(made).toMatchObject({ rpm_limit: 1, tpm_limit: 5000, max_parallel_requests: 3 })
    const { key } = made
    expect((await send(key)).status).toBe(200)
    expect((await send(key)).status).toBe(429)
    expect(await gateway.json('/key/update', { body: { key, rpm_limit: 2 } })).toMatchObject({
      rpm_limit: 2,
      tpm_limit: 5000,
    })
    expect((await send(key)).status).toBe(200)
    expect((await send(key)).status).toBe(429)
    await gateway.json('/key/update', { body: { key, rpm_limit: null, max_parallel_requests: null } })
    const { info } = await gateway.json('/key/info', { key })
    expect(info).toMatchObject({ rpm_limit: null, tpm_limit: 5000, max_parallel_requests: null })
    const free = await send(key)
    expect(free.status).toBe(200)
    expect(free.headers.get('x-ratelimit-limit-requests')).toBeNull()
    expect(free.headers.get('x-ratelimit-limit-tokens')).toBe('5000')
  })

  test('end parallel work, and give a place back when a run ends, whoever waits for it', async () => {
    verifies('limits')
    const key = await gateway.key(['hello'], { max_parallel_requests: 2 })
    const ids = [await begin(key, 'wait 300'), await begin(key, 'wait 300')]
    const over = await send(key)
    expect(over.status).toBe(429)
    expect(over.headers.get('retry-after')).toBe('1')
    // A stream whose reader leaves: its task goes on, and so does its place.
    await send(key, { id: ids[0] }, 'hello', 'CancelTask')
    const controller = new AbortController()
    const watched = await eventually(
      () =>
        gateway.request('/a2a/hello', {
          key,
          signal: controller.signal,
          body: { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: message('wait 300') },
        }),
      ({ status }) => status === 200,
    )
    const reader = watched.body?.getReader()
    const text = new TextDecoder().decode((await reader?.read())?.value)
    const left = /"id":"([\w-]{36})"/.exec(text)?.[1]
    controller.abort()
    expect((await send(key)).status).toBe(429)
    for (const id of [ids[1], left]) await send(key, { id }, 'hello', 'CancelTask')
    expect(
      (
        await eventually(
          () => send(key),
          ({ status }) => status === 200,
        )
      ).status,
    ).toBe(200)
  })

  test('count tokens when the run is over, and refuse from the next message on', async () => {
    verifies('limits')
    const text = 'x'.repeat(99)
    const key = await gateway.key(['hello'], { tpm_limit: 150 })
    const first = await send(key, message(text))
    expect(first.headers.get('x-ratelimit-remaining-tokens')).toBe('150')
    const second = await eventually(
      () => send(key, message('')),
      ({ headers }) => headers.get('x-ratelimit-remaining-tokens') !== '150',
    )
    expect(second.status).toBe(200)
    // Nobody waits for its end.
    await begin(key, text)
    const refused = await eventually(
      () => send(key, message('')),
      ({ status }) => status === 429,
    )
    expect(refused.headers.get('x-ratelimit-remaining-tokens')).toBe('0')
    expect((await answer(refused)).error.message).toContain('150 tokens per minute')
  })
})

describe('limits of agents', () => {
  test('count all callers together', async () => {
    verifies('limits')
    const keys = [await gateway.key(['busy']), await gateway.key(['busy']), await gateway.key(['busy'])]
    for (const key of keys) expect((await send(key, message(), 'busy')).status).toBe(200)
    const over = await send(keys[0] ?? '', message(), 'busy')
    expect(over.status).toBe(429)
    expect((await answer(over)).error.message).toContain("Agent 'busy'")
  })

  test('of conversations count the message that begins one, or LiteLLM’s header', async () => {
    verifies('limits')
    const key = await gateway.key(['chatty'])
    const { task } = (await answer(await send(key, message(), 'chatty'))).result
    const next = () => send(key, message('hi', { contextId: task.contextId }), 'chatty')
    expect((await next()).status).toBe(200)
    expect((await next()).status).toBe(429)
    expect((await send(key, message(), 'chatty')).status).toBe(200)
    const trace = { 'x-litellm-trace-id': 'one' }
    const traced = () => send(key, message(), 'chatty', 'SendMessage', trace).then(({ status }) => status)
    expect([await traced(), await traced(), await traced()]).toEqual([200, 200, 429])
  })

  test('are registered over the API, in either form, edited and taken away', async () => {
    verifies('limits')
    const url = 'http://127.0.0.1:9/'
    const body = { agent_name: 'worded', agent_card_params: { url }, rpm_limit: 5, session_tpm_limit: 9, tpm_limit: 0 }
    const made = await gateway.json('/v1/agents', { body })
    expect(made.limits).toEqual({ requestsPerMinute: 5, session: { tokensPerMinute: 9 } })
    const patch = (change: object) => gateway.json('/v1/agents/worded', { method: 'PATCH', body: change })
    expect((await patch({ rpm_limit: null, limits: { parallel: 2 } })).limits).toEqual({
      parallel: 2,
      session: { tokensPerMinute: 9 },
    })
    expect((await patch({ limits: null })).limits ?? {}).toEqual({})
    const wrong = await gateway.request('/v1/agents/worded', { method: 'PATCH', body: { limits: { parallel: 0 } } })
    expect(wrong.status).toBe(400)
    expect((await answer(wrong)).error.message).toContain('parallel')
  })
})
