import type { ServerResponse } from 'node:http'
import type { CallContext, ProtocolVersion } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { expect, test } from 'vitest'
import { a2aAdapter } from './a2a-adapter.ts'
import type { A2ASettings } from './settings.ts'
import type { RpcRequest, Upstream } from './upstream.fixture.ts'
import { collect, hello, json, serve, serveRpc, testContext } from './upstream.fixture.ts'

const RESULT = {
  '1.0': { message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text: 'hi' }] } },
  '0.3': { kind: 'message', messageId: 'r', role: 'agent', parts: [{ kind: 'text', text: 'hi' }] },
}
const METHODS = { '1.0': ['SendMessage', 'SendStreamingMessage'], '0.3': ['message/send', 'message/stream'] }

type Refuse = (request: RpcRequest, response: ServerResponse) => void

const refuseWith =
  (code: number, message = 'Method not found', status = 200): Refuse =>
  ({ id }, response) =>
    json(response, { jsonrpc: '2.0', id, error: { code, message } }, status)

/** An agent that knows the methods of some versions, and writes down what it is asked. */
async function agentOf(
  spoken: readonly ProtocolVersion[],
  refuse: Refuse = refuseWith(-32601),
): Promise<Upstream & { asked: string[] }> {
  const asked: string[] = []
  const upstream = await serveRpc((request, response) => {
    asked.push(request.method)
    const version = spoken.find((one) => METHODS[one].includes(request.method))
    if (version === undefined) return refuse(request, response)
    const answer = { jsonrpc: '2.0', id: request.id, result: RESULT[version] }
    if (METHODS[version][0] === request.method) return json(response, answer)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(answer)}\n\n`)
  })
  return { ...upstream, asked, [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose]() }
}

function connect(upstream: Upstream, settings: Partial<A2ASettings> = {}) {
  const agent = a2aAdapter.connect({ url: upstream.url, ...settings })
  return {
    agent,
    send: (version: ProtocolVersion, context: Partial<CallContext> = {}) =>
      agent.sendMessage(hello, testContext({ version, ...context })),
    stream: (version: ProtocolVersion) => collect(agent.streamMessage(hello, testContext({ version }))),
  }
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isGatewayError(error) ? [error.jsonRpcCode, error.message] : error
}

test.each([
  ['1.0', '0.3', -32601],
  ['0.3', '1.0', -32601],
  ['0.3', '1.0', -32009],
  ['1.0', '0.3', -32600],
] as const)(
  'called in %s, an agent that speaks %s alone and refuses with %i is asked once more and remembered',
  async (version, spoken, code) => {
    await using upstream = await agentOf([spoken], refuseWith(code, 'Unknown method or version'))
    const { send, stream } = connect(upstream)
    expect((await send(version)).message?.parts[0]?.text).toBe('hi')
    expect((await send(version)).message?.parts[0]?.text).toBe('hi')
    expect((await stream(version))[0]?.message?.parts[0]?.text).toBe('hi')
    expect(upstream.asked).toEqual([METHODS[version][0], METHODS[spoken][0], METHODS[spoken][0], METHODS[spoken][1]])
  },
)

test('a stream is asked once more before its first event, also when the refusal is an event', async () => {
  await using upstream = await agentOf(['0.3'], ({ id }, response) => {
    const error = { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(error)}\n\n`)
  })
  const { stream } = connect(upstream)
  expect(await stream('1.0')).toHaveLength(1)
  expect(await stream('1.0')).toHaveLength(1)
  expect(upstream.asked).toEqual(['SendStreamingMessage', 'message/stream', 'message/stream'])
})

test('an agent that speaks both is called in the version of each caller', async () => {
  await using upstream = await agentOf(['0.3', '1.0'])
  const { send } = connect(upstream)
  await Promise.all([send('1.0'), send('0.3'), send('1.0')])
  expect(upstream.asked.toSorted()).toEqual(['SendMessage', 'SendMessage', 'message/send'])
})

test('an agent that knows the method in no version: the first error, and nothing is remembered', async () => {
  await using upstream = await agentOf([], ({ id, method }, response) =>
    json(response, { jsonrpc: '2.0', id, error: { code: -32601, message: `no ${method}` } }),
  )
  const { send, stream } = connect(upstream)
  expect(await codeOf(send('1.0'))).toEqual([-32601, 'no SendMessage'])
  expect(await codeOf(send('0.3'))).toEqual([-32601, 'no message/send'])
  expect(await codeOf(stream('1.0'))).toEqual([-32601, 'no SendStreamingMessage'])
  expect(upstream.asked).toHaveLength(6)
})

test('an error of its own proves the other version; a broken connection proves nothing', async () => {
  let broken = true
  await using upstream = await agentOf([], ({ id, method }, response) => {
    if (method === 'SendMessage') refuseWith(-32601)({ id, method, params: null, headers: {} }, response)
    else if (broken) response.destroy()
    else json(response, { jsonrpc: '2.0', id, error: { code: -32001, message: 'no such task' } })
  })
  const { send } = connect(upstream)
  expect(await codeOf(send('1.0'))).toEqual([-32603, expect.stringContaining('closed the connection')])
  broken = false
  expect(await codeOf(send('1.0'))).toEqual([-32001, 'no such task'])
  expect(await codeOf(send('1.0'))).toEqual([-32001, 'no such task'])
  expect(upstream.asked).toEqual(['SendMessage', 'message/send', 'SendMessage', 'message/send', 'message/send'])
})

test.each([
  ['another error', refuseWith(-32602, 'Bad params')],
  ['an invalid request for another reason', refuseWith(-32600, 'Bad request')],
  ['HTTP 404', (_request: RpcRequest, response: ServerResponse) => response.writeHead(404).end()],
] as const)('%s is no reason to ask again', async (_name, refuse) => {
  await using upstream = await agentOf([], (request, response) => void refuse(request, response))
  await codeOf(connect(upstream).send('1.0'))
  expect(upstream.asked).toEqual(['SendMessage'])
})

test('a pinned version is never left', async () => {
  await using upstream = await agentOf(['0.3'])
  const { send } = connect(upstream, { protocolVersion: '1.0.1' })
  expect(await codeOf(send('0.3'))).toEqual([-32601, 'Method not found'])
  expect(upstream.asked).toEqual(['SendMessage'])
})

test('the card decides for callers it does not speak to, and gives way to what calls have proven', async () => {
  const asked: string[] = []
  await using upstream = await serve(async (request, response) => {
    const { port } = Object(request.socket.address())
    const card = { url: `http://127.0.0.1:${port}/`, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }
    let body = ''
    for await (const chunk of request) body += chunk
    const { id, method } = JSON.parse(body || '{}')
    if (method !== undefined) asked.push(method)
    if (request.method === 'GET') json(response, { name: 'liar', supportedInterfaces: [card] })
    else if (method === 'message/send') json(response, { jsonrpc: '2.0', id, result: RESULT['0.3'] })
    else json(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } })
  })
  const { agent, send } = connect(upstream)
  await agent.getAgentCard()
  await send('0.3')
  expect(asked.splice(0)).toEqual(['SendMessage', 'message/send'])
  await agent.getAgentCard()
  await send('1.0')
  expect(asked).toEqual(['message/send'])
})
