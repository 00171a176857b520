import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, recordOf } from './support/expect-error.ts'
import { rpc, speakers } from './support/speakers.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { card10, piece10, status10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'

const USED = { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, model: 'gpt-4o-2024-08-06' } }

let agent: WildAgent
let gateway: TestGateway

beforeAll(async () => {
  agent = await wildAgent((call) => {
    const { method, params, text } = call
    const contextId = params.message?.contextId ?? 'c'
    const told = text === 'silent' ? {} : { metadata: USED }
    const id = crypto.randomUUID()
    if (method === 'SendMessage') {
      const artifacts = [{ artifactId: 'a1', parts: [{ text: 'x'.repeat(80) }] }]
      return call.result({ task: { ...task10(id, 'TASK_STATE_COMPLETED', contextId), artifacts, ...told } })
    }
    call.begin()
    call.event({ task: task10(id, 'TASK_STATE_WORKING', contextId) })
    for (let piece = 0; piece < 20; piece += 1) call.event(piece10(id, 'xxxx', piece > 0, contextId))
    const { statusUpdate } = status10(id, 'TASK_STATE_COMPLETED', contextId)
    call.event({ statusUpdate: { ...statusUpdate, ...told } })
    call.response.end()
  }, card10)
  const at = { url: `${agent.url}/` }
  const cost = { perCall: 0.5, perInputToken: 9, models: { 'gpt-4o': { perInputToken: 0.01, perOutputToken: 0.1 } } }
  const agents = [
    { name: 'priced', upstreams: [at], cost },
    { name: 'own', upstreams: [{ ...at, cost: { perInputToken: 0.25, perOutputToken: 0.5 } }], cost },
    { name: 'free', upstreams: [at] },
  ]
  gateway = await testGateway({ config: { agents } })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await agent[Symbol.asyncDispose]()
})

describe.each(speakers)('what a call costs, $version', ({ send, stream, params, headers }) => {
  const call = async (name: string, method: string, text: string) => {
    const received = await post(gateway, name, rpc(method, params(text)), { headers })
    return { received, record: await recordOf(gateway, received) }
  }
  const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 110, model: 'gpt-4o-2024-08-06' }

  test.each([
    ['a send', send],
    ['a stream', stream],
  ])('by what the agent reports, at the price of its model: %s', async (_name, method) => {
    const { record } = await call('priced', method, 'hi')
    expect(record.usage).toEqual(usage)
    expect(record.cost).toBeCloseTo(2.5, 9)
  })

  test.each([
    ['a send', send],
    ['a stream', stream],
  ])("by a guess that is marked, at its upstream's own price, where it reports nothing: %s", async (_name, method) => {
    const { record } = await call('own', method, 'silent')
    // "silent" is 1.5 tokens, the answer 20.
    expect(record.usage).toEqual({ inputTokens: 2, outputTokens: 20, estimated: true })
    expect(record.cost).toBe(10.5)
  })

  test('is told in the headers of an answer, where it is known', async () => {
    const { received } = await call('priced', send, 'hi')
    expect(received.headers.get('x-gateway-cost')).toBe('2.5')
    expect(received.headers.get('x-litellm-response-cost')).toBe('2.5')
    const free = await call('free', send, 'hi')
    expect(free.received.headers.get('x-gateway-cost')).toBeNull()
    expect(free.record).toMatchObject({ usage })
    expect(free.record).not.toHaveProperty('cost')
    expect((await call('free', send, 'silent')).record).not.toHaveProperty('usage')
  })
})
