import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { serve, type TestServer } from './support/agent-script.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { sdkAgent03 } from './support/sdk-agent-0-3.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

vi.spyOn(console, 'error').mockImplementation(() => {})

/** The message of the seed's client: no `kind` on it. */
const seedMessage = { role: 'user', parts: [{ kind: 'text', text: 'Hello, what can you do?' }], messageId: 'm-1' }
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

describe('what the seed sends', () => {
  test.each([
    '/a2a/legacy',
    '/a2a/legacy/',
    '/a2a/legacy/message/send',
    '/v1/a2a/legacy',
    '/v1/a2a/legacy/message/send',
    '/a2a/modern/message/send',
  ])('POST %s', async (path) => {
    verifies('seed-client', 'paths')
    const answer = await gateway.json(path, {
      body: { jsonrpc: '2.0', id: 'unique-request-id', method: 'message/send', params: { message: seedMessage } },
    })
    expect(answer).toMatchObject({
      jsonrpc: '2.0',
      id: 'unique-request-id',
      result: {
        kind: 'task',
        status: { state: 'completed' },
        artifacts: [
          { artifactId: 'a1', name: 'reply', parts: [{ kind: 'text', text: 'echo 0: Hello, what can you do?' }] },
        ],
      },
    })
  })

  test('by id, and a stream on either streaming path', async () => {
    verifies('seed-client', 'paths')
    const agents = await gateway.json('/v1/agents')
    expect(Array.isArray(agents)).toBe(true)
    const { agent_id } = agents.find((agent: { agent_name: string }) => agent.agent_name === 'legacy')
    for (const path of [`/a2a/${agent_id}`, `/a2a/${agent_id}/message/stream`, `/v1/a2a/${agent_id}/message/stream`]) {
      const response = await gateway.request(path, {
        body: { jsonrpc: '2.0', id: 7, method: 'message/stream', params: { message: seedMessage } },
      })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      expect(response.headers.get('x-accel-buffering')).toBe('no')
      const events = (await response.text())
        .split('\n\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line.replace(/^data: /, '')))
      expect(events.every(({ id, jsonrpc }) => id === 7 && jsonrpc === '2.0')).toBe(true)
      expect(events[0].result.kind).toBe('task')
      expect(events.at(-1).result).toMatchObject({ kind: 'status-update', status: { state: 'completed' }, final: true })
    }
  })
})

describe('request ids', () => {
  test.each(['"text"', '""', '1', '0', '-7', '1.5', 'null', '9007199254740993', '"é\\u0000\\"quoted\\""'])(
    '%s comes back equal',
    async (id) => {
      verifies('request-id')
      for (const [method, params] of [
        ['message/send', { message: seedMessage }],
        ['tasks/get', { id: 'nope' }],
      ] as const) {
        const response = await gateway.request('/a2a/legacy', {
          body: `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${JSON.stringify(params)}}`,
        })
        expect((await response.text()).startsWith(`{"jsonrpc":"2.0","id":${id},`)).toBe(true)
      }
    },
  )
})

describe('versions', () => {
  const state = async (
    agent: string,
    method: string,
    params: object,
    headers: Record<string, string> = {},
    query = '',
  ) => {
    const answer = await gateway.json(`/a2a/${agent}${query}`, {
      body: { jsonrpc: '2.0', id: 1, method, params },
      headers,
    })
    return answer.error?.code ?? answer.result.task?.status.state ?? answer.result.status?.state
  }

  test.each(['modern', 'legacy'])('named by the header, patch ignored, for %s', async (agent) => {
    verifies('version')
    for (const version of ['1.0', '1.0.1', '1.0.0']) {
      expect(await state(agent, 'SendMessage', message10('hi'), { 'A2A-Version': version })).toBe(
        'TASK_STATE_COMPLETED',
      )
    }
    for (const version of ['0.3', '0.3.0', '0.3.26']) {
      expect(await state(agent, 'message/send', message03('hi'), { 'A2A-Version': version })).toBe('completed')
    }
    expect(await state(agent, 'SendMessage', message10('hi'), {}, '?A2A-Version=1.0')).toBe('TASK_STATE_COMPLETED')
    expect(await state(agent, 'message/send', message03('hi'), {}, '?a2a-version=0.3')).toBe('completed')
  })

  test('without a header, by the method name; strict: 0.3', async () => {
    verifies('version')
    expect(await state('modern', 'SendMessage', message10('hi'))).toBe('TASK_STATE_COMPLETED')
    expect(await state('modern', 'message/send', message03('hi'))).toBe('completed')
    expect(await state('strict', 'message/send', message03('hi'))).toBe('completed')
    expect(await state('strict', 'SendMessage', message10('hi'))).toBe(-32601)
    expect(await state('strict', 'SendMessage', message10('hi'), { 'A2A-Version': '1.0' })).toBe('TASK_STATE_COMPLETED')
  })

  test('what does not fit', async () => {
    verifies('version')
    expect(await state('modern', 'message/send', message03('hi'), { 'A2A-Version': '1.0' })).toBe(-32601)
    expect(await state('modern', 'SendMessage', message10('hi'), { 'A2A-Version': '0.3' })).toBe(-32601)
    for (const version of ['9.9', '2.0', 'one', '1']) {
      const answer = await gateway.json('/a2a/modern', {
        body: { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: message10('hi') },
        headers: { 'A2A-Version': version },
      })
      expect(answer.error.code).toBe(-32009)
      expect(answer.error.message).toContain('1.0, 0.3')
    }
  })

  test('an upstream that claims 1.0 and knows only 0.3 is called so, and that is remembered', async () => {
    verifies('version-memory')
    const calls: string[] = []
    await using server = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') {
        const url = `http://${request.headers.host}/`
        const supportedInterfaces = [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }]
        response.end(
          JSON.stringify({
            name: 'Liar',
            description: 'x',
            version: '1',
            supportedInterfaces,
            capabilities: {},
            skills: [],
          }),
        )
        return
      }
      const { id, method } = JSON.parse(body)
      calls.push(method)
      const result = { kind: 'message', messageId: 'r', role: 'agent', parts: [{ kind: 'text', text: 'hi' }] }
      response.end(
        JSON.stringify(
          method === 'message/send'
            ? { jsonrpc: '2.0', id, result }
            : { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } },
        ),
      )
    })
    await gateway.json('/v1/agents', { body: { name: 'liar', upstreams: [{ url: `${server.url}/` }] } })
    await cardFound(gateway, 'liar')
    for (let call = 0; call < 3; call += 1) {
      const answer = await gateway.call('liar', 'SendMessage', message10('hi'))
      expect(answer.result.message).toMatchObject({ role: 'ROLE_AGENT', parts: [{ text: 'hi' }] })
    }
    expect(calls).toEqual(['SendMessage', 'message/send', 'message/send', 'message/send'])
  })
})

describe('numbers beyond 2^53', () => {
  test('survive in both directions, unchanged and translated', async () => {
    verifies('exact-numbers')
    const literal = '12345678901234567890'
    await using server = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') {
        response.writeHead(404).end('{}')
        return
      }
      expect(body).toContain(literal)
      const { id, method } = JSON.parse(body)
      response.end(
        method === 'SendMessage'
          ? `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"message":{"messageId":"r","role":"ROLE_AGENT","parts":[{"data":{"n":${literal}}}],"metadata":{"m":1e400}}}}`
          : `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":{"code":-32601,"message":"no"}}`,
      )
    })
    await gateway.json('/v1/agents', { body: { name: 'numbers', url: `${server.url}/` } })
    const parts10 = `[{"data":{"n":${literal}}}]`
    const parts03 = `[{"kind":"data","data":{"n":${literal}}}]`
    for (const body of [
      `{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":${parts10}}}}`,
      `{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":{"messageId":"m","role":"user","parts":${parts03}}}}`,
    ]) {
      const answer = await (await gateway.request('/a2a/numbers', { body })).text()
      expect(answer).toContain(`"n":${literal}`)
      expect(answer).toContain('"m":1e400')
    }
  })
})
