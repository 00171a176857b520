import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_KEY, cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, piece10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

let folder: string
let agent: WildAgent
let gateway: TestGateway
/** Every call of this file, by its `x-request-id`: what its record must say. */
const calls = new Map<string, Wire>()

/** What the message asks the agent for. */
const deeds: Record<string, (call: WildAgent['calls'][number]) => unknown> = {
  answer: (call) => call.result({ message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'hi' }] } }),
  fail: (call) => call.response.end(JSON.stringify({ jsonrpc: '2.0', id: call.id, error: { code: -32603 } })),
  'answer 500': (call) => call.response.writeHead(500).end('out of order'),
  reset: (call) => call.response.destroy(),
  stream(call) {
    call.begin()
    call.event({ task: task10('t1', 'TASK_STATE_WORKING') })
    call.event({ statusUpdate: { ...task10('t1'), id: undefined, taskId: 't1' } })
    call.response.end()
  },
  'reset a stream'(call) {
    call.begin()
    call.event({ task: task10('t2', 'TASK_STATE_WORKING') })
    setTimeout(() => call.response.destroy(), 50)
  },
  'hold a stream'(call) {
    call.begin()
    call.event({ task: task10('t3', 'TASK_STATE_WORKING') })
    call.event(piece10('t3', 'one', false))
  },
  hold: () => undefined,
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-endings-'))
  agent = await wildAgent((call) => deeds[call.text]?.(call), card10)
  gateway = await gatewayIn(folder)
  for (const name of ['agent', 'priced', 'slow']) await cardFound(gateway, name)
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const gatewayIn = (place: string) => {
  const upstreams = [{ url: `${agent.url}/` }]
  return testGateway({
    folder: place,
    config: {
      agents: [
        { name: 'agent', upstreams },
        { name: 'priced', upstreams, cost: { perCall: 1 } },
        { name: 'slow', upstreams, limits: { firstEventSeconds: 1 } },
      ],
    },
  })
}

const SEND = 'SendMessage'
const STREAM = 'SendStreamingMessage'
const message = (text: string) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] },
})

interface Asked {
  readonly key?: string
  readonly to?: string
  readonly body?: string
  /** Leaves when this much of the answer is there. */
  readonly leaves?: 'before the answer' | 'in the answer'
}

