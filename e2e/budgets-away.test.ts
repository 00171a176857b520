import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { breakableConnection } from './support/breakable-connection.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

let postgres: TestPostgres
let agent: TestServer
beforeAll(async () => {
  postgres = await startPostgres()
  agent = await sdkAgent()
})
afterAll(async () => {
  await agent[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

test.each([['refuse', 503] as const, ['allow', 200] as const])(
  'while the database is away, messages that have a budget are treated as `whenAway: %s` says',
  async (whenAway, expected) => {
    verifies('budgets')
    await using connection = await breakableConnection(postgres.port)
    const url = new URL(await postgres.createDatabase(`away_${whenAway}`))
    url.port = String(connection.port)
    await using gateway = await testGateway({
      config: {
        agents: [{ name: 'priced', upstreams: [{ url: `${agent.url}/` }], cost: { perCall: 0.1 } }],
        budgets: { whenAway },
      },
      variables: {
        DATABASE_URL: url.href,
        GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
        RUN_LEASE_SECONDS: '1',
      },
    })
    await cardFound(gateway, 'priced')
    const [limited, unlimited] = [await gateway.key(['priced'], { max_budget: 5 }), await gateway.key(['priced'])]
    const send = (key: string) => {
      const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'message' }] }
      const body = { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message } }
      return gateway.request('/a2a/priced', { key, body })
    }
    expect([(await send(limited)).status, (await send(unlimited)).status]).toEqual([200, 200])
    connection.cut()
    expect([(await send(limited)).status, (await send(unlimited)).status]).toEqual([expected, 200])
    connection.mend()
    const spend = expected === 200 ? 0.2 : 0.1
    const { windows } = await eventually(
      () => gateway.json(`/v1/budgets?key=${limited}`),
      ({ windows }) => windows?.[0].spend > spend - 0.01 && windows[0].reserved === 0,
      30,
    )
    expect(windows[0].spend).toBeCloseTo(spend)
  },
  90_000,
)
