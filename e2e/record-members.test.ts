import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, type WildAgent, wildAgent } from './support/wild-agent.ts'

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent(async (call) => {
    await new Promise((resolve) => setTimeout(resolve, 40))
    call.result({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'the answer' }] } })
  }, card10)
  gateway = await testGateway({
    config: {
      agents: [{ name: 'agent', upstreams: [{ url: agent.url }] }],
      records: { headers: ['User-Agent', 'X-Team'] },
    },
  })
  await cardFound(gateway, 'agent')
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})

async function called(headers: Record<string, string> = {}, key?: string) {
  const params = { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'the question' }] } }
  const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params }
  return recordOf(gateway, await post(gateway, 'agent', body, { headers, ...(key === undefined ? {} : { key }) }))
}

test('a record has its place in the trace of its caller, its timings, and the headers that are set to be kept', async () => {
  verifies('records')
  const record = await called({
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'x-litellm-trace-id': 'session-1',
    'user-agent': 'an-agent/1.0',
    'x-other': 'is not kept',
  })
  expect(record).toMatchObject({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    parentSpanId: '00f067aa0ba902b7',
    spanId: expect.stringMatching(/^[\da-f]{16}$/),
    sessionId: 'session-1',
    binding: 'JSONRPC',
    upstreamBinding: 'JSONRPC',
    headers: { 'user-agent': 'an-agent/1.0' },
  })
  expect(record.upstreamMs).toBeGreaterThan(35)
  expect(record.queueMs + record.upstreamMs).toBeLessThanOrEqual(record.totalMs)
  const begun = await called({ traceparent: 'nonsense' })
  expect(begun.traceId).toMatch(/^[\da-f]{32}$/)
  expect(begun).not.toHaveProperty('parentSpanId')
})

test('content is kept out by one request, by a key and by a team, and never kept in by a caller', async () => {
  verifies('records')
  const off = { turn_off_message_logging: true }
  const team = { team_id: 'quiet', metadata: off, object_permission: { agents: ['agent'] } }
  expect(await gateway.json('/team/new', { body: team })).toMatchObject({ team_id: 'quiet' })
  const keys = {
    quiet: await gateway.key('all', { metadata: off }),
    team: await gateway.key('all', { team_id: 'quiet' }),
  }
  const keep = { 'x-gateway-log-content': 'on', 'litellm-disable-message-redaction': 'true' }
  for (const record of [
    await called({ 'x-gateway-log-content': 'off' }),
    await called({ 'x-litellm-enable-message-redaction': 'true' }),
    await called({}, keys.quiet),
    await called(keep, keys.quiet),
    await called({}, keys.team),
  ]) {
    expect(record).toMatchObject({ status: 'ok', agentName: 'agent' })
    expect(record.requestBytes).toBeGreaterThan(50)
    expect(JSON.stringify(record)).not.toMatch(/the question|the answer/)
  }
  expect(JSON.stringify(await called(keep))).toMatch(/the question.*the answer/)
})
