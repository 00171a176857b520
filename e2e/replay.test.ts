import { afterAll, beforeAll, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const agents: WildAgent[] = []
let gateway: TestGateway
/** What the agents say next. */
let said = 'the answer'

/** An agent that answers with its name and what is said; streamed, word by word. */
const speaker = async (name: string) => {
  const agent = await wildAgent((call) => {
    const { contextId = `new-${crypto.randomUUID()}` } = call.params.message
    const message = (text: string) => ({
      message: { messageId: crypto.randomUUID(), contextId, role: 'ROLE_AGENT', parts: [{ text }] },
    })
    if (call.method !== 'SendStreamingMessage') return call.result(message(`${name}: ${said}`))
    call.begin()
    call.event(message(`${name}: ${said}`))
    call.response.end()
  }, card10)
  agents.push(agent)
  return agent
}

beforeAll(async () => {
  const [one, two, other] = [await speaker('one'), await speaker('two'), await speaker('other')]
  const upstreams = [one, two].map(({ url }, index) => ({
    name: ['one', 'two'][index],
    url,
    priority: index,
  }))
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'pair', upstreams, routing: { strategy: 'priority' } },
        { name: 'other', upstreams: [{ url: other.url }] },
        { name: 'quiet', upstreams: [{ url: other.url }], records: { content: false } },
      ],
    },
  })
  for (const name of ['pair', 'other', 'quiet']) await cardFound(gateway, name)
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  for (const agent of agents) await agent[Symbol.asyncDispose]()
})

async function called(agent: string, { text = 'the question', method = 'SendMessage', key = '', ...more }: Wire = {}) {
  const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...more }
  const body = { jsonrpc: '2.0', id: 1, method, params: { message } }
  return recordOf(gateway, await post(gateway, agent, body, key === '' ? {} : { key }))
}
const replayed = (record: Wire, body: object = {}, key?: string) =>
  gateway.json(`/v1/logs/${record.id}/replay`, { method: 'POST', body, ...(key === undefined ? {} : { key }) })

test('a message is sent once more in a conversation of its own, and the answers are compared', async () => {
  verifies('replay')
  said = 'the answer'
  const record = await called('pair', { contextId: 'talk' })
  const same = await replayed(record)
  expect(same).toMatchObject({ replayOf: record.id, same: true, diff: [] })
  said = 'another'
  const different = await replayed(record)
  expect(different).toMatchObject({ same: false, diff: [{ op: 'replace', path: '/message/parts/0/text' }] })
  expect(different.replay.answer.message.parts).toEqual([{ text: 'one: another' }])
  expect(different.original.answer.message.parts).toEqual([{ text: 'one: the answer' }])
  const copy = await recordOf(gateway, different)
  expect(copy).toMatchObject({ kind: 'replay', replayOf: record.id, keyId: 'master', agentName: 'pair', status: 'ok' })
  expect(copy.request.message.parts).toEqual(record.request.message.parts)
  expect(copy.request.message.messageId).not.toBe(record.request.message.messageId)
  expect(copy.request.message.contextId ?? '').not.toBe('talk')
  const told = await recordOf(gateway, await replayed(record, { contextId: 'talk' }))
  expect(told.request.message.contextId).toBe('talk')
})

test('a replay goes to another upstream or agent, and what was streamed is compared put together', async () => {
  verifies('replay')
  said = 'the answer'
  const record = await called('pair', { method: 'SendStreamingMessage' })
  expect(record.streaming).toBe(true)
  const elsewhere = await replayed(record, { upstream: 'two' })
  expect(elsewhere.diff).toEqual([{ op: 'replace', path: '/message/parts/0/text', value: 'two: the answer' }])
  expect(await recordOf(gateway, elsewhere)).toMatchObject({ upstream: 'two', streaming: false })
  expect((await replayed(record, { agent: 'other' })).replay.answer.message.parts).toEqual([
    { text: 'other: the answer' },
  ])
  expect((await replayed(record, { upstream: 'three' })).error.message).toMatch(/upstream: .* It has: one, two\./)
  expect(await replayed(record, { agent: 'nobody' })).toMatchObject({ same: null, diff: null, replay: { error: {} } })
})

test('what is not kept whole is not replayed, and says why', async () => {
  verifies('replay')
  expect((await replayed(await called('quiet'))).error.message).toMatch(/what was sent is not kept/)
  const secret = await called('other', { text: 'my key is sk-abcdefghijklmnopqrstuvwxyz0123456789' })
  expect((await replayed(secret)).error.message).toMatch(/without its secrets/)
  const long = await called('other', { text: 'x'.repeat(300_000) })
  expect((await replayed(long)).error.message).toMatch(/kept in part/)
  const listed = await recordOf(
    gateway,
    await post(gateway, 'other', { jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id: 't' } }),
  )
  expect((await replayed(listed)).error.message).toMatch(/only messages are/)
  expect((await replayed({ id: crypto.randomUUID() })).error.code).toBe('NOT_FOUND')
})

test('only administrators replay, nobody else; it is in the audit log, and never done by itself', async () => {
  verifies('replay')
  said = 'the answer'
  const key = await gateway.key('all')
  const record = await called('other', { key })
  const before = agents.at(-1)?.calls.length ?? 0
  expect((await replayed(record, {}, key)).error.code).toBe('PERMISSION_DENIED')
  expect((await replayed({ id: crypto.randomUUID() }, {}, key)).error.code).toBe('PERMISSION_DENIED')
  expect(agents.at(-1)?.calls.length).toBe(before)
  const done = await replayed(record)
  expect(agents.at(-1)?.calls.length).toBe(before + 1)
  expect(await recordOf(gateway, done)).toMatchObject({ keyId: 'master', kind: 'replay' })
  const { entries } = await gateway.json('/v1/audit?action=call.replay')
  expect(entries[0]).toMatchObject({
    action: 'call.replay',
    actor: { keyId: 'master' },
    target: { kind: 'record', id: record.id },
    outcome: 'done',
  })
})