/** Makes a call whose record must match; resolves when it is over for its caller. */
async function call(record: Wire, method: string, text: string, asked: Asked = {}): Promise<void> {
  const { key = ADMIN_KEY, to = 'agent', leaves } = asked
  const body = asked.body ?? JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: message(text) })
  const requestId = crypto.randomUUID()
  calls.set(requestId, record)
  const before = agent.calls.length
  const over = Promise.withResolvers<void>()
  const sent = httpRequest(`${gateway.url}/a2a/${to}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-request-id': requestId },
  })
  sent.on('close', () => over.resolve())
  sent.on('error', () => over.resolve())
  sent.on('response', (response) => {
    response.on('error', () => over.resolve())
    response.on('data', () => leaves === 'in the answer' && sent.destroy())
  })
  sent.end(body)
  if (leaves === 'before the answer') {
    await eventually(() => agent.calls.length > before)
    sent.destroy()
  }
  await over.promise
}

/** All records of calls to the agents, as often as they are there. */
async function recordsBy(): Promise<Map<string, Wire[]>> {
  const { logs, next_cursor: next } = await gateway.json('/v1/logs?limit=200')
  expect(next).toBeNull()
  return Map.groupBy<string, Wire>(logs, ({ requestId }) => requestId)
}
const allThere = () =>
  eventually(recordsBy, (records) => [...calls.keys()].every((requestId) => records.has(requestId)))

test('every call leaves one record that says how it ended, however it ends', async () => {
  verifies('records')
  const limited = await gateway.key('all', { rpm_limit: 1 })
  const poor = await gateway.key('all', { max_budget: 1 })
  const stranger = await gateway.key(['priced'])
  const { agent_id } = await gateway.json('/v1/agents/agent')
  const itself = await gateway.key('all', { agent_id })
  const failed = (errorCode: string) => ({ status: 'error', errorCode })
  const refused = (errorCode: string) => ({ status: 'refused', errorCode })
  const left = { status: 'canceled', errorCode: 'CANCELED' }

  await call({ status: 'ok', events: 0 }, SEND, 'answer')
  await call({ status: 'ok', events: 2 }, STREAM, 'stream')
  await call(failed('INTERNAL_ERROR'), SEND, 'fail')
  await call(failed('INVALID_AGENT_RESPONSE'), SEND, 'answer 500')
  await call(failed('AGENT_UNREACHABLE'), SEND, 'reset')
  await call(failed('AGENT_UNREACHABLE'), STREAM, 'reset')
  await call(failed('AGENT_UNREACHABLE'), STREAM, 'reset a stream')
  await call(failed('AGENT_TIMEOUT'), SEND, 'hold', { to: 'slow' })
  await call(failed('AGENT_TIMEOUT'), STREAM, 'hold', { to: 'slow' })

  await call(refused('UNAUTHENTICATED'), SEND, 'answer', { key: 'sk-unknown' })
  await call(refused('PERMISSION_DENIED'), SEND, 'answer', { key: stranger })
  await call(refused('AGENT_NOT_FOUND'), SEND, 'answer', { to: 'nobody' })
  await call(refused('PARSE_ERROR'), SEND, '', { body: '{' })
  await call(refused('INVALID_REQUEST'), SEND, '', { body: '[]' })
  await call(refused('METHOD_NOT_FOUND'), 'DoMessage', 'answer')
  await call(refused('INVALID_PARAMS'), SEND, '', {
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: SEND, params: {} }),
  })
  await call(refused('REQUEST_TOO_LARGE'), SEND, '', { body: ' '.repeat(10 * 1024 * 1024 + 1) })
  await call(refused('LOOP_DETECTED'), SEND, 'answer', { key: itself })
  await call({ status: 'ok' }, SEND, 'answer', { key: limited })
  await call(refused('RATE_LIMITED'), SEND, 'answer', { key: limited })
  await call({ status: 'ok', cost: 1 }, SEND, 'answer', { key: poor, to: 'priced' })
  await call(refused('BUDGET_EXCEEDED'), SEND, 'answer', { key: poor, to: 'priced' })

  await call(left, SEND, 'hold', { leaves: 'before the answer' })
  await call(left, STREAM, 'hold', { leaves: 'before the answer' })
  await call({ ...left, httpStatus: 200 }, STREAM, 'hold a stream', { leaves: 'in the answer' })

  await allThere()
})

test('calls that the end of the gateway cuts leave one record, too; nothing else is there, and nothing twice', async () => {
  verifies('records', 'drain')
  await eventually(() => agent.open === 0)
  const cut = [
    call({ status: 'error', errorCode: 'UNAVAILABLE' }, SEND, 'hold'),
    call({ status: 'error', errorCode: 'UNAVAILABLE' }, STREAM, 'hold'),
    call({ status: 'error', errorCode: 'UNAVAILABLE' }, STREAM, 'hold a stream'),
  ]
  await eventually(() => agent.open === 3)
  await gateway.stop()
  await Promise.all(cut)
  gateway = await gatewayIn(folder)

  const records = await allThere()
  const found = [...calls].map(([requestId]) => (records.get(requestId) ?? []).map(told))
  expect(found).toEqual([...calls.values()].map((record) => [expect.objectContaining(record)]))
  expect([...records.keys()].filter((requestId) => !calls.has(requestId))).toEqual([])
})

const told = ({ status, errorCode, events, cost, httpStatus }: Wire) => ({
  status,
  errorCode,
  events,
  cost,
  httpStatus,
})
