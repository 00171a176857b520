import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

const hello = (name: string, cost?: object) => ({ name, adapter: 'hello', ...(cost === undefined ? {} : { cost }) })
const routing = { strategy: 'lowest-cost' }

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({
    config: {
      agents: [
        {
          name: 'common',
          cost: { perCall: 0.1 },
          routing,
          upstreams: [hello('own', { perCall: 0.5 }), hello('agents')],
        },
        // Before anything is known, tokens look dear; what messages take is seconds, of which the other has the price.
        {
          name: 'learnt',
          routing,
          upstreams: [hello('tokens', { perOutputToken: 0.001 }), hello('seconds', { perSecond: 0.09 })],
        },
      ],
    },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const send = (agent: string, text: string) =>
  gateway.call(agent, 'SendMessage', {
    message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] },
  })
const upstreams = async (agent: string): Promise<string[]> =>
  (await gateway.json(`/v1/logs?agent=${agent}`)).logs.map(({ upstream }: { upstream: string }) => upstream)

test('lowest-cost takes the price of the agent where an upstream has none', async () => {
  verifies('balance')
  for (let sent = 0; sent < 3; sent += 1) await send('common', 'hi')
  expect(
    await eventually(
      () => upstreams('common'),
      ({ length }) => length === 3,
    ),
  ).toEqual(['agents', 'agents', 'agents'])
})

test('lowest-cost goes by the whole price, for what messages to the agent take', async () => {
  verifies('balance')
  await send('learnt', 'count to 2')
  const first = await eventually(
    () => upstreams('learnt'),
    ({ length }) => length === 1,
  )
  expect(first).toEqual(['seconds'])
  await send('learnt', 'hi')
  const both = await eventually(
    () => upstreams('learnt'),
    ({ length }) => length === 2,
  )
  expect(both).toContain('tokens')
})
