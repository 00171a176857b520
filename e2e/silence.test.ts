import { expect, test } from 'vitest'
import { rpc, speaker10 } from './support/speakers.ts'
import { cardFound, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, status10, task10, wildAgent } from './support/wild-agent.ts'

test('a stream that is silent for 15 s carries a comment, and then goes on', { timeout: 30_000 }, async () => {
  verifies('ping')
  const { promise: pinged, resolve: sawPing } = Promise.withResolvers<void>()
  await using agent = await wildAgent(async (call) => {
    call.begin()
    call.event({ task: task10('t', 'TASK_STATE_WORKING') })
    await pinged
    call.event(status10('t', 'TASK_STATE_COMPLETED'))
    call.response.end()
  }, card10)
  await using gateway = await testGateway({
    config: { agents: [{ name: 'silent', upstreams: [{ url: `${agent.url}/` }] }] },
  })
  await cardFound(gateway, 'silent')
  const began = performance.now()
  const response = await gateway.request('/a2a/silent', {
    body: rpc('SendStreamingMessage', speaker10.params('hi')),
    signal: AbortSignal.timeout(25_000),
  })
  const decoder = new TextDecoder()
  let text = ''
  let pingedAt = 0
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (pingedAt === 0 && text.includes(': ping\n\n')) {
      pingedAt = performance.now()
      sawPing()
    }
  }
  expect(pingedAt - began).toBeGreaterThan(14_000)
  const blocks = text.split('\n\n')
  expect(blocks.map((block) => block.slice(0, 6))).toEqual(['data: ', ': ping', 'data: ', ''])
  const [log] = (await gateway.json('/v1/logs')).logs
  expect(log).toMatchObject({ status: 'ok', events: 2, taskState: 'TASK_STATE_COMPLETED' })
})
