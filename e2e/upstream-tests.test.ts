/** Tests of where agents run, before and after they are registered. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LangGraphServer, startLangGraph } from '../packages/adapter-langgraph/src/langgraph-server.fixture.ts'
import { type AgentProcess, agentProcess } from './support/agent-process.ts'
import { serve, type TestServer } from './support/agent-script.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'

let gateway: TestGateway
let agent: AgentProcess
let html: TestServer
let hung: TestServer
let graphs: LangGraphServer
let hanging = 0
let refused: string

beforeAll(async () => {
  gateway = await testGateway()
  agent = await agentProcess()
  html = await serve((_request, response) => response.setHeader('content-type', 'text/html').end('<p>canary</p>'))
  hung = await serve((request) => {
    hanging += 1
    request.socket.on('close', () => {
      hanging -= 1
    })
  })
  graphs = await startLangGraph({ auth: true })
  refused = await closedPort()
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  for (const each of [agent, html, hung]) await each?.[Symbol.asyncDispose]()
  await graphs?.stop()
})

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const tested = (body: object) => gateway.json('/v1/agents/test', { body })
const graph = (apiKey: string, name = 'graph') => ({
  name,
  upstreams: [{ name: 'first', adapter: 'langgraph', settings: { url: graphs.url, assistant: 'echo', apiKey } }],
})

describe('a definition that is not stored', () => {
  test.each([
    ['our form', () => ({ name: 'new', url: agent.url })],
    ['LiteLLM’s form', () => ({ agent_name: 'new', agent_card_params: { url: agent.url }, litellm_params: {} })],
    ['no name yet', () => ({ url: agent.url })],
  ])('answers a message in %s, and nothing is stored', async (_form, body) => {
    const before = await gateway.json('/v1/agents')
    expect(await tested({ ...body(), message: 'ping' })).toEqual({
      ok: true,
      ms: expect.any(Number),
      upstream: 'upstream-1',
      card: expect.objectContaining({ name: expect.any(String), skills: expect.any(Array) }),
      answer: { text: expect.stringContaining('ping'), state: 'TASK_STATE_COMPLETED' },
    })
    expect(await gateway.json('/v1/agents')).toEqual(before)
  })

  test('without a message only its card is asked for', async () => {
    const { answer, ok, card } = await tested({ url: agent.url })
    expect([ok, answer, typeof card.name]).toEqual([true, undefined, 'string'])
  })

  test.each([
    ['a port that refuses', () => refused, 'AGENT_UNREACHABLE'],
    ['a page of HTML', () => html.url, undefined],
  ])('%s is told as callers are told it, with a remedy', async (_what, url, code) => {
    const answer = await gateway.request('/v1/agents/test', { body: { url: url(), message: 'ping' } })
    expect(answer.status).toBe(200)
    const told: unknown = await answer.json()
    expect(told).toEqual({
      ok: false,
      ms: expect.any(Number),
      upstream: 'upstream-1',
      code: code ?? expect.stringMatching(/^(INVALID_AGENT_RESPONSE|AGENT_CARD_NOT_FOUND|AGENT_UNREACHABLE)$/),
      reason: expect.any(String),
      remedy: expect.any(String),
    })
    expect(JSON.stringify(told)).not.toContain('canary')
  })

  test('a server that says nothing is waited for no longer than was asked', async () => {
    const told = await tested({ url: hung.url, message: 'ping', seconds: 0.5 })
    expect(told).toMatchObject({ ok: false, code: 'AGENT_TIMEOUT', reason: expect.stringContaining('0.5 s') })
    await eventually(() => hanging === 0)
  })

  test('a caller that leaves ends the test', async () => {
    const leave = new AbortController()
    const answer = gateway.request('/v1/agents/test', { body: { url: hung.url }, signal: leave.signal })
    await eventually(() => hanging > 0)
    leave.abort()
    await expect(answer).rejects.toThrow()
    await eventually(() => hanging === 0)
  })

  test('only so many run at once, and leave room again', async () => {
    const leave = new AbortController()
    const { signal } = leave
    const held = Array.from({ length: 16 }, () =>
      gateway.request('/v1/agents/test', { body: { url: hung.url }, signal }).catch(() => undefined),
    )
    await eventually(() => hanging >= 16)
    const more = await gateway.request('/v1/agents/test', { body: { url: agent.url } })
    expect([more.status, more.headers.get('retry-after')]).toEqual([429, '5'])
    leave.abort()
    await Promise.all(held)
    await eventually(async () => (await tested({ url: agent.url })).ok === true)
  })

  test('what could not be registered is refused', async () => {
    const { error } = await tested({ upstreams: [{ adapter: 'nothing' }] })
    expect([error.code, error.param]).toEqual(['INVALID_PARAMS', 'upstreams[0].adapter'])
    expect((await gateway.request('/v1/agents/test', { body: { url: agent.url, seconds: 31 } })).status).toBe(400)
  })
})

describe('with credentials', () => {
  test('a wrong key is told, and no secret', async () => {
    const told = await tested({ ...graph('wrong-canary'), message: 'ping' })
    expect(told).toMatchObject({ ok: false, reason: expect.stringMatching(/credentials.*401/) })
    expect(JSON.stringify(told)).not.toMatch(/canary|sk-secret/)
  })

  test('masked secrets of an edit are those that are stored', async () => {
    await gateway.json('/v1/agents', { body: graph('right') })
    const shown = await gateway.json('/v1/agents/graph')
    expect(JSON.stringify(shown)).not.toContain('right')
    expect(await tested({ ...shown, message: 'ping' })).toMatchObject({ ok: true, upstream: 'first' })
    const { agent_id: _id, ...unknown } = shown
    expect((await tested({ ...unknown, message: 'ping' })).error.code).toBe('INVALID_PARAMS')
  })

  test('masked secrets go to no other address than they are stored for, of the file neither', async () => {
    const heard: unknown[] = []
    await using thief = await serve((request, response) => {
      heard.push(request.rawHeaders)
      response.end('{}')
    })
    const settings = { url: `${agent.url}/`, headers: { 'x-token': 'of-the-file' } }
    await using other = await testGateway({ config: { agents: [{ name: 'filed', upstreams: [{ settings }] }] } })
    await other.json('/v1/agents', { body: { name: 'stored', upstreams: [{ settings }] } })
    for (const agent_id of ['filed', 'stored']) {
      const shown = await other.json(`/v1/agents/${agent_id}`)
      const [upstream] = shown.upstreams
      const upstreams = [{ ...upstream, settings: { ...upstream.settings, url: thief.url } }]
      const told = await other.json('/v1/agents/test', { body: { agent_id, upstreams } })
      expect([agent_id, told.error?.code, told.error?.param]).toEqual([
        agent_id,
        'INVALID_PARAMS',
        'upstreams[0].settings.url',
      ])
    }
    const patch = await other.request('/v1/agents/stored', {
      method: 'PATCH',
      body: { agent_card_params: { url: thief.url } },
    })
    expect(patch.status).toBe(400)
    expect(heard).toEqual([])
  })

  test('the upstream of a registered agent is tested by its name', async () => {
    const test = (path: string) => gateway.request(path, { body: { message: 'ping' } })
    await gateway.json('/v1/agents', { body: graph('wrong', 'wrong') })
    const right = await test('/v1/agents/graph/upstreams/first/test')
    expect(await right.json()).toMatchObject({ ok: true, answer: { text: expect.stringContaining('Echo: ping') } })
    expect(await (await test('/v1/agents/wrong/upstreams/first/test')).json()).toMatchObject({ ok: false })
    expect((await test('/v1/agents/graph/upstreams/second/test')).status).toBe(404)
    expect((await test('/v1/agents/none/upstreams/first/test')).status).toBe(404)
  })
})

test('only who may manage agents may test them', async () => {
  const key = await gateway.key('all')
  for (const path of ['/v1/agents/test', '/v1/agents/hello/upstreams/upstream-1/test']) {
    expect((await gateway.request(path, { key, body: { url: agent.url } })).status).toBe(403)
  }
})
